"""Forms in a real browser: a double click saves once, and an ended session loses nothing that was typed."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from cjg.basis.sessions import SessionStore
from cjg.dossier.api import Gezinslid
from gezinsplan.models import Planversie
from tests.browser.conftest import check_page, sign_in
from tests.browser.test_gezinsplan import make_hulp
from tests.cast import make_cast

PASSWORD = "een-lang-wachtwoord-voor-de-proef"  # of an account of this test

pytestmark = pytest.mark.django_db(transaction=True)
NewPage = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_double_click_on_save_makes_one_member(new_page: NewPage, *, scripts: bool) -> None:
    cast = make_cast()
    page = new_page(user=cast.anna, java_script_enabled=scripts)
    page.goto(reverse("dossier:lid-toevoegen", args=[cast.gezin.pk]))
    page.locator("[name=rol]").select_option("212")
    page.locator("[name=voornamen]").fill("Stef")
    page.locator("[name=achternaam]").fill("Stiefman")
    page.locator("main form button[type=submit]").last.dblclick(delay=20)
    # the second click breaks off the navigation of the first, so that waiting for one of them may fail
    expect(page).to_have_url(re.compile(reverse("dossier:gezin", args=[cast.gezin.pk])))
    assert Gezinslid.objects.filter(persoon__achternaam="Stiefman").count() == 1


def expire(page: Page) -> None:
    """Let the session of a page be idle for too long."""
    cookie = next(c for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(cookie["value"])
    session["sessie_begin"] = session["sessie_laatst"] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 60
    session.save()


def sign_in_again(page: Page, email: str) -> None:
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_plan_typed_when_the_session_ended_is_there_after_signing_in(
    new_page: NewPage, settings: Any, *, scripts: bool
) -> None:
    settings.DEMO = True
    hulp = make_hulp()
    hulp.cast.anna.set_password(PASSWORD)
    hulp.cast.anna.save(update_fields=["password"])
    page = new_page(user=hulp.cast.anna, java_script_enabled=scripts)
    address = reverse("gezinsplan:bewerken", args=[hulp.versie.plan_id])
    page.goto(address)
    page.locator("[name=krachten]").fill("Elke vrijdag eten zij samen.")
    expire(page)
    page.get_by_role("button", name="Concept opslaan").click()
    page.wait_for_url("**/accounts/login/**")
    if scripts:
        check_page(page, "sessie verlopen")
    sign_in_again(page, hulp.cast.anna.email)
    page.wait_for_url(f"**{address}")
    assert page.locator("[name=krachten]").input_value() == "Elke vrijdag eten zij samen."
    if scripts:
        check_page(page, "concept terug")
    page.get_by_role("button", name="Concept opslaan").click()
    page.wait_for_url(f"**{reverse('gezinsplan:plan', args=[hulp.versie.plan_id])}")
    assert Planversie.objects.filter(krachten="Elke vrijdag eten zij samen.").count() == 1
    page.goto(address)
    assert page.get_by_text("Dit is uw concept van").count() == 0


def test_what_is_typed_is_kept_while_typing(new_page: NewPage) -> None:
    cast = make_cast()
    page = new_page(user=cast.ema)
    page.goto(reverse("intake:contactmoment-nieuw"))
    page.locator("[name=toelichting]").fill("Ouder vraagt hoe lang de wachtlijst is.")
    page.get_by_text("Concept bewaard om").wait_for()
    page.goto("/")
    page.goto(reverse("intake:contactmoment-nieuw"))
    assert page.locator("[name=toelichting]").input_value() == "Ouder vraagt hoe lang de wachtlijst is."
    check_page(page, "contact met concept")
    page.get_by_role("button", name="Concept weggooien").click()
    page.get_by_text("Dit is uw concept van").wait_for(state="detached")
    assert page.locator("[name=toelichting]").input_value() == ""
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_text_of_a_lost_session_is_sent_again_from_its_own_tab(new_page: NewPage) -> None:
    """The session is gone altogether: the text stands in the answer, and goes through after signing in elsewhere."""
    cast = make_cast()
    page = new_page(user=cast.anna)
    page.goto(reverse("dossier:lid-toevoegen", args=[cast.gezin.pk]))
    page.locator("[name=rol]").select_option("212")
    page.locator("[name=voornamen]").fill("Stef")
    page.locator("[name=achternaam]").fill("Stiefman")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("heading", name="Uw sessie is verlopen").wait_for()
    check_page(page, "tekst van een verloren sessie")
    sign_in(page.context, page.url, cast.anna)
    page.get_by_role("button", name="Opnieuw versturen").click()
    page.wait_for_url(f"**{reverse('dossier:gezin', args=[cast.gezin.pk])}*")
    assert Gezinslid.objects.filter(persoon__achternaam="Stiefman").count() == 1
