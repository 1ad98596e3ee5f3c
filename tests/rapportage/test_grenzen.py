"""The borders of each indicator as a table: what counts, and for which gemeente, in the third quarter of 2026.

Each case is checked against what it says, and the recount of natelling.py against the report.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cjg.basis.api import Kwartaal
from rapportage import opname
from rapportage.indicatoren import INDICATOREN
from rapportage.inhoud import commissioning_gemeenten
from rapportage.opname import Eerder, make_opname
from tests.rapportage.natelling import differences, published, recount
from tests.rapportage.wereld import HAARLEM, HEEMSTEDE, ZANDVOORT, Wereld

KWARTAAL = Kwartaal(2026, 3)
DAARVOOR, EERSTE, LAATSTE, DAARNA = "2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01"
Geval = tuple[str, Callable[[Wereld], Any], dict[str, Any]]
_VERHUISD = ((HAARLEM, "2016-03-01", "2026-08-14"), (ZANDVOORT, "2026-08-15", None))


def _all(*makers: Callable[[Wereld], Any]) -> Callable[[Wereld], Any]:
    return lambda w: [make(w) for make in makers]


def _in_two_gezinnen(*starts: str) -> Callable[[Wereld], Any]:
    def make(w: Wereld) -> None:
        kind = w.jeugdige()
        for start in starts:
            w.traject(start, None, kind)

    return make


def _one_after_another(*periods: tuple[str, str | None], soorten: tuple[str, ...] = ()) -> Callable[[Wereld], Any]:
    def make(w: Wereld) -> None:
        kind = w.jeugdige()
        for nummer, (begin, einde) in enumerate(periods):
            w.traject(begin, einde, kind, soort=soorten[nummer] if soorten else "gezinscoaching")

    return make


def _days(*dagen: int, mediaan: float, p90: float) -> dict[str, Any]:
    return {
        "aantal": len(dagen), "gemiddelde": round(sum(dagen) / len(dagen), 1), "mediaan": mediaan, "p90": p90,
        "hoogste": max(dagen),
    }  # fmt: skip


_IN_EN_UIT = [lambda w, dag=dag: w.contact(dag) for dag in (DAARVOOR, EERSTE, LAATSTE, DAARNA)]
CONTACTEN: list[Geval] = [
    ("IA-1 first and last day", _all(*_IN_EN_UIT), {HAARLEM: 2}),
    ("IA-1 another channel", lambda w: w.contact(EERSTE, kanaal="chat"), {}),
    ("IA-1 gemeente not known", lambda w: w.contact(EERSTE, None), {"onbekend": 1}),
    ("IA-1 another gemeente", lambda w: w.contact(EERSTE, HEEMSTEDE), {"andere": 1}),
    ("IA-2 first and last day", _all(*_IN_EN_UIT), {HAARLEM: 2}),
    ("IA-2 two results count once", lambda w: w.contact(EERSTE, resultaten=["advies", "informatie"]), {HAARLEM: 1}),
    ("IA-2 to the sociale basis", lambda w: w.contact(EERSTE, ZANDVOORT, resultaten=["sociale-basis"]), {ZANDVOORT: 1}),
    ("IA-2 only an aanmelding", lambda w: w.contact(EERSTE, resultaten=["aanmelding"]), {}),
    ("IA-2 by a coach", lambda w: w.contact(EERSTE, medewerkersrol="coach"), {HAARLEM: 1}),
    ("IA-2 by POH-Jeugd", lambda w: w.contact(EERSTE, medewerkersrol="poh"), {}),
    ("IA-2b people reached", lambda w: w.contact(EERSTE, kanaal="groepsbijeenkomst", aantal_bereikt=12), {HAARLEM: 12}),
    ("IA-2b no group", lambda w: w.contact(EERSTE, aantal_bereikt=12), {}),
    (
        "IA-2b a group without advice",
        lambda w: w.contact(EERSTE, kanaal="groepsbijeenkomst", aantal_bereikt=12, resultaten=["geen"]),
        {},
    ),
]
BEREIK: list[Geval] = [
    ("GC-1 started on the first day", lambda w: w.traject(EERSTE), {HAARLEM: 1}),
    ("GC-1 started on the last day", lambda w: w.traject(LAATSTE), {HAARLEM: 1}),
    ("GC-1 started the day after", lambda w: w.traject(DAARNA), {}),
    ("GC-1 ended on the first day", lambda w: w.traject("2026-01-01", EERSTE), {HAARLEM: 1}),
    ("GC-1 ended the day before", lambda w: w.traject("2026-01-01", DAARVOOR), {}),
    ("GC-1 began and ended within", lambda w: w.traject("2026-08-03", "2026-08-03"), {HAARLEM: 1}),
    (
        "GC-1 stopped taking part before",
        lambda w: w.traject("2026-01-01", None, w.jeugdige(), deelname=("2026-01-01", DAARVOOR)),
        {},
    ),
    ("GC-1 moved while it ran", lambda w: w.traject("2026-01-01", None, w.jeugdige(*_VERHUISD)), {ZANDVOORT: 1}),
    (
        "GC-1 moved the day after it ended",
        lambda w: w.traject("2026-01-01", "2026-08-14", w.jeugdige(*_VERHUISD)),
        {HAARLEM: 1},
    ),
    (
        "GC-1 siblings of two gemeenten",
        lambda w: w.traject("2026-01-01", None, w.jeugdige(), w.jeugdige((ZANDVOORT, "2020-01-01", None))),
        {HAARLEM: 1, ZANDVOORT: 1},
    ),
    ("GC-1 two gezinnen", _in_two_gezinnen("2026-01-01", "2026-08-01"), {HAARLEM: 1}),
    ("GC-1 re-opened", _one_after_another(("2026-01-01", "2026-07-20"), ("2026-09-01", None)), {HAARLEM: 1}),
    ("GC-1 22 years old", lambda w: w.traject(EERSTE, None, w.jeugdige(geboren="2003-10-01")), {HAARLEM: 1}),
    ("GC-1 23 on the last day", lambda w: w.traject(EERSTE, None, w.jeugdige(geboren="2003-09-30")), {}),
    (
        "GC-1 23 after it ended",
        lambda w: w.traject("2026-01-01", "2026-07-20", w.jeugdige(geboren="2003-07-21")),
        {HAARLEM: 1},
    ),
    ("GC-1 not yet born", lambda w: w.traject(EERSTE, None, w.jeugdige(geboren="2026-12-01")), {HAARLEM: 1}),
    ("GC-1 another kerntaak", lambda w: w.traject(EERSTE, soort="poh-jeugd"), {}),
    ("GC-1 gemeente not known", lambda w: w.traject(EERSTE, None, w.jeugdige(("", None, None))), {"onbekend": 1}),
    (
        "GC-1 another gemeente",
        lambda w: w.traject(EERSTE, None, w.jeugdige((HEEMSTEDE, "2016-03-01", None))),
        {"andere": 1},
    ),
]
NIEUW: list[Geval] = [
    ("GC-1b started on the first day", lambda w: w.traject(EERSTE), {HAARLEM: 1}),
    ("GC-1b started on the last day", lambda w: w.traject(LAATSTE), {HAARLEM: 1}),
    ("GC-1b started the day before", lambda w: w.traject(DAARVOOR), {}),
    ("GC-1b helped 365 days before", _one_after_another(("2025-01-01", "2025-07-01"), (EERSTE, None)), {}),
    ("GC-1b helped 366 days before", _one_after_another(("2025-01-01", "2025-06-30"), (EERSTE, None)), {HAARLEM: 1}),
    (
        "GC-1b helped by another kerntaak",
        _one_after_another(("2026-01-01", "2026-05-01"), (EERSTE, None), soorten=("poh-jeugd", "jongerencoaching")),
        {},
    ),
    ("GC-1b re-opened", _one_after_another(("2026-01-01", "2026-07-20"), ("2026-09-01", None)), {}),
    ("GC-1b twice within", _one_after_another((EERSTE, "2026-07-20"), ("2026-09-01", None)), {HAARLEM: 1}),
    ("GC-1b two gezinnen, one running", _in_two_gezinnen("2026-01-01", "2026-08-01"), {}),
    ("GC-1b two gezinnen, one day", _in_two_gezinnen("2026-08-01", "2026-08-01"), {HAARLEM: 1}),
    (
        "GC-1b joined a running traject",
        lambda w: w.traject("2026-01-01", None, w.jeugdige(), deelname=("2026-08-01", None)),
        {},
    ),
    ("GC-1b moved after the start", lambda w: w.traject(EERSTE, None, w.jeugdige(*_VERHUISD)), {ZANDVOORT: 1}),
]
TRAJECTEN: list[Geval] = [
    ("GC-3 within one day", lambda w: w.traject(EERSTE, EERSTE), {HAARLEM: _days(0, mediaan=0, p90=0)}),
    (
        "GC-3 ended on the first and the last day",
        _all(
            lambda w: w.traject("2026-06-01", EERSTE),
            lambda w: w.traject("2026-09-10", LAATSTE),
            lambda w: w.traject("2026-06-01", DAARVOOR),
            lambda w: w.traject("2026-06-01", DAARNA),
        ),
        {HAARLEM: _days(30, 20, mediaan=25, p90=29)},
    ),
    (
        "GC-3 re-opened: two trajecten",
        _one_after_another(("2026-07-01", "2026-07-11"), ("2026-08-01", "2026-09-20")),
        {HAARLEM: _days(10, 50, mediaan=30, p90=46)},
    ),
    (
        "GC-3 moved before the last day",
        lambda w: w.traject("2026-08-10", "2026-08-15", w.jeugdige(*_VERHUISD)),
        {ZANDVOORT: _days(5, mediaan=5, p90=5)},
    ),
    (
        "GC-3 counts for the jeugdige first named",
        lambda w: w.traject("2026-08-10", "2026-08-15", w.jeugdige(*_VERHUISD), w.jeugdige()),
        {ZANDVOORT: _days(5, mediaan=5, p90=5)},
    ),
    ("GC-3 another kerntaak", lambda w: w.traject(EERSTE, EERSTE, soort="dak-en-thuisloos"), {}),
    (
        "GC-14 started on the first and the last day",
        _all(
            lambda w: w.traject(EERSTE, aangemeld="2026-06-01"),
            lambda w: w.traject(LAATSTE, aangemeld="2026-09-20"),
            lambda w: w.traject(DAARVOOR, aangemeld="2026-06-01"),
            lambda w: w.traject(DAARNA, aangemeld="2026-06-01"),
        ),
        {HAARLEM: _days(30, 10, mediaan=20, p90=28)},
    ),
    ("GC-14 without aanmelding", lambda w: w.traject(EERSTE), {}),
    (
        "GC-14 moved after the start",
        lambda w: w.traject(EERSTE, None, w.jeugdige(*_VERHUISD), aangemeld=EERSTE),
        {HAARLEM: _days(0, mediaan=0, p90=0)},
    ),
    (
        "GC-14.wachtlijst waits on the last day",
        _all(
            lambda w: w.wacht("2026-09-20", LAATSTE),
            lambda w: w.wacht("2026-01-03", "2026-01-10", DAARNA),
            lambda w: w.wacht("2026-09-20", "2026-09-21", LAATSTE),
            lambda w: w.wacht(DAARNA, DAARNA),
        ),
        {HAARLEM: _days(10, 270, mediaan=140, p90=244)},
    ),
    ("GC-14.wachtlijst another kerntaak", lambda w: w.wacht("2026-09-20", LAATSTE, kerntaak="poh-jeugd"), {}),
    (
        "GC-14.wachtlijst moved while waiting",
        lambda w: w.wacht("2026-07-01", "2026-07-02", persoon=w.jeugdige(*_VERHUISD)),
        {ZANDVOORT: _days(91, mediaan=91, p90=91)},
    ),
]


def _evaluatie(
    uiterlijk: str, gehouden: str | None = None, *, einde: str | None = None, **velden: str
) -> Callable[[Wereld], Any]:
    soort = velden.pop("traject", "gezinscoaching")
    return lambda w: w.evaluatie(w.traject("2026-04-01", einde, soort=soort), uiterlijk, gehouden, **velden)


EVALUATIES: list[Geval] = [
    (
        "GC-16 due on the first and the last day",
        _all(*(_evaluatie(dag, dag) for dag in (DAARVOOR, EERSTE, LAATSTE, DAARNA))),
        {HAARLEM: {"aantal": 2, "teller": 2}},
    ),
    ("GC-16 held 7 days late", _evaluatie(LAATSTE, "2026-10-07"), {HAARLEM: {"aantal": 1, "teller": 1}}),
    ("GC-16 held 8 days late", _evaluatie(LAATSTE, "2026-10-08"), {HAARLEM: {"aantal": 1, "teller": 0}}),
    ("GC-16 held a quarter early", _evaluatie(EERSTE, "2026-05-20"), {HAARLEM: {"aantal": 1, "teller": 1}}),
    ("GC-16 not held", _evaluatie(EERSTE), {HAARLEM: {"aantal": 1, "teller": 0}}),
    ("GC-16 closed the day before it was due", _evaluatie("2026-08-02", einde="2026-08-01"), {}),
    (
        "GC-16 closed on the day it was due",
        _evaluatie("2026-08-01", einde="2026-08-01"),
        {HAARLEM: {"aantal": 1, "teller": 0}},
    ),
    ("GC-16 the evaluation at the end", _evaluatie(EERSTE, EERSTE, soort="afsluiting"), {}),
    ("GC-16 another kerntaak", _evaluatie(EERSTE, EERSTE, traject="poh-jeugd"), {}),
]


def _lijst(ontvangen: str, waarde: int | None, **velden: str) -> Callable[[Wereld], Any]:
    return lambda w: w.lijst(w.traject("2026-01-01", "2026-06-01"), ontvangen, waarde, **velden)


VRAGENLIJSTEN: list[Geval] = [
    (
        "GC-4 came in on the first and the last day",
        _all(*(_lijst(dag, 5) for dag in (DAARVOOR, EERSTE, LAATSTE, DAARNA))),
        {HAARLEM: {"aantal": 2, "teller": 2}},
    ),
    (
        "GC-4 agree, neither, not answered",
        _all(_lijst(EERSTE, 4), _lijst(EERSTE, 3), _lijst(EERSTE, None)),
        {HAARLEM: {"aantal": 3, "teller": 1}},
    ),
    ("GC-4 of a jeugdige", _lijst(EERSTE, 4, informant="jeugdige"), {HAARLEM: {"aantal": 1, "teller": 1}}),
    ("GC-4 another kerntaak", _lijst(EERSTE, 4, kerntaak="poh-jeugd"), {}),
    (
        "GC-4 moved before it came in",
        lambda w: w.lijst(w.traject("2026-01-01", "2026-06-01", w.jeugdige(*_VERHUISD)), "2026-08-15", 4),
        {ZANDVOORT: {"aantal": 1, "teller": 1}},
    ),
]
_BEKEND = [lambda w, dag=dag: w.besluit(dag) for dag in (DAARVOOR, EERSTE, LAATSTE, DAARNA)]
_UITKOMSTEN = [
    lambda w, uitkomst=uitkomst: w.besluit(EERSTE, uitkomst)
    for uitkomst in ("toegekend", "gedeeltelijk", "afgewezen", "buiten-behandeling")
]
BESLUITEN: list[Geval] = [
    ("GC-9 made known on the first and the last day", _all(*_BEKEND), {HAARLEM: 2}),
    ("GC-9 taken within, made known after", lambda w: w.besluit(DAARNA, genomen=LAATSTE), {}),
    ("GC-9 taken, not made known", lambda w: w.besluit(None, genomen=LAATSTE), {}),
    ("GC-9 outcomes", _all(*_UITKOMSTEN), {HAARLEM: 2}),
    (
        "GC-9 two for one jeugdige",
        lambda w: [w.besluit(EERSTE, jeugdige=kind, is_maatwerk=True) for kind in [w.jeugdige()] * 2],
        {HAARLEM: 2},
    ),
    ("GC-9 PGB", lambda w: w.besluit(EERSTE, vorm="pgb", soort="verlenging"), {HAARLEM: 1}),
    ("GC-9 moved before", lambda w: w.besluit("2026-08-15", jeugdige=w.jeugdige(*_VERHUISD)), {ZANDVOORT: 1}),
    ("TG-1 made known on the first and the last day", _all(*_BEKEND), {HAARLEM: 2}),
    ("TG-1 outcomes", _all(*_UITKOMSTEN), {HAARLEM: 4}),
    ("TG-1 taken, not made known", lambda w: w.besluit(None, genomen=LAATSTE), {}),
    ("TG-1 moved after", lambda w: w.besluit("2026-08-14", jeugdige=w.jeugdige(*_VERHUISD)), {HAARLEM: 1}),
]
GEVALLEN = [*CONTACTEN, *BEREIK, *NIEUW, *TRAJECTEN, *EVALUATIES, *VRAGENLIJSTEN, *BESLUITEN]


def _sleutel(naam: str) -> str:
    return naam.partition(" ")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("naam", "make", "verwacht"), GEVALLEN, ids=[naam for naam, _, _ in GEVALLEN])
def test_border(
    naam: str, make: Callable[[Wereld], Any], verwacht: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sleutel = _sleutel(naam)
    monkeypatch.setattr(opname, "INDICATOREN", [i for i in INDICATOREN if i.sleutel == sleutel])
    make(Wereld())
    [indicator] = make_opname(KWARTAAL, commissioning_gemeenten(), eerder=Eerder())["indicatoren"]
    totals = {gebied: cijfers["totaal"] for gebied, cijfers in indicator["cijfers"].items() if gebied != "regio"}
    wanted = {
        gebied: figures if isinstance(figures, dict) else {"aantal": figures} for gebied, figures in verwacht.items()
    }
    assert {gebied: figures for gebied, figures in totals.items() if figures["aantal"]} == wanted
    counted = recount(sleutel, KWARTAAL, commissioning_gemeenten())
    assert differences(counted, published(indicator)) == []


def test_every_indicator_has_cases_on_both_sides_of_its_border() -> None:
    for indicator in INDICATOREN:
        own = [verwacht for naam, _, verwacht in GEVALLEN if _sleutel(naam) == indicator.sleutel]
        assert any(own), indicator.sleutel
        assert not all(own), indicator.sleutel
