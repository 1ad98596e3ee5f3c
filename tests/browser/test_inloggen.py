"""Signing in as a person does: password, app, recovery codes and passkey, in real Chromium under our policy."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect

from cjg.organisatie.api import Gebruiker
from tests.browser.conftest import PHONE, check_page

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]
WACHTWOORD = "een-lang-wachtwoord-van-anna"


@pytest.fixture
def anna(settings: Any) -> Gebruiker:
    # In the demo one works without a second factor.
    settings.DEMO = False
    return Gebruiker.objects.create_user("anna@voorbeeld.test", WACHTWOORD, naam="Anna Jansen")


def sign_in_with_password(page: Page) -> None:
    page.goto("/accounts/login/?next=/stijl/")
    page.get_by_label("E-mailadres").fill("anna@voorbeeld.test")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def confirm_password(page: Page) -> None:
    """Changing how one signs in asks for the password once more."""
    expect(page.get_by_role("heading", name="Bevestig dat u het bent")).to_be_visible()
    check_page(page, "bevestig")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Bevestigen").click()


def code_for(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def add_virtual_key(page: Page) -> None:
    """Plug in a key that says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_before_signing_in_are_accessible(new_page: Open, path: str, dark: bool) -> None:
    page = new_page(viewport=PHONE, dark=dark)
    page.goto(path)
    check_page(page, f"voordeur{path}")


def test_wrong_password_says_what_to_do(new_page: Open, anna: Any) -> None:
    page = new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mailadres").fill("anna@voorbeeld.test")
    page.get_by_label("Wachtwoord", exact=True).fill("verkeerd")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page).to_have_title("Fout: Inloggen – CJG")
    expect(page.get_by_role("group", name="Er klopt iets nog niet")).to_be_focused()
    expect(page.get_by_text("Het e-mailadres of het wachtwoord klopt niet.")).to_be_visible()
    check_page(page, "verkeerd-wachtwoord")


def test_app_is_set_up_and_asked_for_at_the_next_sign_in(new_page: Open, anna: Any) -> None:
    page = new_page()
    sign_in_with_password(page)
    # Staff without a second factor come nowhere else than here.
    expect(page.get_by_role("heading", name="Inloggen in twee stappen")).to_be_visible()
    check_page(page, "tweede-stap-kiezen")
    page.get_by_role("link", name="App instellen").click()
    confirm_password(page)
    check_page(page, "app-instellen")
    secret = page.locator(".cjg-code").inner_text()
    page.get_by_label("Code van 6 cijfers").fill(code_for(secret))
    page.get_by_role("button", name="App aanzetten").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    check_page(page, "herstelcodes")
    recovery = page.locator(".cjg-codes li").first.inner_text()
    page.goto("/stijl/")
    expect(page).to_have_title("Stijl – CJG")
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Uitloggen").click()

    sign_in_with_password(page)
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    check_page(page, "tweede-stap")
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("link", name="Deze code klopt niet.")).to_be_visible()
    page.get_by_label("Code", exact=True).fill(recovery)
    page.get_by_role("button", name="Verder").click()
    expect(page).to_have_title("Stijl – CJG")


def test_passkey_is_added_and_signs_in_without_a_password(new_page: Open, anna: Any) -> None:
    page = new_page()
    add_virtual_key(page)
    sign_in_with_password(page)
    page.get_by_role("link", name="Toevoegen").click()
    confirm_password(page)
    check_page(page, "passkey-toevoegen")
    page.get_by_label("Naam").fill("Laptop werk")
    page.get_by_label("Inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Laptop werk", exact=True)).to_be_visible()
    check_page(page, "passkeys")
    page.locator("[data-menu] summary").click()
    page.get_by_role("button", name="Uitloggen").click()

    page.goto("/accounts/login/?next=/stijl/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page).to_have_title("Stijl – CJG")


def test_passkey_that_fails_says_so_in_words(new_page: Open, anna: Any) -> None:
    page = new_page()
    sign_in_with_password(page)
    page.goto("/accounts/2fa/webauthn/add/")
    confirm_password(page)
    page.get_by_label("Naam").wait_for()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('nee')); }")
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("alert")).to_contain_text("Dat lukte niet.")


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/email/", "/accounts/logout/"])
def test_pages_of_the_account_are_accessible(new_page: Open, anna: Any, path: str) -> None:
    page = new_page(user=anna)
    page.goto(path)
    check_page(page, f"account{path}")
