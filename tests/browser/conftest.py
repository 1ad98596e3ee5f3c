"""A real Chromium against a real server: pages, signing in, and the check that every screen must pass.

Chromium comes from the system's packages. Where it is missing the tests say so and are skipped; in CI they fail.
`BEELDEN=map` keeps a picture of every checked page, to look at.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Milliseconds that a page may take on a busy machine; a test waits no longer than needed.
TIMEOUT = 20_000
# Collects what the policy refuses, before any script of the page runs.
LISTEN = """
window.__geweigerd = [];
document.addEventListener("securitypolicyviolation", (event) =>
    window.__geweigerd.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}`));
"""
OVERFLOW = """() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return "";
    const worst = [...document.querySelectorAll("body *")].filter(
        (e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && e.checkVisibility());
    return `${wide}px te breed: ` + worst.slice(-3).map((e) => e.outerHTML.slice(0, 120)).join(" | ");
}"""


def _chromium() -> str:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail("Chromium ontbreekt; in CI moeten de browsertests draaien")
    pytest.skip("Chromium ontbreekt: browsertests niet gedraaid")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = _chromium()
    # Playwright keeps an event loop in this thread, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, headless=True)
        yield started
        started.close()


@pytest.fixture
def new_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page: `new_page(user=anna, viewport=PHONE, dark=True)`."""
    contexts: list[BrowserContext] = []

    def open_page(*, user: Any = None, viewport: dict[str, int] = DESKTOP, dark: bool = False, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            color_scheme="dark" if dark else "light",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        if options.get("java_script_enabled", True):
            context.add_init_script(LISTEN)
        if user is not None:
            sign_in(context, live_server.url, user)
        page = context.new_page()
        page.problems = []  # type: ignore[attr-defined]
        page.on("console", lambda message: _note(page, message.type, message.text))
        page.on("pageerror", lambda error: _note(page, "error", str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(context: BrowserContext, url: str, user: Any) -> None:
    """Give a browser the session of someone, made by Django's own test client."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["tweede_factor"] = True
    session.save()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


def _note(page: Any, kind: str, text: str) -> None:
    # The browser reports every answer of 400 and up on its console; those are tested by their status.
    if kind == "error" and not text.startswith("Failed to load resource"):
        page.problems.append(text)


def check_page(page: Page, name: str = "") -> None:
    """Hold a page to the rules for every screen: axe, no overflow, nothing refused by the policy, no errors."""
    keep_picture(page, name or page.title())
    found = Axe().run(page, options={"runOnly": AXE_TAGS}).response["violations"]
    told = [f"{v['id']}: {v['help']}: " + " | ".join(n["html"][:200] for n in v["nodes"][:4]) for v in found]
    assert not told, "\n".join(told)
    assert sound_faults(page) == []


def sound_faults(page: Page) -> list[str]:
    """Return what is wrong beside axe: wider than the window, refused by the policy, an error of a script."""
    wide: str = page.evaluate(OVERFLOW)
    refused: list[str] = page.evaluate("window.__geweigerd ?? []")
    return [*([wide] if wide else []), *refused, *page.problems]  # type: ignore[attr-defined]


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture of the page when BEELDEN names a folder."""
    folder = os.environ.get("BEELDEN")
    if folder:
        size = page.viewport_size or DESKTOP
        dark = "-donker" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else ""
        safe = re.sub(r"\W+", "-", name).strip("-").lower()
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{safe}-{size['width']}{dark}.png", full_page=True)
