"""The screens of a besluit in real Chromium: axe, width, policy; and the walk by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cjg.basis.api import today
from cjg.organisatie.api import Gebruiker, Gemeente, Rol, create_medewerker
from tests.browser.conftest import DESKTOP, PHONE, SMALL_PHONE, check_page
from tests.cast import make_cast
from tests.toegang.helpers import record, record_all_steps, start, steps, take
from toegang.models import Aanbieder, Onderzoek
from toegang.services import publish_besluit
from toegang.voorbeelden import load_example_registers

LOOKS = [(DESKTOP, False), (PHONE, False), (DESKTOP, True), (SMALL_PHONE, False)]


@pytest.fixture
def wereld(transactional_db: None) -> Any:
    """Besluiten in each state."""
    cast = make_cast()
    load_example_registers(Gemeente.objects.filter(is_opdrachtgever=True))
    nieuw = start(cast)
    record(nieuw, steps(cast)[0])
    klaar = start(cast, jeugdige=cast.kind14, aanvraag="Hulp om weer naar school te gaan.")
    record_all_steps(cast, klaar)
    genomen = start(cast, jeugdige=cast.kind14, aanvraag="Hulp bij het leren omgaan met autisme.")
    record_all_steps(cast, genomen)
    take(genomen, cast.hanna)
    bekend = start(cast, jeugdige=cast.kind17, aanvraag="Gesprekken met een psycholoog.")
    record_all_steps(cast, bekend)
    taken = take(bekend, cast.ida)
    publish_besluit(besluit=taken, expected_versie=taken.versie, today=today())
    create_medewerker(
        email="cor@cjg.example",
        naam="Cor Testman",
        functie="Contractmanager",
        rollen=[Rol.CONTRACTMANAGER],
        teams=[],
        begindatum=today(),
    )
    return {"cast": cast, "nieuw": nieuw, "klaar": klaar, "genomen": genomen, "bekend": bekend}


@pytest.mark.parametrize(("viewport", "dark"), LOOKS)
def test_screens_of_a_besluit_are_sound(
    wereld: Any, new_page: Callable[..., Page], viewport: dict[str, int], dark: bool
) -> None:
    page = new_page(user=wereld["cast"].ida, viewport=viewport, dark=dark)
    gezin = wereld["cast"].gezin.pk
    for name, address in (
        ("besluiten", "/besluiten/"),
        ("besluit starten", f"/gezinnen/{gezin}/besluiten/nieuw/"),
        ("besluit stap 2", f"/besluiten/{wereld['nieuw'].pk}/"),
        ("besluit klaar", f"/besluiten/{wereld['klaar'].pk}/"),
        ("besluit stap 4 open", f"/besluiten/{wereld['klaar'].pk}/?stap=4"),
        ("besluit voorstel", f"/besluiten/{wereld['klaar'].pk}/voorstel/"),
        ("besluit nemen", f"/besluiten/{wereld['klaar'].pk}/nemen/"),
        ("besluit termijn", f"/besluiten/{wereld['klaar'].pk}/termijn/"),
        ("besluit genomen", f"/besluiten/{wereld['genomen'].pk}/"),
        ("besluit bekendmaken", f"/besluiten/{wereld['genomen'].pk}/bekendmaken/"),
        ("besluit bekend", f"/besluiten/{wereld['bekend'].pk}/"),
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        check_page(page, f"toegang {name}")


@pytest.mark.parametrize(("viewport", "dark"), LOOKS[:2])
def test_screens_of_the_registers_are_sound(
    wereld: Any, new_page: Callable[..., Page], viewport: dict[str, int], dark: bool
) -> None:
    page = new_page(user=Gebruiker.objects.get(email="cor@cjg.example"), viewport=viewport, dark=dark)
    aanbieder = Aanbieder.objects.get(agb_code="22990101")
    for address in (
        "/aanbieders/",
        "/aanbieders/nieuw/",
        f"/aanbieders/{aanbieder.pk}/",
        f"/aanbieders/{aanbieder.pk}/contracten/nieuw/",
        "/mandaten/",
        "/mandaten/nieuw/",
        "/briefgegevens/0392/",
    ):
        page.goto(address)
        check_page(page, f"toegang register {address}")


def test_wrong_and_stale_forms_are_sound(wereld: Any, new_page: Callable[..., Page]) -> None:
    """What is wrong is named with a link to its field; what somebody else changed stands beside what was typed."""
    page = new_page(user=wereld["cast"].anna)
    page.goto(f"/besluiten/{wereld['nieuw'].pk}/")
    page.get_by_role("button", name="Stap 2 opslaan").click()
    expect(page.get_by_role("link", name="Schrijf op wat het gezin zelf kan.")).to_be_visible()
    expect(page).to_have_title("Fout: Besluit " + wereld["nieuw"].nummer + " – CJG")
    check_page(page, "toegang stap met fouten")
    page.goto(f"/besluiten/{wereld['nieuw'].pk}/?stap=1")
    page.get_by_label("Welke problemen zijn er?").fill("Mijn eigen tekst over de problemen.")
    Onderzoek.objects.filter(besluit=wereld["nieuw"]).update(situatie="De tekst van een collega.", versie=9)
    page.get_by_role("button", name="Stap 1 opslaan").click()
    expect(page.get_by_text("Iemand anders heeft dit intussen gewijzigd")).to_be_visible()
    expect(page.get_by_label("Welke problemen zijn er?")).to_have_value("Mijn eigen tekst over de problemen.")
    check_page(page, "toegang stap verouderd")
    page.get_by_role("button", name="Stap 1 opslaan").click()
    expect(page.get_by_text("Stap 1 is vastgelegd.")).to_be_visible()
