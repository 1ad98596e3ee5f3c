"""What the indicators of the quarterly report count over."""

from __future__ import annotations

import datetime

from cjg.basis.api import Kwartaal, now, today
from cjg.dossier.api import set_verantwoordelijke_gemeente
from cjg.intake.api import contactmomenten_in, start_from_wachtlijst, wachtlijst_on
from cjg.intake.services.contactmoment import log_contactmoment
from cjg.organisatie.api import Gemeente
from tests.cast import Cast
from tests.intake.invoer import aanvraag, contact
from tests.intake.test_aanmelding import accept, register

KWARTAAL = Kwartaal(2025, 1)


def test_contacts_of_a_quarter_are_those_of_its_days(cast: Cast) -> None:
    for datum in ("2024-12-31", "2025-01-01", "2025-03-31", "2025-04-01"):
        gegevens = contact(datum=datetime.date.fromisoformat(datum))
        log_contactmoment(gegevens=gegevens, medewerker_id=None, today=today())
    datums = sorted(str(rij.datum) for rij in contactmomenten_in(KWARTAAL.periode))
    assert datums == ["2025-01-01", "2025-03-31"]


def test_contacts_of_one_gemeente_leave_out_the_unknown(cast: Cast) -> None:
    dag = datetime.date(2025, 2, 1)
    for gemeente in ("0392", "0473", ""):
        gegevens = contact(datum=dag, gemeente=gemeente, wijk="")
        log_contactmoment(gegevens=gegevens, medewerker_id=None, today=today())
    assert contactmomenten_in(KWARTAAL.periode).count() == 3
    assert [rij.gemeente_id for rij in contactmomenten_in(KWARTAAL.periode, "0473")] == ["0473"]


def test_answered_contacts_are_those_with_one_of_the_four_results(cast: Cast) -> None:
    dag = datetime.date(2025, 2, 1)
    resultaten = [("informatie",), ("advies",), ("consultatie",), ("sociale-basis",), ("toegang", "advies")]
    resultaten += [("toegang",), ("geen",), ("groepsaanbod",)]
    for waarden in resultaten:
        log_contactmoment(gegevens=contact(datum=dag, resultaten=waarden), medewerker_id=None, today=today())
    assert contactmomenten_in(KWARTAAL.periode).answered().count() == 5


def test_wachtlijst_of_a_day_leaves_out_who_started_that_day(cast: Cast) -> None:
    vandaag, gisteren = today(), today() - datetime.timedelta(days=1)
    begin = vandaag - datetime.timedelta(days=10)
    wacht, gestart = (register(cast, gegevens=aanvraag(datum=begin)) for _ in range(2))
    for aanmelding in (wacht, gestart):
        accept(aanmelding, begin)
    start_from_wachtlijst(aanmelding=gestart, day=vandaag, today=vandaag, now=now())
    assert [rij.aanmelding for rij in wachtlijst_on(vandaag)] == [wacht]
    assert wachtlijst_on(gisteren).count() == 2
    assert wachtlijst_on(begin - datetime.timedelta(days=1)).count() == 0
    assert wachtlijst_on(vandaag).get().wachttijd == datetime.timedelta(days=10)


def test_wachtlijst_counts_for_the_gemeente_of_the_first_jeugdige_on_that_day(cast: Cast) -> None:
    aanmelding = register(cast)
    accept(aanmelding)
    assert wachtlijst_on(today(), "0392").count() == 1
    assert wachtlijst_on(today(), "0473").count() == 0
    set_verantwoordelijke_gemeente(
        persoon=aanmelding.jeugdigen.get(),
        gemeente=Gemeente.objects.get(code="0473"),
        grond="woonadres",
        begindatum=today(),
    )
    assert wachtlijst_on(today(), "0473").count() == 1
