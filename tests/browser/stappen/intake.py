"""Steps 1 to 3 of the walk: a contact becomes an aanmelding, a gezin is made, a traject starts."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page, expect

from tests.browser.stappen.wandelaar import Wandelaar, choose, follow

EERSTE_DAG = dt.date(2026, 2, 2)
START = dt.date(2026, 2, 9)
KEUZES = ("Ouder", "Opvoeden", "Advies gegeven", "Aanmelding bij het CJG", "Noord 1")
HERKENBAAR = "Moeder belt. Terugbellen op 06-12345678. Haar zoon wil niet naar school."
ANONIEM = "Moeder belt. Haar zoon wil niet naar school. Thuis is er elke ochtend ruzie."


def log_contact(w: Wandelaar) -> Page:
    """Ema logs an anonymous contact: what identifies somebody is refused, and nothing typed is lost."""
    w.on(EERSTE_DAG)
    page = w.become("ema")
    w.check(page, "vandaag zonder taken")
    follow(page, "Contact")
    for keuze in KEUZES:
        page.get_by_label(keuze, exact=True).check(force=True)
    page.get_by_label("Toelichting").fill(HERKENBAAR)
    page.get_by_role("button", name="Contact opslaan", exact=True).click()
    expect(page.get_by_role("link", name="Er staat een telefoonnummer in de tekst")).to_be_visible()
    expect(page.get_by_label("Toelichting")).to_have_value(HERKENBAAR)
    for keuze in KEUZES:
        expect(page.get_by_label(keuze, exact=True)).to_be_checked()
    w.check(page, "contact geweigerd")
    page.get_by_label("Toelichting").fill(ANONIEM)
    page.get_by_role("button", name="Opslaan en aanmelden").click()
    expect(page.get_by_text("Het contact is opgeslagen.")).to_be_visible()
    return page


def register_gezin(w: Wandelaar, page: Page) -> None:
    """Ema looks for the gezin, does not find it, and makes it: two children, two parents with gezag."""
    w.check(page, "gezin zoeken")
    page.get_by_label("Naam").fill("Milan Zeewind")
    page.get_by_label("Geboortedatum").fill("2015-04-12")
    page.get_by_role("button", name="Zoek het gezin").click()
    expect(page.get_by_role("heading", name="Geen gezin gevonden")).to_be_visible()
    page.get_by_role("button", name="Nieuw gezin aanmelden").click()
    expect(page.get_by_label("Naam van het gezin")).to_have_value("Zeewind")
    _fill_person(page, 2, "Petra", "1983-09-01")
    page.get_by_role("button", name="Kind toevoegen").click()
    # The new row is where one goes on typing.
    expect(page.get_by_role("group", name="Persoon 3", exact=True).get_by_label("Voornaam")).to_be_focused()
    _fill_person(page, 3, "Noor", "2009-11-20")
    page.get_by_role("button", name="Ouder of verzorger toevoegen").click()
    _fill_person(page, 4, "Jan", "1981-03-05")
    expect(page.get_by_role("group", name="Persoon 2", exact=True).get_by_label("Voornaam")).to_have_value("Petra")
    w.check(page, "gezin aanmelden")
    page.get_by_label("Wat is de vraag").fill("Wij willen weer rustig samen opstaan. Milan gaat niet naar school.")
    page.get_by_label("School", exact=True).check(force=True)
    page.get_by_label("Geen zorgen bekend").check(force=True)
    page.get_by_role("button", name="Aanmelding opslaan").last.click()
    expect(page.get_by_text("De aanmelding is opgeslagen.")).to_be_visible()
    w.check(page, "aanmelding")


def _fill_person(page: Page, nummer: int, voornaam: str, geboren: str) -> None:
    rij = page.get_by_role("group", name=f"Persoon {nummer}", exact=True)
    rij.get_by_label("Voornaam").fill(voornaam)
    rij.get_by_label("Achternaam").fill("Zeewind")
    rij.get_by_label("Geboortedatum").fill(geboren)


def put_on_wachtlijst(w: Wandelaar, page: Page) -> None:
    """Ema puts the gezin on the wachtlijst; the gezin shows who has gezag. Starting help is not her work."""
    page.get_by_role("link", name="Op de wachtlijst zetten").click()
    paneel = page.locator("#zijpaneel")
    knop = paneel.get_by_role("button", name="Op de wachtlijst zetten")
    knop.wait_for()
    w.check(page, "zijpaneel wachtlijst")
    knop.click()
    expect(page.get_by_text("De aanmelding is nu: op de wachtlijst.")).to_be_visible()
    expect(page.get_by_role("link", name="Traject starten")).to_have_count(0)
    follow(page, "Overzicht")
    expect(page.get_by_text("Milan: Jan Zeewind (met gezag), Petra Zeewind (met gezag)")).to_be_visible()
    w.check(page, "gezin op de wachtlijst")
    _give_address(w, page)


def _give_address(w: Wandelaar, page: Page) -> None:
    follow(page, "Adres wijzigen")
    w.check(page, "adres")
    for label, tekst in {
        "Straat": "Dijkstraat",
        "Huisnummer": "12",
        "Postcode": "2011ab",
        "Woonplaats": "Haarlem",
    }.items():
        page.get_by_label(label).fill(tekst)
    page.get_by_role("button", name="Adres opslaan").click()
    expect(page.get_by_text("Dijkstraat 12, 2011 AB Haarlem")).to_have_count(4)


def start_traject(w: Wandelaar) -> None:
    """Hanna starts the help a week later, with Anna as vast aanspreekpunt; the evaluations are there at once."""
    w.on(START)
    page = w.become("hanna")
    follow(page, "Aanmeldingen")
    w.check(page, "aanmeldingen")
    follow(page, "Wachtlijst", exact=True)
    w.check(page, "wachtlijst")
    follow(page, "Traject starten")
    w.check(page, "traject starten")
    choose(page, "Vast aanspreekpunt", "Anna")
    page.get_by_role("button", name="Traject starten").click()
    expect(page.get_by_text("Het traject is gestart. De evaluaties staan klaar.")).to_be_visible()
    expect(page.get_by_text("Anna Testman vanaf 9 februari 2026")).to_be_visible()
    expect(page.get_by_text("3 maanden: 9 mei, over 2 maanden")).to_be_visible()
    expect(page.get_by_text("6 maanden: 9 augustus, over 6 maanden")).to_be_visible()
    w.check(page, "traject")
