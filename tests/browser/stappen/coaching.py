"""Steps 4, 5 and 7 of the walk: the gezinsplan, the evaluations that come by themselves, and the end."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Locator, Page, expect

from cjg.taken.tasks import scan_herinneringen
from tests.browser.stappen.wandelaar import Wandelaar, choose, follow, page_count

PLANDAG = dt.date(2026, 2, 16)
DOELEN = ("Milan gaat elke dag naar school.", "Wij staan samen rustig op.")


def make_plan(w: Wandelaar) -> None:
    """Anna writes the plan with the gezin, the family agrees, she adopts it; it is one page on paper."""
    w.on(PLANDAG)
    page = w.become("anna")
    follow(page, "Caseload")
    w.check(page, "caseload")
    follow(page, "Zeewind")
    follow(page, "Gezinsplan starten")
    w.check(page, "plan beginnen")
    page.get_by_role("button", name="Gezinsplan starten").click()
    _write_concept(page)
    w.check(page, "plan bewerken")
    page.get_by_role("button", name="Concept opslaan").click()
    expect(page.get_by_text("Vraag Noor Zeewind om akkoord.")).to_be_visible()
    expect(page.get_by_role("button", name="Plan vaststellen")).to_have_count(0)
    for naam in ("Noor", "Jan", "Petra"):
        _agree(w, page, naam)
    page.get_by_role("button", name="Plan vaststellen").click()
    expect(page.get_by_text("Het plan is vastgesteld. Deze versie verandert niet meer.")).to_be_visible()
    w.check(page, "plan vastgesteld")
    assert page_count(w.fetch(page, "PDF maken")) == 1


def _write_concept(page: Page) -> None:
    page.get_by_label("Wat gaat goed?").fill("Iedereen eet samen. Oma helpt graag.")
    page.get_by_label("Wat zijn de zorgen?").fill("Milan blijft vaak thuis. In de ochtend is er ruzie.")
    _fill_goal(page, 1, "Onderwijs", ("Gezin", "Jan", "Brengt Milan om acht uur naar school."))
    page.get_by_label("Van wie").select_option(label="Milan Zeewind")
    page.get_by_label("Vóór").fill("2026-03-02")
    page.get_by_role("button", name="Nog een doel").click()
    # The new goal is where one goes on typing, and what was typed is still there.
    expect(page.get_by_role("region", name="Doel 2").get_by_label("Doel, in eigen woorden")).to_be_focused()
    expect(page.get_by_role("region", name="Doel 1").get_by_label("Naam")).to_have_value("Jan")
    _fill_goal(page, 2, "Opvoeding", ("Netwerk", "Oma Zeewind", "Komt op maandag ontbijten."))
    page.get_by_label("Wil het gezin zelf een plan maken").select_option(label="Nee")
    page.get_by_label("Gevraagd op").fill("2026-02-09")
    choose(page, "Besproken met collega", "Bram")
    page.get_by_label("Besproken op").fill("2026-02-16")
    page.get_by_label("Hoe lang duurt de hulp").fill("6")


def _fill_goal(page: Page, nummer: int, leefgebied: str, actie: tuple[str, str, str]) -> None:
    doel = page.get_by_role("region", name=f"Doel {nummer}")
    doel.get_by_label("Doel, in eigen woorden").fill(DOELEN[nummer - 1])
    doel.get_by_label("Waar gaat het over").select_option(label=leefgebied)
    soort, wie, wat = actie
    rij: Locator = doel.get_by_role("group", name="Actie 1")
    rij.get_by_label("Wie", exact=True).select_option(label=soort)
    rij.get_by_label("Naam").fill(wie)
    rij.get_by_label("Doet wat").fill(wat)


def _agree(w: Wandelaar, page: Page, naam: str) -> None:
    page.get_by_text(f"Antwoord vastleggen van {naam} Zeewind").click()
    rij = page.locator("#akkoord > li", has_text=f"{naam} Zeewind")
    if naam == "Noor":
        w.check(page, "plan concept")
    rij.get_by_role("button", name="Antwoord opslaan").click()
    expect(page.get_by_text(f"Het antwoord van {naam} Zeewind is opgeslagen.")).to_be_visible()


def remind(w: Wandelaar, day: dt.date) -> None:
    """Put the clock on a day and let the scan of that day run, twice: what beat does every hour."""
    w.on(day)
    scan_herinneringen()
    scan_herinneringen()


def hold_evaluatie(w: Wandelaar, soort: str, day: dt.date, *, score: str, vervolg: str) -> Page:
    """Anna finds one task on the screen Vandaag, and records what was said."""
    remind(w, day)
    page = w.become("anna")
    follow(page, "Vandaag")
    expect(page.get_by_role("link", name=f"Evaluatie {soort} houden")).to_have_count(1)
    w.check(page, f"vandaag met evaluatie {soort}")
    follow(page, f"Evaluatie {soort} houden")
    w.check(page, f"evaluatie {soort}")
    page.get_by_label("Wat werkte?").fill("Samen opstaan helpt.")
    for doel in DOELEN:
        for door in ("Gezin", "Coach"):
            page.get_by_label(f"{door} over: {doel}").select_option(score)
    page.get_by_role("radio", name=vervolg, exact=True).check(force=True)
    page.get_by_label("Waarom?").fill("Dat spraken wij samen af.")
    page.get_by_role("button", name="Evaluatie opslaan").click()
    expect(page.get_by_text("De evaluatie is opgeslagen.")).to_be_visible()
    return page


def close_traject(w: Wandelaar, page: Page, day: dt.date) -> None:
    """Anna closes the traject; a parent fills in the eindevragenlijst behind a link, without an account."""
    w.on(day)
    follow(page, "Caseload")
    follow(page, "Zeewind")
    follow(page, "Afsluiten")
    w.check(page, "afsluiten")
    page.get_by_role("radio", name="Volgens plan").check(force=True)
    page.get_by_role("button", name="Traject afsluiten").click()
    expect(page.get_by_text("Het traject is afgesloten. De vragenlijsten staan klaar.")).to_be_visible()
    page.get_by_role("button", name="Link maken voor Petra Zeewind").click()
    link = page.locator("code").inner_text()
    w.check(page, "eindevragenlijsten")
    _answer(w, link)
    page.reload()
    expect(page.get_by_text("Ontvangen", exact=True)).to_have_count(1)


def _answer(w: Wandelaar, link: str) -> None:
    page = w.visit(link)
    w.check(page, "vragenlijst")
    for vraag in page.get_by_role("radio", name="Mee eens", exact=True).all():
        vraag.check(force=True)
    page.get_by_role("radio", name="8", exact=True).check(force=True)
    page.get_by_role("radio", name="Ik heb geen verdere hulp meer nodig.").check(force=True)
    page.get_by_role("button", name="Antwoorden versturen").click()
    expect(page.get_by_role("heading", name="Bedankt voor uw antwoorden")).to_be_visible()
    w.check(page, "bedankt")
