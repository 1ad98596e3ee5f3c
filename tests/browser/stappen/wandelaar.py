"""One walk through the application: who walks, on which day, and what every page on the way must be."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

from cjg.organisatie.api import Gebruiker, Gemeente, Rol, Team, create_medewerker
from tests.browser.conftest import AXE_TAGS, DESKTOP, PHONE, keep_picture, sound_faults

WACHTWOORD = "een-lang-wachtwoord-van-het-werk"
# One page of one gezin: its address ends in a key, or in a page below it.
DOSSIER = re.compile(r"/(aanmeldingen|gezinnen|trajecten|gezinsplannen|evaluaties|besluiten)/[0-9a-f-]{36}/")
# Of what axe looks at only the colours change in the dark.
_DARK = ["color-contrast", "link-in-text-block"]
_RUN = """async ([options, only]) => {
    const found = await axe.run(only ? {runOnly: {type: "rule", values: only}} : options);
    return found.violations.map((v) => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 4).map((n) => n.html.slice(0, 200)).join(" | "));
}"""


class Wandelaar:
    """Walks in turn as each role, in one browser window per person, on the day that the clock is put on."""

    def __init__(self, new_page: Callable[..., Page], settings: Any, base_url: str) -> None:
        self._new_page, self._settings, self.base_url = new_page, settings, base_url
        self._pages: dict[str, Page] = {}
        self._checked: set[str] = set()
        self.dossier_addresses: list[str] = []
        self._axe = Axe().axe_script

    def on(self, day: dt.date | None) -> None:
        """Put the clock on a day, or back on today: three months of help take three months."""
        self._settings.PEILDATUM = day

    def become(self, naam: str) -> Page:
        """Return the window of somebody, who signs in at the front door the first time."""
        if naam not in self._pages:
            self._pages[naam] = self._new_page(accept_downloads=True)
            self.sign_in(self._pages[naam], naam)
        return self._pages[naam]

    def visit(self, address: str) -> Page:
        """Open a link that somebody got, without an account."""
        page = self._new_page()
        page.goto(address)
        return page

    def fetch(self, page: Page, link: str) -> bytes:
        """Return the PDF behind a link that the browser would show itself, asked for with the same session."""
        address = page.get_by_role("link", name=link).get_attribute("href")
        answer = page.context.request.get(f"{self.base_url}{address}", timeout=60_000)
        assert answer.status == 200, link
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()

    def sign_in(self, page: Page, naam: str) -> None:
        """Sign in as a person does."""
        page.goto("/")
        page.get_by_label("E-mailadres").fill(f"{naam}@cjg.example")
        page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
        page.get_by_role("button", name="Inloggen", exact=True).click()
        expect(page.get_by_label("E-mailadres")).to_have_count(0)

    def check(self, page: Page, name: str) -> None:
        """Hold a page to the rules for every screen on the desktop, on a phone and in the dark."""
        assert name not in self._checked, f"{name} is al bekeken"
        self._checked.add(name)
        path = urlsplit(page.url).path
        if DOSSIER.match(path) and path not in self.dossier_addresses:
            self.dossier_addresses.append(path)
        page.evaluate(self._axe)
        _show_whole(page, PHONE["width"])
        faults = [f"telefoon: {fault}" for fault in self._look(page, name)]
        _show_whole(page, DESKTOP["width"])
        faults += [f"bureau: {fault}" for fault in self._look(page, name)]
        faults += [f"donker: {fault}" for fault in self._look(page, name, dark=True)]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # a TypedDict of our own
        assert not faults, f"{name}:\n" + "\n".join(faults)

    def _look(self, page: Page, name: str, *, dark: bool = False) -> Iterable[str]:
        if dark:
            page.emulate_media(color_scheme="dark")
        keep_picture(page, f"wandeling {name}")
        found: list[str] = page.evaluate(_RUN, [{"runOnly": AXE_TAGS}, _DARK if dark else None])
        return [*found, *sound_faults(page)]


def _show_whole(page: Page, width: int) -> None:
    """Make the window as high as the page: a bar that stays in sight lies over some field of a part of it."""
    page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
    height: int = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})


def choose(page: Page, label: str, text: str) -> None:
    """Choose from a long list by typing a part of it."""
    field = page.get_by_role("combobox", name=label)
    field.click()
    field.fill(text)
    page.get_by_role("option", name=text).first.click()


def follow(page: Page, link: str, *, exact: bool = False) -> None:
    """Click a link of the page, as a user would, and wait for where it leads."""
    page.get_by_role("link", name=link, exact=exact).first.click()
    page.wait_for_load_state()


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF, whose objects WeasyPrint packs in compressed streams."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return sum(len(re.findall(rb"/Type\s*/Page\b", _unpack(stream))) for stream in packed)


def _unpack(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:  # a font or picture, packed in another way
        return b""


def answer_of(page: Page, address: str) -> int:
    """Return the status of an address typed into the address bar."""
    response: Response | None = page.goto(address)
    assert response is not None
    return response.status


def make_organisation(begin: dt.date) -> None:
    """Make the people who work here; what they do, they do on screen."""
    noord = Team.objects.get(naam="Noord 1")
    for naam, rol, team in (
        ("ema", Rol.IA_MEDEWERKER, Team.objects.get(naam="Informatie en advies")),
        ("anna", Rol.COACH, noord),
        ("bram", Rol.COACH, noord),
        ("hanna", Rol.TEAMLEIDER, noord),
        ("ida", Rol.GEDRAGSWETENSCHAPPER, noord),
        ("mai", Rol.MANAGER, None),
        ("fatima", Rol.ACCOUNTMANAGER, None),
    ):
        _make_medewerker(naam, rol, team, begin)


def _make_medewerker(naam: str, rol: Rol, team: Team | None, begin: dt.date) -> None:
    medewerker = create_medewerker(
        email=f"{naam}@cjg.example",
        naam=f"{naam.title()} Testman",
        functie=rol.label,
        rollen=[rol],
        teams=[team] if team else [],
        begindatum=begin,
        gemeente=Gemeente.objects.get(code="0392") if rol == Rol.ACCOUNTMANAGER else None,
        registratienummer="120012345" if rol == Rol.GEDRAGSWETENSCHAPPER else "",
    )
    gebruiker = Gebruiker.objects.get(pk=medewerker.gebruiker_id)
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save(update_fields=["password"])
