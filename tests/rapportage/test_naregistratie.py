"""What is entered after the freeze: the frozen figures stay, and the next report counts it as naregistratie."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from cjg.basis.api import Kwartaal, now
from rapportage import opname
from rapportage.indicatoren import INDICATOREN
from rapportage.inhoud import commissioning_gemeenten, compute_opname
from rapportage.models import Kwartaalopname
from rapportage.services import _take_opname
from tests.rapportage.natelling import recount
from tests.rapportage.wereld import HAARLEM, Wereld

BEVROREN, VOLGEND = Kwartaal(2026, 2), Kwartaal(2026, 3)
IN_JUNI = "2026-06-15"
LAAT: dict[str, Callable[[Wereld], Any]] = {
    "IA-1": lambda w: w.contact(IN_JUNI),
    "IA-2": lambda w: w.contact(IN_JUNI, kanaal="chat"),
    "IA-2b": lambda w: w.contact(IN_JUNI, kanaal="groepsbijeenkomst", aantal_bereikt=9),
    "GC-1": lambda w: w.traject(IN_JUNI, IN_JUNI),
    "GC-1b": lambda w: w.traject(IN_JUNI, IN_JUNI),
    "GC-3": lambda w: w.traject("2026-01-01", IN_JUNI),
    "GC-4": lambda w: w.lijst(w.traject("2026-01-01", "2026-02-01"), IN_JUNI, 4),
    "GC-14": lambda w: w.traject(IN_JUNI, IN_JUNI, aangemeld="2026-06-01"),
    "GC-14.wachtlijst": lambda w: w.wacht("2026-06-01", IN_JUNI, "2026-07-04"),
    "GC-16": lambda w: w.evaluatie(w.traject("2026-03-15"), IN_JUNI, IN_JUNI),
    "GC-9": lambda w: w.besluit(IN_JUNI),
    "TG-1": lambda w: w.besluit(IN_JUNI, "afgewezen"),
}


def _indicator(inhoud: dict[str, Any], sleutel: str) -> dict[str, Any]:
    return next(indicator for indicator in inhoud["indicatoren"] if indicator["sleutel"] == sleutel)


@pytest.mark.django_db
@pytest.mark.parametrize("sleutel", [indicator.sleutel for indicator in INDICATOREN])
def test_late_entry_changes_nothing_that_is_frozen_and_is_counted_once(
    sleutel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what is granted (GC-9) is a part of all besluiten (TG-1): the protection of small numbers wants both
    wanted = {sleutel, "TG-1"}
    monkeypatch.setattr(opname, "INDICATOREN", [i for i in INDICATOREN if i.sleutel in wanted])
    wereld = Wereld()
    LAAT[sleutel](wereld)
    frozen = _take_opname(BEVROREN, now())
    before = _indicator(json.loads(frozen.inhoud), sleutel)

    LAAT[sleutel](wereld)

    again = Kwartaalopname.objects.get()
    assert hashlib.sha256(again.inhoud.encode()).hexdigest() == frozen.sha256
    assert again.inhoud == frozen.inhoud
    cijfers = _indicator(compute_opname(VOLGEND), sleutel)["cijfers"]
    assert {gebied: c["naregistratie"] for gebied, c in cijfers.items() if c["naregistratie"]} == {
        HAARLEM: 1, "regio": 1,
    }  # fmt: skip
    said = before["cijfers"][HAARLEM]["totaal"]
    assert cijfers[HAARLEM]["vorige"][BEVROREN.code] == {**said, "gepubliceerd": True}
    live = recount(sleutel, BEVROREN, commissioning_gemeenten())[HAARLEM, "", ""]
    assert live["aantal"] == 2 * said["aantal"]


@pytest.mark.django_db
def test_evaluation_held_after_the_freeze_is_late_and_improves_no_frozen_share() -> None:
    """The row was there, but what counts of it was entered later."""
    wereld = Wereld()
    evaluatie = wereld.evaluatie(wereld.traject("2026-03-15"), IN_JUNI)
    _take_opname(BEVROREN, now())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE gezinsplan_evaluatie SET status = 'gehouden', vervolg = 'ongewijzigd', gehouden_op = uiterlijk,"
            " gewijzigd_op = %s WHERE id = %s",
            [now(), evaluatie.pk],
        )
    cijfers = _indicator(compute_opname(VOLGEND), "GC-16")["cijfers"][HAARLEM]
    assert cijfers["naregistratie"] == 1
    assert cijfers["vorige"][BEVROREN.code] == {"aantal": 1, "teller": 0, "gepubliceerd": True}


@pytest.mark.django_db
def test_opname_of_the_same_data_has_the_same_hash_and_other_data_another() -> None:
    wereld = Wereld()
    wereld.traject("2026-01-01")
    first, again = (opname.sha256(compute_opname(VOLGEND)) for _ in range(2))
    assert first == again
    wereld.traject("2026-02-01")
    assert opname.sha256(compute_opname(VOLGEND)) != first
