"""The term to decide in, moved by a notice of extension or by waiting for a completion."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cjg.basis.api import StaleVersion, decide_by, today
from tests.cast import Cast
from tests.toegang.helpers import content, take
from toegang.models import Besluit, Termijnwijziging
from toegang.services import NoMandateError, change_term, record_aanvulling

DAY = datetime.timedelta(days=1)


def change(cast: Cast, besluit: Besluit, **values: Any) -> Termijnwijziging:
    """Change the term on top of the newest version."""
    given: dict[str, Any] = {
        "soort": "aanvulling",
        "reden": "Het verslag van school ontbreekt.",
        "medewerker": cast.medewerker("anna"),
        "expected_versie": Besluit.objects.get(pk=besluit.pk).versie,
        "today": today(),
    }
    return change_term(besluit=besluit, **(given | values))


def uiterlijk(besluit: Besluit) -> datetime.date:
    return Besluit.objects.get(pk=besluit.pk).uiterlijk


def test_extension_adds_its_weeks(cast: Cast, besluit: Besluit) -> None:
    change(cast, besluit, soort="verdaging", weken=4)
    assert uiterlijk(besluit) == decide_by(besluit.ontvangstdatum, verdaging_weeks=4)


def test_waiting_stops_the_term_until_the_completion_comes_in(cast: Cast, besluit: Besluit) -> None:
    before = besluit.uiterlijk
    change(cast, besluit, gegeven_tot=today() + 14 * DAY)
    assert uiterlijk(besluit) > before
    versie = Besluit.objects.get(pk=besluit.pk).versie
    record_aanvulling(besluit=besluit, expected_versie=versie, ontvangen_op=today(), today=today())
    assert uiterlijk(besluit) == before, "it came in on the day it was asked: no day was lost"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"gegeven_tot": None}, "gegeven_tot"),
        ({"gegeven_tot": today() - DAY}, "gegeven_tot"),
        ({"gegeven_tot": today(), "reden": " "}, "reden"),
        ({"soort": "verdaging", "weken": 9}, "weken"),
        ({"soort": "verdaging", "weken": None}, "weken"),
        ({"soort": "vakantie"}, "soort"),
    ],
)
def test_wrong_change_names_its_field(cast: Cast, besluit: Besluit, values: dict[str, Any], field: str) -> None:
    before = content(besluit)
    with pytest.raises(ValidationError) as caught:
        change(cast, besluit, **values)
    assert list(caught.value.message_dict) == [field]
    assert content(besluit) == before
    assert not Termijnwijziging.objects.exists()


def test_second_extension_is_refused(cast: Cast, besluit: Besluit) -> None:
    change(cast, besluit, soort="verdaging", weken=2)
    with pytest.raises(ValidationError, match="al een keer verlengd"):
        change(cast, besluit, soort="verdaging", weken=2)
    assert Termijnwijziging.objects.count() == 1


def test_term_that_passed_is_not_extended(cast: Cast, besluit: Besluit) -> None:
    late = besluit.uiterlijk + DAY
    with pytest.raises(ValidationError, match="al voorbij"):
        change(cast, besluit, soort="verdaging", weken=2, today=late)


def test_stale_change_is_refused(cast: Cast, besluit: Besluit) -> None:
    change(cast, besluit, soort="verdaging", weken=2)
    with pytest.raises(StaleVersion):
        change(cast, besluit, gegeven_tot=today(), expected_versie=1)
    assert Termijnwijziging.objects.count() == 1


def test_completion_without_request_is_refused(besluit: Besluit) -> None:
    with pytest.raises(ValidationError, match="geen aanvulling gevraagd"):
        record_aanvulling(besluit=besluit, expected_versie=1, ontvangen_op=today(), today=today())


def test_completion_before_the_request_is_refused(cast: Cast, besluit: Besluit) -> None:
    change(cast, besluit, gegeven_tot=today() + DAY)
    with pytest.raises(ValidationError, match="Kies een dag na de vraag"):
        record_aanvulling(besluit=besluit, expected_versie=2, ontvangen_op=today() - DAY, today=today())


def test_application_is_set_aside_only_after_the_term_to_complete(cast: Cast, besluit: Besluit) -> None:
    """Awb 4:5: first ask, then wait, then decide within four weeks; the four steps need not be done."""

    def set_aside(day: datetime.date) -> Besluit:
        with time_machine.travel(day, tick=False):
            user = type(cast.hanna).objects.get(pk=cast.hanna.pk)
            return take(besluit, user, uitkomst="buiten-behandeling", today=day)

    with pytest.raises(ValidationError, match="Vraag het gezin eerst"):
        set_aside(today())
    last = change(cast, besluit, gegeven_tot=today() + 14 * DAY).gegeven_tot
    assert last is not None
    with pytest.raises(ValidationError, match="kan nog aanvullen"):
        set_aside(last)
    with pytest.raises(ValidationError, match="vier weken"):
        set_aside(last + 29 * DAY)
    assert set_aside(last + 28 * DAY).uitkomst == "buiten-behandeling"


def test_setting_aside_needs_a_mandate(cast: Cast, besluit: Besluit) -> None:
    change(cast, besluit, gegeven_tot=today())
    with pytest.raises(NoMandateError):
        take(besluit, cast.joop, uitkomst="buiten-behandeling", today=today() + DAY)
