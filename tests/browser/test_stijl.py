"""The page with all components, in real Chromium: accessible, within its policy and usable by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from cjg.organisatie.models import Gebruiker
from tests.browser.conftest import DESKTOP, PHONE, SMALL_PHONE, check_page

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]


@pytest.fixture
def medewerker() -> Gebruiker:
    return Gebruiker.objects.create_user("anna@voorbeeld.test", naam="Anna Jansen")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, SMALL_PHONE], ids=["desktop", "phone", "320px"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_component_is_accessible(new_page: Open, medewerker: Any, viewport: dict[str, int], dark: bool) -> None:
    page = new_page(user=medewerker, viewport=viewport, dark=dark)
    page.goto("/stijl/")
    check_page(page, "stijl")
