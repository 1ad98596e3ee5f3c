"""The reminder scan: each reminder once, to the right person, whatever happens in between."""

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import connection, connections, transaction

from cjg.basis.api import now
from cjg.organisatie.api import Medewerker, register_afwezigheid
from cjg.taken.api import move_taken, reassign_taken, scan_reminders
from cjg.taken.models import Herinnering, Taak
from cjg.taken.services.scan import Scanresultaat
from tests import database
from tests.taken.conftest import MAANDAG, NU, Afspraken, Organisatie, make_organisatie

DAG = dt.timedelta(days=1)
VOORAF, OP_DE_DAG, TE_LAAT = Herinnering.Soort


def scan(day: dt.date) -> Scanresultaat:
    return scan_reminders(today=day, now=NU)


def reminders() -> Counter[tuple[str, str]]:
    rows = Herinnering.objects.values_list("ontvanger__gebruiker__naam", "soort")
    return Counter((str(naam), str(soort)) for naam, soort in rows)


def open_taken(medewerker: Medewerker) -> list[Taak]:
    return list(Taak.objects.filter(medewerker=medewerker, status="open"))


def test_scan_reminds_ahead_on_the_day_and_late_with_the_teamleider(
    organisatie: Organisatie, afspraken: Afspraken
) -> None:
    due = MAANDAG + 14 * DAG
    afspraken.add(due, organisatie.anna, organisatie.team)
    assert scan(MAANDAG - DAG) == Scanresultaat(0, 0, 0)
    scan(MAANDAG)
    assert reminders() == {("Anna", VOORAF): 1}
    scan(due)
    assert reminders() == {("Anna", VOORAF): 1, ("Anna", OP_DE_DAG): 1}
    scan(due + 7 * DAG)
    assert reminders()[("Anna", TE_LAAT)] == 1
    assert reminders()[("Hanna", TE_LAAT)] == 1
    assert len(open_taken(organisatie.anna)) == 1
    assert len(open_taken(organisatie.hanna)) == 1


def test_scan_run_twice_makes_nothing_new(organisatie: Organisatie, afspraken: Afspraken) -> None:
    afspraken.add(MAANDAG + 3 * DAG, organisatie.anna, organisatie.team)
    assert scan(MAANDAG).herinneringen == 1
    assert scan(MAANDAG) == Scanresultaat(0, 0, 0)


def test_scan_catches_up_days_that_were_missed(organisatie: Organisatie, afspraken: Afspraken) -> None:
    afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    scan(MAANDAG + 9 * DAG)
    assert reminders() == {
        ("Anna", VOORAF): 1,
        ("Anna", OP_DE_DAG): 1,
        ("Anna", TE_LAAT): 1,
        ("Hanna", TE_LAAT): 1,
    }
    assert Taak.objects.count() == 2


def test_scan_mails_the_replacement_and_keeps_one_task(organisatie: Organisatie, afspraken: Afspraken) -> None:
    register_afwezigheid(
        medewerker=organisatie.anna,
        reden="verlof",
        begindatum=MAANDAG,
        einddatum=MAANDAG + 4 * DAG,
        vervanger=organisatie.bram,
        door=organisatie.anna.gebruiker,
    )
    afspraken.add(MAANDAG + 14 * DAG, organisatie.anna, organisatie.team)
    scan(MAANDAG)
    assert reminders() == {("Bram", VOORAF): 1}
    assert [taak.medewerker for taak in Taak.objects.all()] == [organisatie.anna]
    scan(MAANDAG + 7 * DAG)  # Anna is back, and has never been told
    assert reminders() == {("Bram", VOORAF): 1, ("Anna", VOORAF): 1}


def test_scan_tells_the_teamleider_when_nobody_replaces(organisatie: Organisatie, afspraken: Afspraken) -> None:
    register_afwezigheid(
        medewerker=organisatie.anna,
        reden="ziek",
        begindatum=MAANDAG,
        einddatum=None,
        vervanger=None,
        door=organisatie.anna.gebruiker,
    )
    afspraken.add(MAANDAG + 14 * DAG, organisatie.anna, organisatie.team)
    afspraken.add(MAANDAG + 14 * DAG, None, organisatie.team)
    scan(MAANDAG)
    assert reminders() == {("Anna", VOORAF): 1, ("Hanna", VOORAF): 2}


def test_scan_after_a_move_reminds_again_for_the_new_day(organisatie: Organisatie, afspraken: Afspraken) -> None:
    due = MAANDAG + 7 * DAG
    onderwerp = afspraken.add(due, organisatie.anna, organisatie.team)
    scan(MAANDAG)
    afspraken.move(onderwerp, due + 28 * DAG)
    move_taken(onderwerp_id=onderwerp, uiterlijk=due + 28 * DAG, now=NU)
    assert not Taak.objects.all().visible_on(MAANDAG).exists()
    assert scan(MAANDAG) == Scanresultaat(0, 0, 0)
    scan(due + 14 * DAG)
    assert Herinnering.objects.filter(soort=VOORAF).count() == 2
    assert [taak.uiterlijk for taak in Taak.objects.filter(status="open")] == [due + 28 * DAG]
    afspraken.move(onderwerp, due)
    move_taken(onderwerp_id=onderwerp, uiterlijk=due, now=NU)
    scan(due)
    assert len(open_taken(organisatie.anna)) == 1
    assert Herinnering.objects.filter(soort=VOORAF).count() == 2


def test_scan_stops_the_task_of_what_is_gone(organisatie: Organisatie, afspraken: Afspraken) -> None:
    onderwerp = afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    scan(MAANDAG)
    afspraken.remove(onderwerp)
    assert scan(MAANDAG).vervallen == 1
    assert open_taken(organisatie.anna) == []
    assert scan(MAANDAG + 7 * DAG) == Scanresultaat(0, 0, 0)


def test_scan_follows_a_handover_there_and_back(organisatie: Organisatie, afspraken: Afspraken) -> None:
    onderwerp = afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    scan(MAANDAG)
    for van, naar in ((organisatie.anna, organisatie.bram), (organisatie.bram, organisatie.anna)):
        afspraken.give(onderwerp, naar)
        reassign_taken(onderwerp_ids=[onderwerp], van=van.pk, naar=naar.pk, now=NU)
        scan(MAANDAG)
        assert len(open_taken(naar)) == 1
        assert open_taken(van) == []
    assert max(reminders().values()) == 1


def test_scan_follows_a_handover_that_nobody_told_it(organisatie: Organisatie, afspraken: Afspraken) -> None:
    onderwerp = afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    for naar, van in ((organisatie.anna, organisatie.bram), (organisatie.bram, organisatie.anna)) * 2:
        afspraken.give(onderwerp, naar)
        scan(MAANDAG)
        assert len(open_taken(naar)) == 1
        assert open_taken(van) == []


def test_scan_takes_the_same_few_statements_for_many(
    organisatie: Organisatie, afspraken: Afspraken, django_assert_num_queries: object
) -> None:
    for count in (1, 30):
        for _ in range(count):
            afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
        with django_assert_num_queries(5):  # type: ignore[operator]  # three, and the savepoint of the test
            scan(MAANDAG)


def run_at_once(count: int, day: dt.date) -> list[BaseException]:
    """Scan with several schedulers that start at the same moment, each with its own connection."""
    errors: list[BaseException] = []
    start = threading.Barrier(count)

    def work() -> None:
        try:
            with transaction.atomic():
                connection.ensure_connection()
                start.wait(timeout=20)
                scan_reminders(today=day, now=now())
        except BaseException as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return errors


@pytest.mark.django_db(transaction=True)
def test_scan_by_many_at_once_makes_each_reminder_once(afspraken: Afspraken) -> None:
    organisatie = make_organisatie()
    for n in range(60):
        afspraken.add(MAANDAG - n % 12 * DAG, organisatie.anna, organisatie.team)
    assert run_at_once(7, MAANDAG) == []
    keys = Counter(Herinnering.objects.values_list("onderwerp_id", "soort", "vervaldatum", "ontvanger"))
    assert set(keys.values()) == {1}
    owed = sum(3 if n % 12 < 7 else 3 + 1 for n in range(60)) - sum(1 for n in range(60) if n % 12 < 7)
    assert len(keys) == owed
    assert Taak.objects.count() == 60 + sum(1 for n in range(60) if n % 12 >= 7)


def overlapping_scans(day: dt.date) -> None:
    """Let two scans overlap for certain: the second starts when the first has scanned and not yet committed."""
    scanned, other_done = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            scan_reminders(today=day, now=now())
            scanned.set()
            other_done.wait(timeout=1)  # the second waits for this one where a constraint guards the rows
        connections.close_all()

    def second() -> None:
        scanned.wait(timeout=20)
        scan_reminders(today=day, now=now())
        other_done.set()
        connections.close_all()

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("is_guarded", "times"), [(True, {1}), (False, {2})])
def test_scan_overlapping_itself_is_held_by_the_constraint_alone(
    afspraken: Afspraken, is_guarded: bool, times: set[int]
) -> None:
    """Without the constraint there would be doubles: that is what the first half of this test rests on."""
    organisatie = make_organisatie()
    for _ in range(5):
        afspraken.add(MAANDAG, organisatie.anna, organisatie.team)
    scan(MAANDAG - 10 * DAG)
    fields = "onderwerp_id, soort, vervaldatum, ontvanger_id"
    owner = database.owner_connection(connection.settings_dict["NAME"])
    if not is_guarded:
        owner.execute("ALTER TABLE taken_herinnering DROP CONSTRAINT herinnering_eenmaal")
    try:
        overlapping_scans(MAANDAG)
        on_the_day = Herinnering.objects.filter(soort=OP_DE_DAG).values_list("onderwerp_id", flat=True)
        assert set(Counter(on_the_day).values()) == times
    finally:
        if not is_guarded:
            owner.execute("DELETE FROM taken_herinnering")
            owner.execute(f"ALTER TABLE taken_herinnering ADD CONSTRAINT herinnering_eenmaal UNIQUE ({fields})")
        owner.close()
