"""The screens that I&A and coaches use all day, in real Chromium: accessible, no overflow, quick to fill in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from cjg.basis.api import today
from cjg.intake.models import Aanmelding, Contactmoment
from cjg.intake.services.contactmoment import log_contactmoment
from tests.browser.conftest import DESKTOP, PHONE, check_page
from tests.cast import Cast
from tests.intake.invoer import contact
from tests.intake.test_aanmelding import accept, register

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]


def _pages(cast: Cast) -> dict[str, str]:
    """Return the pages to look at, with something on each."""
    log_contactmoment(gegevens=contact(), medewerker_id=cast.medewerker("anna").pk, today=today())
    aanmelding = register(cast)
    accept(aanmelding)
    gezin = f"/gezinnen/{cast.gezin.pk}/"
    return {
        "contact-vastleggen": "/contactmomenten/nieuw/",
        "contact-lijst": "/contactmomenten/",
        "contact-dag": "/contactmomenten/dag/",
        "aanmelding-zoeken": "/aanmeldingen/zoeken/",
        "aanmelding-nieuw": "/aanmeldingen/nieuw/",
        "aanmelding": f"/aanmeldingen/{aanmelding.pk}/",
        "aanmeldingen": "/aanmeldingen/",
        "wachtlijst": "/wachtlijst/",
        "gezinnen": "/gezinnen/",
        "gezin": gezin,
        "gezin-gezag": f"{gezin}gezag/",
        "gezin-persoon": f"{gezin}personen/{cast.kind14.pk}/",
    }


@pytest.mark.parametrize(("viewport", "dark"), [(DESKTOP, False), (PHONE, True)], ids=["desktop", "phone-dark"])
def test_screens_are_accessible(new_page: Open, cast: Cast, viewport: dict[str, int], dark: bool) -> None:
    page = new_page(user=cast.anna, viewport=viewport, dark=dark)
    for naam, adres in _pages(cast).items():
        antwoord = page.goto(adres)
        assert antwoord is not None
        assert antwoord.status == 200, naam
        check_page(page, naam)


def test_contact_is_logged_with_the_keyboard(new_page: Open, cast: Cast) -> None:
    page = new_page(user=cast.ema)
    page.goto("/contactmomenten/nieuw/")
    for keuze in ("Ouder", "Opvoeden", "Advies gegeven", "Noord 1"):
        page.get_by_label(keuze, exact=True).check(force=True)
    page.get_by_label("Toelichting").fill("vraag over grenzen stellen thuis")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Het contact is opgeslagen.").wait_for()
    assert Contactmoment.objects.get().themas == ["opvoeden"]


def test_group_meeting_unfolds_the_number_reached(new_page: Open, cast: Cast) -> None:
    page = new_page(user=cast.ema)
    page.goto("/contactmomenten/nieuw/")
    bereikt = page.get_by_label("Hoeveel mensen bereikte u?")
    assert not bereikt.is_visible()
    page.get_by_label("Groepsbijeenkomst", exact=True).check(force=True)
    assert bereikt.is_visible()


def test_aanmelding_goes_to_the_wachtlijst_from_the_side_panel(new_page: Open, cast: Cast) -> None:
    aanmelding = register(cast)
    page = new_page(user=cast.anna)
    page.goto(f"/aanmeldingen/{aanmelding.pk}/")
    page.get_by_role("link", name="Op de wachtlijst zetten").click()
    page.locator("#zijpaneel").get_by_role("button", name="Op de wachtlijst zetten").click()
    page.get_by_text("De aanmelding is nu: op de wachtlijst.").wait_for()
    assert Aanmelding.objects.get().status == "wachtlijst"
