"""The example CJG: reproducible, possible, and never beside real data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client

from cjg.basis.api import Kwartaal, is_example_bsn, today
from cjg.dossier.api import Gezin, Persoon, visible_to
from cjg.intake.api import Contactmoment
from cjg.organisatie.api import Gebruiker, Gemeente
from cjg.taken.api import Taak
from cjg.werkplek.voorbeelddata.maken import NietToegestaanError, imagine, make_voorbeelddata
from cjg.werkplek.voorbeelddata.wereld import Wereld
from rapportage.api import open_rapporten

DAG = dt.date(2026, 11, 20)
KLEIN = 0.03

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> Iterator[None]:
    settings.DEMO = True
    yield
    connections["eigenaar"].close()


def _one(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_same_seed_gives_the_same_families() -> None:
    first, second, other = (Wereld(zaad, DAG, KLEIN) for zaad in (7, 7, 8))
    for wereld in (first, second, other):
        imagine(wereld)
    assert first.rijen == second.rijen
    assert first.rijen["dossier.Persoon"] != other.rijen["dossier.Persoon"]


def test_everything_could_have_happened() -> None:
    """What no constraint holds: nobody is born after their parent's child, no coach before their first day, and so on."""
    make_voorbeelddata(zaad=3, peildatum=DAG, schaal=KLEIN)
    impossible = {
        "a parent younger than 16 at the birth": """
            SELECT count(*) FROM dossier_gezag g JOIN dossier_persoon k ON k.id = g.jeugdige_id
            JOIN dossier_persoon o ON o.id = g.gezagsdrager_id
            WHERE k.geboortedatum < o.geboortedatum + interval '16 years'""",
        "a jeugdige of 24 or older when the traject started": """
            SELECT count(*) FROM gezinsplan_trajectdeelname d JOIN dossier_persoon p ON p.id = d.persoon_id
            WHERE d.begindatum >= p.geboortedatum + interval '24 years'""",
        "something after today": f"""
            SELECT (SELECT count(*) FROM intake_contactmoment WHERE datum > '{DAG}')
                 + (SELECT count(*) FROM gezinsplan_traject WHERE begindatum > '{DAG}' OR einddatum > '{DAG}')
                 + (SELECT count(*) FROM gezinsplan_evaluatie WHERE gehouden_op > '{DAG}')
                 + (SELECT count(*) FROM toegang_besluit WHERE bekendmaking > '{DAG}')""",
        "a coach outside their years of work": """
            SELECT count(*) FROM gezinsplan_aanspreekpunt a JOIN organisatie_medewerker m ON m.id = a.medewerker_id
            JOIN organisatie_roltoekenning r ON r.gebruiker_id = m.gebruiker_id
            WHERE a.begindatum < r.begindatum OR coalesce(a.einddatum, 'infinity') > coalesce(r.einddatum, 'infinity')""",
        "a besluit by who gave the reflection": """
            SELECT count(*) FROM toegang_besluit b JOIN toegang_onderzoek o ON o.besluit_id = b.id
            WHERE o.reflectie_door_id = b.genomen_door_id""",
        "a besluit without its four steps": """
            SELECT count(*) FROM toegang_besluit b JOIN toegang_onderzoek o ON o.besluit_id = b.id
            WHERE b.status <> 'onderzoek' AND (o.situatie_op IS NULL OR o.opties_op IS NULL
              OR o.specialistisch_op IS NULL OR (o.specialistisch_nodig AND o.leveringsvorm_op IS NULL))""",
        "an open traject without an aanspreekpunt": f"""
            SELECT count(*) FROM gezinsplan_traject t WHERE einddatum IS NULL AND NOT EXISTS (
                SELECT 1 FROM gezinsplan_aanspreekpunt a WHERE a.traject_id = t.id AND a.begindatum <= '{DAG}'
                AND coalesce(a.einddatum, 'infinity') >= '{DAG}')""",
        "a traject without a jeugdige": """
            SELECT count(*) FROM gezinsplan_traject t
            WHERE NOT EXISTS (SELECT 1 FROM gezinsplan_trajectdeelname d WHERE d.traject_id = t.id)""",
    }
    found = {wat: _one(sql) for wat, sql in impossible.items()}
    assert found == dict.fromkeys(impossible, 0)


def test_no_person_carries_a_real_bsn() -> None:
    make_voorbeelddata(zaad=5, peildatum=DAG, schaal=KLEIN)
    numbers = [bsn for bsn in Persoon.objects.values_list("bsn", flat=True) if bsn]
    assert numbers
    assert all(is_example_bsn(bsn) for bsn in numbers)
    assert len(set(numbers)) == len(numbers)


def test_coach_sees_own_dossiers_and_not_all() -> None:
    make_voorbeelddata(zaad=2, peildatum=DAG, schaal=0.1)
    coach = Gebruiker.objects.get(email="coach@cjg.example")
    assert 0 < visible_to(coach, Gezin.objects.all()).count() < Gezin.objects.count() / 2


def test_accounts_are_printed_with_their_password() -> None:
    make_voorbeelddata(zaad=2, peildatum=DAG, schaal=KLEIN)
    uit = StringIO()
    call_command("voorbeeldaccounts", stdout=uit)
    for adres in ("coach@", "ia@", "teamleider@", "accountmanager.haarlem@", "fg@", "beheerder@"):
        assert f"{adres}cjg.example" in uit.getvalue()
    account = Gebruiker.objects.get(email="coach@cjg.example")
    password = uit.getvalue().strip().partition("\n")[0].rpartition(" ")[2]
    assert account.check_password(password)
    other = Gebruiker.objects.exclude(email__contains="@cjg.example").first()
    assert other is None or not other.has_usable_password()


def test_configured_database_is_refused_without_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("voorbeelddata", schaal="xs", stdout=StringIO())
    assert not Gebruiker.objects.exists()


def test_database_with_registrations_is_refused() -> None:
    """One anonymous contact of a real CJG is enough."""
    contact = {"themas": ["opvoeden"], "resultaten": ["advies"], "vraagsteller": "ouder", "kanaal": "e-mail"}
    Contactmoment.objects.create(datum=DAG, gemeente=Gemeente.objects.get(code="0392"), bron_id="C41-1", **contact)
    with pytest.raises(NietToegestaanError, match="niet leeg"):
        make_voorbeelddata(zaad=1, peildatum=DAG, schaal=KLEIN)
    call_command("voorbeelddata", als_leeg=True)  # what every start does
    assert not Persoon.objects.exists()
    assert Contactmoment.objects.count() == 1


def test_first_page_has_tasks_and_the_example_clients_have_help() -> None:
    call_command("voorbeelddata", schaal="xs", stdout=StringIO())
    assert Taak.objects.filter(status="open").exists()
    for adres in ("ouder", "jongere"):
        client = Client(headers={"host": "localhost"})
        client.force_login(Gebruiker.objects.get(email=f"{adres}@cjg.example"))
        assert "vaste aanspreekpunt" in client.get("/mijn/").content.decode()


def test_earlier_quarters_of_the_example_are_adopted_once() -> None:
    call_command("voorbeelddata", schaal="xs", stdout=StringIO())
    call_command("voorbeeldrapporten", kwartalen=1)
    kwartaal = Kwartaal.last_finished(today()).previous()
    rapporten = open_rapporten(kwartaal)
    assert len(rapporten) == 3
    assert all(rapport.is_vastgesteld for rapport in rapporten)
    call_command("voorbeeldrapporten", kwartalen=1)
    assert [rapport.versie for rapport in open_rapporten(kwartaal)] == [rapport.versie for rapport in rapporten]


def test_own_registrations_are_kept_out_of_a_database_with_examples() -> None:
    call_command("voorbeelddata", niet_naast=True)
    make_voorbeelddata(zaad=2, peildatum=DAG, schaal=KLEIN)
    with pytest.raises(CommandError, match="Hier staan voorbeeldgezinnen"):
        call_command("voorbeelddata", niet_naast=True)
