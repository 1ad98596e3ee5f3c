"""The page about the API in a real browser: readable for everybody, and nothing comes from outside."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from cjg.basis.rest.pages import openapi_document
from tests.browser.conftest import DESKTOP, PHONE, check_page


@pytest.mark.parametrize(("viewport", "dark"), [(DESKTOP, False), (PHONE, False), (DESKTOP, True)])
def test_page_about_the_api_is_readable_and_asks_nothing_outside(
    new_page: Callable[..., Page], viewport: dict[str, int], dark: bool
) -> None:
    openapi_document.cache_clear()
    page = new_page(viewport=viewport, dark=dark)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/v1/docs")
    page.get_by_role("link", name="/contactmomenten", exact=True).click()
    page.get_by_text("POST /contactmomenten Toevoegen").click()
    route = page.locator("#contactmomenten_create")
    expect(route.get_by_text("contactmomenten:schrijven")).to_be_visible()
    expect(route.get_by_text("vraagsteller").first).to_be_visible()
    expect(route.get_by_text("jongerenwerk").first).to_be_visible()
    check_page(page, "api-docs")
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(page.url).netloc}
