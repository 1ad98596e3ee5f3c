"""One gezin walks through the whole house, from first contact to the quarterly PDF, through the screens alone.

Beside the screens the test only makes what is there before a family comes (organisation, registers, accounts), puts
the clock forward, and lets the hourly scan of reminders run. Every page on the way is held to the rules for screens,
on the desktop, on a phone and in the dark.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from cjg.organisatie.api import Gemeente
from tests.browser.stappen import besluit, client, coaching, intake, rapport
from tests.browser.stappen.wandelaar import Wandelaar, make_organisation
from toegang.voorbeelden import load_example_registers

pytestmark = pytest.mark.django_db(transaction=True)
EVALUATIES = {"3 maanden": dt.date(2026, 4, 27), "6 maanden": dt.date(2026, 7, 27)}
EINDE = dt.date(2026, 8, 31)


@pytest.fixture
def wandelaar(new_page: Callable[..., Page], settings: Any, live_server: Any) -> Wandelaar:
    make_organisation(begin=dt.date(2024, 1, 1))
    load_example_registers(Gemeente.objects.filter(is_opdrachtgever=True))
    settings.PUBLIC_URL = live_server.url  # where the links of questionnaires lead
    return Wandelaar(new_page, settings, live_server.url)


def test_gezin_walks_from_first_contact_to_quarterly_report(wandelaar: Wandelaar) -> None:
    w = wandelaar
    page = intake.log_contact(w)
    intake.register_gezin(w, page)
    intake.put_on_wachtlijst(w, page)
    intake.start_traject(w)
    coaching.make_plan(w)
    coaching.hold_evaluatie(w, "3 maanden", EVALUATIES["3 maanden"], score="-1", vervolg="Gewijzigd voortzetten")
    anna = besluit.research(w)
    besluit.refuse_without_mandate(w, anna)
    besluit.decide(w)
    client.make_accounts()
    client.read_as_parent(w)
    client.read_as_youth(w)
    coaching.hold_evaluatie(w, "6 maanden", EVALUATIES["6 maanden"], score="0", vervolg="Afsluiten")
    coaching.close_traject(w, anna, EINDE)
    rapport.adopt_report(w)
    rapport.take_report(w)
    rapport.see_nothing_else(w, w.dossier_addresses)
    client.read_the_log(w)
