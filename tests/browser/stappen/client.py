"""The side of the family: what a parent and a youth of sixteen see of the same help."""

from __future__ import annotations

from playwright.sync_api import expect

from cjg.dossier.api import Clientaccount, Persoon
from cjg.organisatie.api import Gebruiker
from tests.browser.stappen.wandelaar import WACHTWOORD, Wandelaar, follow


def make_accounts() -> None:
    """Give Petra and Noor an account; a screen to hand these out does not exist yet."""
    for persoon in Persoon.objects.filter(voornamen__in=("Petra", "Noor")):
        email = f"{persoon.voornamen.lower()}@cjg.example"
        gebruiker = Gebruiker.objects.create_user(email, WACHTWOORD, naam=persoon.naam, soort=Gebruiker.Soort.CLIENT)
        Clientaccount.objects.create(gebruiker=gebruiker, persoon=persoon)


def read_as_parent(w: Wandelaar) -> None:
    """Petra sees who helps, the plan, and the besluit about her child of eleven with her own letter."""
    page = w.become("petra")
    expect(page.get_by_text("Anna Testman")).to_be_visible()
    w.check(page, "mijn overzicht ouder")
    follow(page, "Plan", exact=True)
    expect(page.get_by_role("heading", name="Milan gaat elke dag naar school.")).to_be_visible()
    w.check(page, "mijn plan ouder")
    follow(page, "Besluiten", exact=True)
    w.check(page, "mijn besluiten ouder")
    with page.expect_download() as brief:
        page.get_by_role("link", name="Brief downloaden (pdf)").click()
    assert brief.value.suggested_filename.startswith("besluit-2026-0392-")


def read_as_youth(w: Wandelaar) -> None:
    """Noor is sixteen: she sees her own help and the goals of the gezin, not those of her brother nor his besluit."""
    page = w.become("noor")
    expect(page.get_by_role("heading", name="Gezinscoaching voor jou")).to_be_visible()
    w.check(page, "mijn overzicht jongere")
    follow(page, "Plan", exact=True)
    expect(page.get_by_role("heading", name="Wij staan samen rustig op.")).to_be_visible()
    expect(page.get_by_role("heading", name="Milan gaat elke dag naar school.")).to_have_count(0)
    w.check(page, "mijn plan jongere")
    follow(page, "Besluiten", exact=True)
    expect(page.get_by_role("heading", name="Nog geen besluiten")).to_be_visible()
    w.check(page, "mijn besluiten jongere")
    follow(page, "Waarom zie ik iets niet?")
    w.check(page, "mijn waarom jongere")


def read_the_log(w: Wandelaar) -> None:
    """Petra reads who looked; the log keeps the real time, whatever day the clock was put on."""
    w.on(None)
    page = w.become("petra")
    follow(page, "Wie keek mee")
    expect(page.get_by_text("Anna Testman").first).to_be_visible()
    w.check(page, "mijn inzage ouder")
