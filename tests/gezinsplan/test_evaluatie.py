"""Holding and moving evaluations, and going on for longer than six months."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cjg.basis.api import StaleVersion, now, today
from cjg.taken.api import Herinnering, Taak, scan_reminders
from gezinsplan.invoer import ScoreInvoer
from gezinsplan.models import Evaluatie, Evaluatiescore, Traject
from gezinsplan.services import agree_longer, hold_evaluatie, move_evaluatie
from tests.cast import Cast
from tests.gezinsplan.conftest import DAG, Hulp, evaluatie_invoer, make_traject


def hold(evaluatie: Evaluatie, cast: Cast, *, by: str = "anna", **changed: Any) -> Evaluatie:
    return hold_evaluatie(
        evaluatie=evaluatie,
        invoer=evaluatie_invoer(**changed),
        door=cast.medewerker(by),
        is_teamleider=by == "hanna",
        expected_versie=evaluatie.versie,
        today=today(),
        now=now(),
    )


def move(
    evaluatie: Evaluatie, uiterlijk: dt.date, reden: str = "Het gezin is op vakantie.", **changed: Any
) -> Evaluatie:
    values: dict[str, Any] = {"expected_versie": evaluatie.versie, "today": today(), "now": now()}
    return move_evaluatie(evaluatie=evaluatie, uiterlijk=uiterlijk, reden=reden, **(values | changed))


def evaluatie_of(traject: Traject, soort: str = "3-maanden") -> Evaluatie:
    found: Evaluatie = traject.evaluaties.get(soort=soort)
    return found


def test_hold_evaluatie_keeps_scores_and_goes_on(hulp: Hulp) -> None:
    scan_reminders(today=today(), now=now())
    doelen = list(hulp.versie.doelen.all())
    scores = tuple(
        ScoreInvoer(doel.pk, door, gas) for doel in doelen for door, gas in (("gezin", 0), ("kind", 1), ("coach", -1))
    )
    hold(evaluatie_of(hulp.traject), hulp.cast, scores=scores)
    assert Evaluatiescore.objects.count() == 6
    hulp.traject.refresh_from_db()
    assert hulp.traject.status == Traject.Status.VOORTZETTING
    assert not Taak.objects.filter(status="open").exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"gehouden_op": 1}, "gehouden_op"),
        ({"gehouden_op": -101}, "gehouden_op"),
        ({"reden": " "}, "reden"),
        ({"vervolg": ""}, "__all__"),
        ({"vervolg": "weg"}, "vervolg"),
        ({"gas": 3}, "__all__"),
        ({"door": "buurman"}, "door"),
        ({"doel": "vreemd"}, "scores"),
        ({"dubbel": True}, "scores"),
    ],
)
def test_hold_evaluatie_refuses_what_cannot_be(hulp: Hulp, changed: dict[str, Any], field: str) -> None:
    if "gehouden_op" in changed:
        changed["gehouden_op"] = today() + changed["gehouden_op"] * DAG
    doel = hulp.versie.doelen.first()
    assert doel is not None
    other = hulp.traject.pk if "doel" in changed else doel.pk
    score = ScoreInvoer(other, changed.pop("door", "gezin"), changed.pop("gas", 0))
    changed.pop("doel", None)
    times = 2 if changed.pop("dubbel", False) else 1
    with pytest.raises(ValidationError) as fout:
        hold(evaluatie_of(hulp.traject), hulp.cast, scores=(score,) * times, **changed)
    assert field in fout.value.message_dict
    assert not Evaluatie.objects.filter(status="gehouden").exists()
    assert not Evaluatiescore.objects.exists()


def test_hold_evaluatie_twice_is_refused(hulp: Hulp) -> None:
    evaluatie = hold(evaluatie_of(hulp.traject), hulp.cast)
    with pytest.raises(ValidationError, match="al gehouden"):
        hold(evaluatie, hulp.cast)


def test_hold_evaluatie_from_a_stale_page_changes_nothing(hulp: Hulp) -> None:
    evaluatie = evaluatie_of(hulp.traject)
    move(evaluatie, today() + 5 * DAG)
    evaluatie.versie = 1
    with pytest.raises(StaleVersion):
        hold(evaluatie, hulp.cast)
    assert not Evaluatie.objects.filter(status="gehouden").exists()


def test_going_on_beyond_six_months_needs_a_ground(hulp: Hulp) -> None:
    with pytest.raises(ValidationError) as fout:
        hold(evaluatie_of(hulp.traject, "6-maanden"), hulp.cast)
    assert set(fout.value.message_dict) == {"grond_langer"}
    hold(evaluatie_of(hulp.traject, "6-maanden"), hulp.cast, vervolg="afsluiten")


def test_going_on_beyond_six_months_waits_for_the_teamleider(hulp: Hulp) -> None:
    evaluatie = hold(evaluatie_of(hulp.traject, "6-maanden"), hulp.cast, grond_langer="waakvlam")
    hulp.traject.refresh_from_db()
    assert evaluatie.needs_agreement
    assert hulp.traject.grond_langer == ""
    taak = Taak.objects.get(status="open")
    assert (taak.team, taak.medewerker) == (hulp.cast.team, None)
    agree_longer(evaluatie=evaluatie, teamleider=hulp.cast.medewerker("hanna"), today=today(), now=now())
    hulp.traject.refresh_from_db()
    assert hulp.traject.grond_langer == "waakvlam"
    assert not Taak.objects.filter(status="open").exists()
    with pytest.raises(ValidationError):
        agree_longer(evaluatie=evaluatie, teamleider=hulp.cast.medewerker("hanna"), today=today(), now=now())


def test_teamleider_who_records_it_agrees_at_once(hulp: Hulp) -> None:
    evaluatie = hold(evaluatie_of(hulp.traject, "6-maanden"), hulp.cast, by="hanna", grond_langer="veiligheid")
    assert evaluatie.akkoord_door == hulp.cast.medewerker("hanna")
    hulp.traject.refresh_from_db()
    assert hulp.traject.grond_langer == "veiligheid"


def test_move_evaluatie_moves_its_task_and_keeps_the_reason(cast: Cast) -> None:
    traject = make_traject(cast, begindatum=today() - 85 * DAG)
    evaluatie = evaluatie_of(traject)
    scan_reminders(today=today(), now=now())
    assert Herinnering.objects.count() == 1
    far = today() + 60 * DAG
    move(evaluatie, far)
    evaluatie.refresh_from_db()
    assert (evaluatie.uiterlijk, evaluatie.reden) == (far, "Het gezin is op vakantie.")
    taak = Taak.objects.get(status="open")
    assert (taak.uiterlijk, taak.zichtbaar_vanaf > today()) == (far, True)
    scan_reminders(today=far - 14 * DAG, now=now())
    assert Herinnering.objects.filter(vervaldatum=far).count() == 1


@pytest.mark.parametrize(("days", "reden", "field"), [(-1, "Vakantie", "uiterlijk"), (3, "  ", "reden")])
def test_move_evaluatie_refuses_what_cannot_be(hulp: Hulp, days: int, reden: str, field: str) -> None:
    evaluatie = evaluatie_of(hulp.traject)
    before = evaluatie.uiterlijk
    with pytest.raises(ValidationError) as fout:
        move(evaluatie, today() + days * DAG, reden)
    assert set(fout.value.message_dict) == {field}
    assert evaluatie_of(hulp.traject).uiterlijk == before


def test_move_evaluatie_that_was_held_is_refused(hulp: Hulp) -> None:
    evaluatie = hold(evaluatie_of(hulp.traject), hulp.cast)
    with pytest.raises(ValidationError, match="al gehouden"):
        move(evaluatie, today() + 5 * DAG)
