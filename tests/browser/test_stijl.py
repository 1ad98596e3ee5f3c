"""The page with all components, in real Chromium: accessible, within its policy and usable by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Request, expect

from cjg.organisatie.api import Gebruiker
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


def test_side_panel_has_its_own_address_and_gives_the_focus_back(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/")
    opener = page.get_by_role("link", name="Taak in zijpaneel")
    opener.click()
    panel = page.get_by_role("dialog", name="Huisbezoek uitwerken")
    expect(panel).to_be_visible()
    assert page.url.endswith("/stijl/paneel/")
    check_page(page, "zijpaneel")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()
    page.wait_for_url("**/stijl/")


def test_form_in_the_side_panel_shows_its_errors_there_and_saves(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/")
    page.get_by_role("link", name="Taak in zijpaneel").click()
    page.get_by_role("button", name="Taak opslaan").click()
    summary = page.get_by_role("group", name="Er klopt iets nog niet")
    expect(summary).to_be_focused()
    page.get_by_role("link", name="Vóór welke dag?: vul dit in.").click()
    expect(page.get_by_label("Vóór welke dag?")).to_be_focused()
    check_page(page, "zijpaneel-fout")
    page.get_by_label("Vóór welke dag?").fill("2026-12-01")
    page.get_by_role("button", name="Taak opslaan").click()
    page.wait_for_url("**/stijl/")
    expect(page.get_by_text("De taak is opgeslagen.")).to_be_visible()


def test_same_form_works_without_javascript(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker, java_script_enabled=False)
    page.goto("/stijl/")
    page.get_by_role("link", name="Taak in zijpaneel").click()
    page.get_by_role("button", name="Taak opslaan").click()
    expect(page).to_have_title("Fout: Taak – CJG")
    page.get_by_label("Vóór welke dag?").fill("2026-12-01")
    page.get_by_role("button", name="Taak opslaan").click()
    expect(page.get_by_text("De taak is opgeslagen.")).to_be_visible()


def test_confirmation_dialog_says_the_consequence_and_closes_with_escape(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/")
    opener = page.get_by_role("button", name="Traject afsluiten")
    opener.click()
    dialog = page.get_by_role("dialog", name="Traject afsluiten?")
    expect(dialog).to_be_visible()
    check_page(page, "bevestigen")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_combobox_is_used_by_keyboard(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/")
    # Not by its role alone: the select that is there until the script has come has the same role.
    field = page.locator("input").and_(page.get_by_role("combobox", name="School")).first
    field.press_sequentially("komp")
    expect(page.get_by_role("option", name="Het Kompas")).to_be_visible()
    field.press("ArrowDown")
    check_page(page, "combobox")
    field.press("Enter")
    expect(field).to_have_value("Het Kompas")
    assert page.locator("select[name=school]").input_value() == "2"
    field.fill("bestaat niet")
    field.press("Tab")
    expect(field).to_have_value("Het Kompas")


def test_shortcuts_work_outside_fields_and_can_be_switched_off(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/")
    page.locator("h1").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Sneltoetsen")
    expect(dialog).to_be_visible()
    check_page(page, "sneltoetsen")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("t")
    expect(page.locator("#zijpaneel")).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()


def test_letters_in_a_field_are_no_shortcuts(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/")
    note = page.get_by_label("Notitie").first
    note.press_sequentially("t?/")
    expect(note).to_have_value("t?/")
    expect(page.locator("#zijpaneel")).to_be_hidden()


def test_leaving_a_changed_form_asks_first(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto("/stijl/")
    page.get_by_label("Notitie").first.press_sequentially("bijna kwijt")
    page.goto("/stijl/?weg")
    assert asked == ["beforeunload"]


def test_user_menu_opens_and_closes_with_the_keyboard(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/")
    menu = page.locator("[data-menu] summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    check_page(page, "gebruikersmenu")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(menu).to_be_focused()


def test_skip_link_is_the_first_stop(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.goto("/stijl/paneel/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_first_visit_is_small_and_stays_at_home(new_page: Open, medewerker: Any, live_server: Any) -> None:
    page = new_page(user=medewerker)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108
    page.goto("/stijl/paneel/")
    page.wait_for_load_state("networkidle")
    assert len(requests) <= 12, [request.url for request in requests]
    assert all(request.url.startswith(live_server.url) for request in requests)


def test_session_warning_can_be_answered(new_page: Open, medewerker: Any) -> None:
    page = new_page(user=medewerker)
    page.clock.install()
    page.goto("/stijl/")
    page.clock.run_for(21_000)
    page.wait_for_load_state("networkidle")
    page.clock.run_for(26 * 60_000)
    dialog = page.get_by_role("alertdialog", name="Bent u er nog?")
    expect(dialog).to_be_visible()
    check_page(page, "sessie")
    dialog.get_by_role("button", name="Ingelogd blijven").click()
    expect(dialog).to_be_hidden()
