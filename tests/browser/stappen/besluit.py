"""Step 6 of the walk: four steps, a refusal without mandate, the besluit and its letters."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page, expect

from tests.browser.stappen.wandelaar import Wandelaar, choose, follow, page_count

ONDERZOEK = dt.date(2026, 7, 6)
BESLUIT = dt.date(2026, 7, 13)
OPTIES = {
    "Wat kan het gezin zelf?": "Jan brengt Milan elke dag naar school.",
    "Wat kunnen familie, vrienden of buren doen?": "Oma komt op maandag.",
    "Wat kan vrij toegankelijke hulp doen?": "De coach hielp vijf maanden. Dat was niet genoeg.",
    "Is er een andere wet of regeling?": "Er is geen andere wet die helpt.",
    "Wat vindt uw collega?": "Bram ziet dat de angst groter wordt. Hij steunt de vraag.",
}


def research(w: Wandelaar) -> Page:
    """Anna records the application and the four steps, and a proposal."""
    w.on(ONDERZOEK)
    page = w.become("anna")
    follow(page, "Gezinnen")
    w.check(page, "gezinnen")
    follow(page, "Zeewind")
    w.check(page, "gezin")
    page.get_by_role("region", name="Gezin in beeld").get_by_role("link", name="Besluiten").click()
    follow(page, "Nieuw besluit")
    w.check(page, "besluit starten")
    page.get_by_label("Voor wie is de hulp?").select_option(label="Milan Zeewind")
    page.get_by_label("Wat is gevraagd?").fill("Hulp voor Milan om weer naar school te gaan.")
    page.get_by_label("Wanneer is de aanvraag ontvangen?").fill("2026-07-01")
    page.get_by_role("button", name="Onderzoek starten").click()
    expect(page.get_by_text("26 augustus, over 7 weken")).to_be_visible()
    _record_steps(w, page)
    _propose(w, page)
    return page


def _record_steps(w: Wandelaar, page: Page) -> None:
    w.check(page, "besluit stap 1")
    page.get_by_label("Wat vraagt het gezin?").fill("Hoe gaat Milan weer naar school?")
    page.get_by_label("Welke problemen zijn er?").fill("Milan is bang in de klas. Hij slaapt slecht en blijft thuis.")
    page.get_by_label("Het gezin weet van de vertrouwenspersoon").check()
    _save_step(page, 1)
    w.check(page, "besluit stap 2")
    for vraag, antwoord in OPTIES.items():
        page.get_by_label(vraag).fill(antwoord)
    choose(page, "Welke collega dacht mee?", "Bram")
    _save_step(page, 2)
    page.get_by_role("radio", name="Ja").check(force=True)
    page.get_by_label("Waarom, welke hulp en hoeveel?").fill("Begeleiding op school en thuis, twee uur per week.")
    choose(page, "Wie heeft dit beoordeeld?", "Ida")
    w.check(page, "besluit stap 3")
    _save_step(page, 3)
    page.get_by_role("radio", name="Zorg in natura").check(force=True)
    expect(page.get_by_text("PGB: kan het gezin het budget beheren?")).to_be_hidden()
    page.get_by_label("Waarom past deze vorm?").fill("Het gezin wil zelf geen budget beheren.")
    w.check(page, "besluit stap 4")
    _save_step(page, 4)


def _save_step(page: Page, nummer: int) -> None:
    page.get_by_role("button", name=f"Stap {nummer} opslaan").click()
    expect(page.get_by_text(f"Stap {nummer} is vastgelegd.")).to_be_visible()


def _propose(w: Wandelaar, page: Page) -> None:
    follow(page, "Voorstel invullen")
    choose(page, "Product", "Begeleiding van jeugdige en gezin")
    choose(page, "Aanbieder", "Jeugdhulp De Linde")
    page.get_by_label("Van", exact=True).fill("2026-08-03")
    page.get_by_label("Tot en met").fill("2027-01-31")
    page.get_by_label("Hoeveel").fill("2")
    page.get_by_label("Eenheid").select_option(label="uren")
    page.get_by_label("Hoe vaak").select_option(label="per week")
    w.check(page, "besluit voorstel")
    page.get_by_role("button", name="Voorstel opslaan").click()
    expect(page.get_by_text("Het voorstel is opgeslagen.")).to_be_visible()
    w.check(page, "besluit vier stappen")


def refuse_without_mandate(w: Wandelaar, page: Page) -> None:
    """Anna may not decide, and reads who may; what she wrote is still there."""
    follow(page, "Besluit nemen")
    _decide(page)
    expect(page.get_by_text("Dit besluit valt buiten uw mandaat.")).to_be_visible()
    expect(page.get_by_label("Waarom?")).to_have_value("Milan leert zo weer naar school te gaan.")
    w.check(page, "besluit zonder mandaat")


def _decide(page: Page) -> None:
    page.get_by_role("radio", name="Toekennen: het gezin krijgt deze hulp").check(force=True)
    page.get_by_label("Waarom?").fill("Milan leert zo weer naar school te gaan.")
    page.get_by_role("button", name="Besluit nemen").click()


def decide(w: Wandelaar) -> None:
    """Ida has the mandate: she takes the besluit and publishes it, with a letter to each parent."""
    w.on(BESLUIT)
    page = w.become("ida")
    follow(page, "Besluiten")
    follow(page, "Klaar om te besluiten")
    w.check(page, "besluiten")
    follow(page, "Milan Zeewind")
    follow(page, "Besluit nemen")
    _decide(page)
    expect(page.get_by_text("Het besluit is genomen. Maak het nu bekend.")).to_be_visible()
    w.check(page, "besluit genomen")
    follow(page, "Bekendmaken")
    expect(page.get_by_text("Dijkstraat 12, 2011 AB Haarlem")).to_have_count(2)
    w.check(page, "besluit bekendmaken")
    page.get_by_role("button", name="Bekendmaken").click()
    expect(page.get_by_text("Bezwaar kan tot en met 24 augustus 2026")).to_be_visible()
    w.check(page, "besluit bekend")
    for naam in ("Jan", "Petra"):
        assert page_count(w.fetch(page, f"Brief aan {naam} Zeewind")) <= 3
