"""The indicators of the example data against an independent recount, and what that recount refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q

from cjg.basis.api import Kwartaal, Periode
from rapportage import opname
from rapportage.indicatoren import INDICATOREN, Indicator
from rapportage.inhoud import commissioning_gemeenten
from rapportage.opname import Eerder, make_opname
from tests.rapportage.natelling import SQL, differences, published, recount

LAATSTE = Kwartaal(2026, 3)
KWARTALEN = [LAATSTE.shift(-terug) for terug in range(4)]
SLEUTELS = [indicator.sleutel for indicator in INDICATOREN]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeelddata")]


def _report(kwartaal: Kwartaal = LAATSTE) -> dict[str, Any]:
    inhoud = make_opname(kwartaal, commissioning_gemeenten(), eerder=Eerder())
    return {indicator["sleutel"]: indicator for indicator in inhoud["indicatoren"]}


def _differences(sleutel: str, indicator: dict[str, Any], kwartaal: Kwartaal = LAATSTE) -> list[str]:
    return differences(recount(sleutel, kwartaal, commissioning_gemeenten()), published(indicator))


def test_every_indicator_has_a_recount() -> None:
    assert set(SQL) == set(SLEUTELS)


@pytest.mark.parametrize("kwartaal", KWARTALEN, ids=str)
def test_report_agrees_with_the_recount_in_every_row_of_every_gebied(kwartaal: Kwartaal) -> None:
    report = _report(kwartaal)
    wrong = {sleutel: _differences(sleutel, report[sleutel], kwartaal) for sleutel in SLEUTELS}
    assert not any(wrong.values()), wrong
    empty = [sleutel for sleutel, indicator in report.items() if not indicator["cijfers"]["0392"]["totaal"]["aantal"]]
    assert empty == []


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_trend_agrees_with_the_recount_of_each_quarter_before(sleutel: str) -> None:
    cijfers = _report()[sleutel]["cijfers"]
    for code in cijfers["regio"]["vorige"]:
        counted = recount(sleutel, Kwartaal.parse(code), commissioning_gemeenten())
        totals = {plaats: figures for plaats, figures in counted.items() if not plaats[1]}
        said = {(gebied, "", ""): regel["vorige"][code] for gebied, regel in cijfers.items()}
        assert differences(totals, {plaats: f for plaats, f in said.items() if f["aantal"]}) == [], code


# ---- the recount can fail: other data gives other figures
MUTATIES = {
    "IA-1": "UPDATE intake_contactmoment SET kanaal = 'chat' WHERE id = (SELECT id FROM intake_contactmoment"
    " WHERE kanaal = 'centraal-nummer' AND datum = '2026-07-01' LIMIT 1)",
    "IA-2": "UPDATE intake_contactmoment SET medewerkersrol = 'poh' WHERE id = (SELECT id FROM intake_contactmoment"
    " WHERE resultaten = '{advies}' AND medewerkersrol = 'ia' AND datum BETWEEN '2026-07-01' AND '2026-09-30' LIMIT 1)",
    "IA-2b": "UPDATE intake_contactmoment SET aantal_bereikt = aantal_bereikt + 1 WHERE kanaal = 'groepsbijeenkomst'",
    "GC-1": "UPDATE dossier_persoon SET geslacht = 'o' WHERE geslacht = 'v'",
    "GC-1b": "UPDATE gezinsplan_trajectdeelname SET begindatum = begindatum - 400;"
    " UPDATE gezinsplan_traject SET begindatum = begindatum - 400",
    "GC-3": "UPDATE gezinsplan_traject SET begindatum = begindatum - 60 WHERE einddatum = (SELECT max(einddatum)"
    " FROM gezinsplan_traject WHERE einddatum < '2026-10-01' AND soort = 'gezinscoaching')",
    "GC-4": "UPDATE vragenlijsten_antwoord SET waarde = 3 WHERE waarde = 4",
    "GC-14": "UPDATE intake_aanmelding SET datum = datum - 30",
    "GC-14.wachtlijst": "UPDATE intake_wachtlijstplaats SET tot = '2026-09-30', reden_einde = 'ingetrokken'"
    " WHERE id = (SELECT p.id FROM intake_wachtlijstplaats p JOIN intake_aanmelding a ON a.id = p.aanmelding_id"
    " WHERE a.kerntaak = 'coaching' AND p.sinds <= '2026-09-30' AND coalesce(p.tot, 'infinity') > '2026-09-30' LIMIT 1)",
    "GC-16": "UPDATE gezinsplan_evaluatie SET gehouden_op = uiterlijk + 8 WHERE gehouden_op IS NOT NULL",
    "GC-9": "UPDATE toegang_contract SET is_maatwerk = NOT is_maatwerk",
    "TG-1": "UPDATE dossier_verantwoordelijkegemeente SET gemeente_id = '0394' WHERE persoon_id ="
    " (SELECT jeugdige_id FROM toegang_besluit WHERE bekendmaking BETWEEN '2026-07-01' AND '2026-09-30' LIMIT 1)",
}


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_changed_data_is_noticed_by_recount_and_report_alike(sleutel: str) -> None:
    before = _report()[sleutel]
    with connection.cursor() as cursor:
        cursor.execute(MUTATIES[sleutel])
        assert cursor.rowcount
    assert _differences(sleutel, before), "the recount does not see this change"
    assert _differences(sleutel, _report()[sleutel]) == []


# ---- the recount can fail: a wrong indicator does not pass
def _shifted(begin: int, einde: int) -> Callable[[Indicator], Indicator]:
    def change(indicator: Indicator) -> Indicator:
        def populatie(periode: Periode) -> Any:
            days = (dt.timedelta(days=begin), dt.timedelta(days=einde))
            return indicator.populatie(Periode(periode.begin + days[0], periode.einde + days[1]))

        return replace(indicator, populatie=populatie)

    return change


def _outside(indicator: Indicator) -> Indicator:
    return replace(indicator, populatie=lambda periode: indicator.populatie(periode).exclude(gemeente_code="0392"))


FOUT: dict[str, Callable[[Indicator], Indicator]] = {
    "a quarter too late": _shifted(92, 92),
    "without one gemeente": _outside,
    "without a numerator": lambda indicator: replace(indicator, teller=indicator.teller and Q(pk__isnull=False)),
    "without a condition": lambda indicator: replace(indicator, noemer=Q()),
}
# a wrong variant that happens to be the same indicator
GELIJK = {
    "without a numerator": {sleutel for sleutel in SLEUTELS if sleutel not in ("GC-4", "GC-16")},
    "without a condition": {sleutel for sleutel in SLEUTELS if sleutel != "GC-1b"},
}


@pytest.mark.parametrize("fout", FOUT)
def test_wrong_indicator_is_refused(fout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opname, "INDICATOREN", tuple(FOUT[fout](indicator) for indicator in INDICATOREN))
    report = _report()
    unnoticed = {sleutel for sleutel in SLEUTELS if not _differences(sleutel, report[sleutel])}
    assert unnoticed <= GELIJK.get(fout, set())
