"""The screens of the beheerder in a real browser: readable, reachable, within the width, in the dark as well."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cjg.basis.api import today
from cjg.organisatie.api import register_afwezigheid
from tests.browser.conftest import DESKTOP, PHONE, check_page
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
NewPage = Callable[..., Page]
LOOKS = [(DESKTOP, False), (PHONE, False), (PHONE, True)]


def pages_of(cast: Cast) -> dict[str, str]:
    """Return the screens by name."""
    anna: Any = cast.medewerker("anna")
    rij = register_afwezigheid(
        medewerker=anna,
        reden="ziek",
        begindatum=today(),
        einddatum=None,
        vervanger=cast.medewerker("chantal"),
        door=cast.hanna,
    )
    rol = cast.anna.roltoekenningen.get()
    named: dict[str, tuple[str, list[Any]]] = {
        "medewerkers": ("medewerkers", []),
        "medewerker nieuw": ("medewerker-nieuw", []),
        "medewerker": ("medewerker", [anna.pk]),
        "gegevens": ("medewerker-wijzigen", [anna.pk]),
        "rol nieuw": ("rol-nieuw", [anna.pk]),
        "rol einde": ("rol-einde", [anna.pk, rol.pk]),
        "afwezig": ("afwezigheid-nieuw", [anna.pk]),
        "vervanger": ("vervanger", [anna.pk, rij.pk]),
        "uit dienst": ("uit-dienst", [anna.pk]),
        "teams": ("teams", []),
        "team": ("team", [cast.team.pk]),
        "gebied nieuw": ("gebied-nieuw", []),
    }
    return {name: reverse(f"organisatie:{route}", args=args) for name, (route, args) in named.items()}


@pytest.mark.parametrize(("viewport", "dark"), LOOKS, ids=["bureau", "telefoon", "telefoon donker"])
def test_screens_of_the_organisation_are_sound(new_page: NewPage, viewport: dict[str, int], *, dark: bool) -> None:
    cast = make_cast()
    page = new_page(user=cast.beheerder, viewport=viewport, dark=dark)
    for name, address in pages_of(cast).items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        check_page(page, f"organisatie {name}")


def test_teamleider_names_a_replacement_without_a_mouse(new_page: NewPage) -> None:
    cast = make_cast()
    page = new_page(user=cast.hanna)
    page.goto(reverse("organisatie:medewerkers"))
    page.get_by_role("link", name="Anna Testman", exact=True).press("Enter")
    page.get_by_role("link", name="Afwezig melden").press("Enter")
    veld = page.get_by_role("combobox", name="Wie neemt het over?")
    veld.focus()
    veld.press_sequentially("Bram")
    veld.press("ArrowDown")
    veld.press("Enter")
    page.get_by_role("button", name="Afwezigheid opslaan").press("Enter")
    expect(page.get_by_text("Bram Testman neemt het over.")).to_be_visible()
    check_page(page, "organisatie afwezig gemeld")
