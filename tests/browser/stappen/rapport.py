"""Step 8 of the walk: the quarterly report, adopted by the manager, taken by the accountmanager and by nobody else."""

from __future__ import annotations

import datetime as dt
import json

from playwright.sync_api import Page, expect

from tests.browser.stappen.wandelaar import Wandelaar, answer_of, follow

NA_HET_KWARTAAL = dt.date(2026, 10, 5)
TOELICHTING = "In dit kwartaal sloten wij het eerste traject af."
BEGIN = {"PDF": b"%PDF-", "XLSX": b"PK", "CSV": b"\xef\xbb\xbfindicator;", "JSON": b"{"}
VERBODEN = (
    "/gezinnen/",
    "/caseload/",
    "/zoeken/",
    "/contactmomenten/",
    "/aanmeldingen/",
    "/besluiten/",
    "/evaluaties/",
)


def adopt_report(w: Wandelaar) -> None:
    """Mai looks at the exact figures, explains them and adopts the report; what she typed goes along."""
    w.on(NA_HET_KWARTAAL)
    page = w.become("mai")
    page.get_by_label("Kwartaal").select_option(label="3e kwartaal 2026")
    w.check(page, "kwartaalrapporten leeg")
    page.get_by_role("button", name="Rapporten openen").click()
    expect(page.get_by_role("heading", name="Kwartaalrapport 3e kwartaal 2026: Haarlem")).to_be_visible()
    w.check(page, "kwartaalrapport concept")
    page.get_by_label("Toelichting van het CJG").fill(TOELICHTING)
    page.get_by_role("button", name="Rapport vaststellen").click()
    w.check(page, "kwartaalrapport vaststellen")
    page.get_by_role("dialog").get_by_role("button", name="Rapport vaststellen").click()
    expect(page.get_by_text("Het rapport is vastgesteld. De bestanden staan klaar.")).to_be_visible()


def take_report(w: Wandelaar) -> None:
    """Fatima finds the report of her gemeente, with small numbers protected, and takes its four files."""
    page = w.become("fatima")
    expect(page).to_have_title("Kwartaalrapporten – CJG")
    w.check(page, "kwartaalrapporten gemeente")
    files = {soort: _download(page, soort) for soort in BEGIN}
    assert all(files[soort].startswith(begin) for soort, begin in BEGIN.items())
    assert json.loads(files["JSON"])["toelichting"] == TOELICHTING
    assert b"Zeewind" not in files["CSV"] + files["JSON"]
    follow(page, "3e kwartaal 2026")
    expect(page.get_by_text(TOELICHTING)).to_be_visible()
    expect(page.get_by_text("Kleine aantallen zijn beschermd")).to_be_visible()
    w.check(page, "kwartaalrapport gemeente")


def _download(page: Page, soort: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=f"{soort} van 3e kwartaal 2026, Haarlem").click()
    return download.value.path().read_bytes()


def see_nothing_else(w: Wandelaar, dossier: list[str]) -> None:
    """Fatima types the addresses of the gezin, the traject, the plan and the besluit: for her they do not exist."""
    page = w.become("fatima")
    assert {adres: answer_of(page, adres) for adres in dossier} == dict.fromkeys(dossier, 404)
    assert {adres: answer_of(page, adres) for adres in VERBODEN} == dict.fromkeys(VERBODEN, 403)
    w.check(page, "geweigerd")
