"""A plan: one per gezin, agreed by whom the law asks, and never changed once vastgesteld."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction

from cjg.basis.api import StaleVersion, now, today
from gezinsplan.inhoud import content_of
from gezinsplan.invoer import ActieInvoer, DoelInvoer, PlanInvoer
from gezinsplan.models import Actie, Akkoord, Doel, Gezinsplan, Planversie
from gezinsplan.ontbrekend import missing_for_adoption, whose_akkoord
from gezinsplan.services import (
    adopt_plan,
    new_version,
    record_akkoord,
    save_concept,
    set_voortgang,
    start_plan,
)
from gezinsplan.vergelijking import compare_versions
from tests.cast import Cast, make_cast
from tests.gezinsplan.conftest import Hulp, agree, make_concept, make_plan, make_traject, plan_invoer


def save(versie: Planversie, invoer: PlanInvoer) -> Planversie:
    return save_concept(versie=versie, invoer=invoer, expected_versie=versie.versie, now=now())


def adopt(versie: Planversie, cast: Cast, by: str = "anna") -> Planversie:
    return adopt_plan(versie=versie, door=cast.medewerker(by), expected_versie=versie.versie, today=today(), now=now())


def test_start_plan_a_second_time_for_a_gezin_is_refused(cast: Cast) -> None:
    start_plan(gezinnen=[cast.gezin], now=now())
    with pytest.raises(ValidationError, match="al een lopend gezinsplan"):
        start_plan(gezinnen=[cast.ander_gezin, cast.gezin], now=now())
    assert Gezinsplan.objects.count() == 1
    start_plan(gezinnen=[cast.ander_gezin], now=now())


def test_start_plan_is_of_one_or_two_gezinnen(cast: Cast) -> None:
    for gezinnen in ([], [cast.gezin, cast.gezin], [cast.gezin, cast.ander_gezin, cast.gezin]):
        with pytest.raises(ValidationError):
            start_plan(gezinnen=gezinnen, now=now())
    versie = start_plan(gezinnen=[cast.gezin, cast.ander_gezin], now=now())
    assert versie.plan.gezinnen.count() == 2


def test_save_concept_keeps_what_stays_and_drops_what_goes(cast: Cast) -> None:
    versie = make_concept(cast)
    doelen = content_of(versie).doelen
    nieuw = DoelInvoer("Mama slaapt beter.", "zorg", voor=cast.ouder.pk)
    save(versie, plan_invoer(cast, doelen=(nieuw, doelen[0])))
    after = content_of(versie).doelen
    assert [doel.omschrijving for doel in after] == ["Mama slaapt beter.", "Kees gaat elke dag naar school."]
    assert after[1].id == doelen[0].id
    assert after[1].acties == doelen[0].acties
    assert Actie.objects.count() == 2


@pytest.mark.parametrize(
    "doel",
    [
        DoelInvoer("", "zorg"),
        DoelInvoer("Doel", "ruimtevaart"),
        DoelInvoer("Doel", "zorg", gas_begin=3),
        DoelInvoer("Doel", "zorg", acties=(ActieInvoer("", "Belt."),)),
        DoelInvoer("Doel", "zorg", acties=(ActieInvoer("Anna", ""),)),
        DoelInvoer("x" * 1001, "zorg"),
    ],
)
def test_save_concept_refuses_a_goal_that_cannot_be(cast: Cast, doel: DoelInvoer) -> None:
    versie = make_concept(cast)
    before = content_of(versie)
    with pytest.raises(ValidationError), transaction.atomic():
        save(versie, plan_invoer(cast, doelen=(doel,)))
    assert content_of(Planversie.objects.get()) == before


def test_save_concept_refuses_a_goal_of_somebody_outside(cast: Cast) -> None:
    versie = make_concept(cast)
    vreemd = cast.ander_gezin.leden.get().persoon
    with pytest.raises(ValidationError, match="van wie"):
        save(versie, plan_invoer(cast, doelen=(DoelInvoer("Doel", "zorg", voor=vreemd.pk),)))


def test_save_concept_does_not_take_the_goal_of_another_plan(cast: Cast) -> None:
    versie = make_concept(cast)
    ander = start_plan(gezinnen=[cast.ander_gezin], now=now())
    vreemd = content_of(versie).doelen[0]
    save(ander, PlanInvoer(doelen=(DoelInvoer("Gekaapt", "zorg", id=vreemd.id),)))
    assert content_of(versie).doelen[0].omschrijving == vreemd.omschrijving
    assert content_of(ander).doelen[0].id != vreemd.id


def test_save_concept_from_a_stale_page_changes_nothing(cast: Cast) -> None:
    versie = make_concept(cast)
    save(versie, plan_invoer(cast, krachten="Nieuw"))
    with pytest.raises(StaleVersion):
        save_concept(versie=versie, invoer=plan_invoer(cast, krachten="Oud"), expected_versie=1, now=now())
    assert Planversie.objects.get().krachten == "Nieuw"


def test_akkoord_is_needed_by_age_and_gezag(cast: Cast) -> None:
    """Kiki (10): her mother. Kees (14): both. Karim (17) alone, when he takes part."""
    make_traject(cast)
    versie = make_concept(cast)
    assert {persoon.pk for persoon in whose_akkoord(versie.plan_id, today())} == {cast.kind14.pk, cast.ouder.pk}
    make_traject(cast, jeugdigen=[cast.kind17])
    assert cast.kind17 in whose_akkoord(versie.plan_id, today())


def test_akkoord_lapses_when_the_text_changes(cast: Cast) -> None:
    versie = make_concept(cast)
    agree(versie)
    save(versie, plan_invoer(cast, besproken_met=cast.medewerker("ida").pk, doelen=content_of(versie).doelen))
    assert Akkoord.objects.count() == 3
    save(versie, plan_invoer(cast, krachten="Iets anders", doelen=content_of(versie).doelen))
    assert Akkoord.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"persoon": "vreemd"}, "persoon"),
        ({"datum": 1}, "datum"),
        ({"antwoord": "niet-akkoord"}, "toelichting"),
    ],
)
def test_record_akkoord_refuses_what_cannot_be(cast: Cast, changed: dict[str, Any], field: str) -> None:
    versie = make_concept(cast)
    values: dict[str, Any] = {"persoon": cast.ouder, "antwoord": "akkoord", "datum": today(), "toelichting": ""}
    if "persoon" in changed:
        changed["persoon"] = cast.ander_gezin.leden.get().persoon
    if "datum" in changed:
        changed["datum"] = today().replace(year=today().year + 1)
    with pytest.raises(ValidationError) as fout:
        record_akkoord(versie=versie, today=today(), **(values | changed))
    assert set(fout.value.message_dict) == {field}
    assert not Akkoord.objects.exists()


def test_adopt_plan_says_all_that_is_missing(cast: Cast) -> None:
    make_traject(cast)
    versie = start_plan(gezinnen=[cast.gezin], now=now())
    with pytest.raises(ValidationError) as fout:
        adopt(versie, cast)
    assert fout.value.messages == [
        "Schrijf ten minste één doel op.",
        "Vraag het gezin of het zelf een plan wil maken (familiegroepsplan).",
        "Bespreek het plan met een collega en vul in met wie en wanneer.",
        f"Vraag {cast.kind14.naam} om akkoord.",
        f"Vraag {cast.ouder.naam} om akkoord.",
    ]
    assert not Planversie.objects.filter(status="vastgesteld").exists()


@pytest.mark.parametrize("case", ["actie", "collega", "niet"])
def test_adopt_plan_is_refused_while_one_thing_is_missing(cast: Cast, case: str) -> None:
    versie = make_concept(cast)
    if case == "actie":
        save(versie, plan_invoer(cast, doelen=(DoelInvoer("Doel", "zorg"),)))
    agree(versie)
    if case == "niet":
        record_akkoord(
            versie=versie,
            persoon=cast.ouder,
            antwoord="niet-akkoord",
            datum=today(),
            toelichting="Te veel",
            today=today(),
        )
    by = "bram" if case == "collega" else "anna"
    assert len(missing_for_adoption(versie, cast.medewerker(by), today())) == 1
    with pytest.raises(ValidationError):
        adopt(versie, cast, by)
    assert not Planversie.objects.filter(status="vastgesteld").exists()


def test_adopt_plan_moves_the_traject_on(hulp: Hulp) -> None:
    assert hulp.versie.is_vastgesteld
    assert hulp.traject.status == "uitvoering"


def test_adopted_version_never_changes(hulp: Hulp) -> None:
    doel = hulp.versie.doelen.first()
    assert doel is not None
    attempts: list[Callable[[], object]] = [
        lambda: save(hulp.versie, plan_invoer(hulp.cast)),
        lambda: agree(hulp.versie, hulp.cast.ouder),
        lambda: Doel.objects.filter(pk=doel.pk).update(omschrijving="Anders"),
        lambda: Doel.objects.filter(pk=doel.pk).delete(),
        lambda: Actie.objects.create(doel=doel, wie="Anna", wat="Iets"),
        lambda: Planversie.objects.filter(pk=hulp.versie.pk).update(status="concept"),
        hulp.versie.delete,
    ]
    before = content_of(hulp.versie)
    for attempt in attempts:
        with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
            attempt()
    assert content_of(Planversie.objects.get()) == before


def test_new_version_starts_from_what_is_still_to_do(hulp: Hulp) -> None:
    klaar = Actie.objects.get(wat="Belt de mentor.")
    set_voortgang(actie=klaar, status="gereed", today=today())
    nieuw = new_version(plan=hulp.versie.plan, now=now())
    assert nieuw.nummer == 2
    oud = {doel.pk for doel in hulp.versie.doelen.all()}
    assert set(nieuw.doelen.values_list("herkomst_id", flat=True)) == oud
    assert set(Actie.objects.filter(doel__planversie=nieuw).values_list("wat", flat=True)) == {
        "Brengt Kees om acht uur naar de fiets.",
        "Komt op woensdag.",
    }
    with pytest.raises(ValidationError, match="al een concept"):
        new_version(plan=hulp.versie.plan, now=now())


def test_compare_versions_shows_what_changed_per_goal(hulp: Hulp) -> None:
    nieuw = new_version(plan=hulp.versie.plan, now=now())
    doelen = content_of(nieuw).doelen
    gewijzigd = DoelInvoer("Kees gaat vier dagen naar school.", "onderwijs", id=doelen[0].id, acties=doelen[0].acties)
    save(nieuw, plan_invoer(hulp.cast, doelen=(gewijzigd, DoelInvoer("Nieuw doel", "wonen"))))
    verschil = compare_versions(hulp.versie, nieuw)
    assert [(doel.soort, doel.omschrijving) for doel in verschil.doelen] == [
        ("gewijzigd", "Kees gaat vier dagen naar school."),
        ("nieuw", "Nieuw doel"),
        ("vervallen", "Wij eten samen zonder ruzie."),
    ]
    stukken = verschil.doelen[0].tekst
    assert [(stuk.soort, stuk.tekst) for stuk in stukken if stuk.soort] == [
        ("weg", "elke"),
        ("weg", "dag"),
        ("erbij", "vier"),
        ("erbij", "dagen"),
    ] or [(stuk.soort, stuk.tekst) for stuk in stukken if stuk.soort] == [("weg", "elke dag"), ("erbij", "vier dagen")]


@pytest.mark.django_db(transaction=True)
def test_fifty_saves_of_one_concept_at_once_let_one_win() -> None:
    cast = make_cast()
    versie = make_concept(cast)
    expected = versie.versie
    won, stale, other = [], [], []
    start = threading.Barrier(10)

    def work(n: int) -> None:
        try:
            mine = Planversie.objects.get(pk=versie.pk)
            start.wait(timeout=20)
            for k in range(5):
                try:
                    invoer = plan_invoer(cast, krachten=f"{n}-{k}")
                    save_concept(versie=mine, invoer=invoer, expected_versie=expected, now=now())
                    won.append(f"{n}-{k}")
                except StaleVersion:
                    stale.append((n, k))
        except BaseException as error:  # noqa: BLE001 - shown by the test
            other.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert other == []
    assert (len(won), len(stale)) == (1, 49)
    assert Planversie.objects.get().krachten == won[0]


def test_make_plan_needs_no_traject(cast: Cast) -> None:
    assert make_plan(cast).is_vastgesteld
