"""The pictures of the README, taken from a running `make start` with its example data.

`python -m tools.beelden [address]` signs in with the example accounts, takes the screens at 1280 wide and writes them
to docs/beelden, with few enough colours to stay small.
"""

import io
import os
import shutil
import sys

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from cjg.config import BASE_DIR

ADRES = "http://localhost:8000"
WACHTWOORD = "Voorbeeld-2026!"  # of the example accounts
SIZE = {"width": 1280, "height": 960}
COLOURS = 64
MAP = BASE_DIR / "docs" / "beelden"


def take_all(address: str) -> None:
    """Take the three pictures."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = _sign_in(browser, address, "teamleider")
        keep(page, "vandaag")
        page = _sign_in(browser, address, "coach")
        page.goto("/caseload/")
        page.locator("main tbody a").first.click()
        page.get_by_role("link", name="Overzicht", exact=True).click()
        keep(page, "gezin")
        page = _sign_in(browser, address, "accountmanager.haarlem")
        page.get_by_role("link", name=", Haarlem").first.click()
        keep(page, "kwartaalrapport")
        browser.close()


def _sign_in(browser: Browser, address: str, naam: str) -> Page:
    context = browser.new_context(
        base_url=address,
        viewport=SIZE,  # type: ignore[arg-type]  # a TypedDict of its own
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_label("E-mailadres").fill(f"{naam}@cjg.example")
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_load_state()
    return page


def keep(page: Page, name: str) -> None:
    """Write what the window shows."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    MAP.mkdir(parents=True, exist_ok=True)
    target = MAP / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(BASE_DIR)}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    take_all(sys.argv[1] if len(sys.argv) > 1 else ADRES)
