"""The screens of coaching in a real browser: readable, reachable, within the width, in the dark as well."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from cjg.basis.api import now, today
from cjg.dossier.api import Persoon
from cjg.vragenlijsten.api import EINDEVRAGENLIJST, Genodigde, Uitnodiging, invite, issue_link
from gezinsplan.services import new_version
from tests.browser.conftest import DESKTOP, PHONE, check_page
from tests.cast import make_cast
from tests.gezinsplan.conftest import Hulp, make_plan, make_traject

pytestmark = pytest.mark.django_db(transaction=True)
NewPage = Callable[..., Page]


def make_hulp() -> Hulp:
    """Make help to the cast's gezin with a plan in two versions, and a questionnaire."""
    cast = make_cast()
    traject = make_traject(cast)
    versie = make_plan(cast)
    new_version(plan=versie.plan, now=now())
    persoon: Persoon = cast.kind14
    invite(
        code=EINDEVRAGENLIJST,
        genodigden=[Genodigde(persoon.pk, "jeugdige")],
        onderwerp_soort="traject",
        onderwerp_id=traject.pk,
        gemeente_code="0392",
        kerntaak="coaching",
        today=today(),
    )
    return Hulp(cast, traject, versie)


def pages_of(hulp: Hulp) -> dict[str, str]:
    """Return the screens by name."""
    plan, traject = hulp.versie.plan_id, hulp.traject.pk
    evaluatie = hulp.traject.evaluaties.get(soort="6-maanden").pk
    named: dict[str, tuple[str, Any]] = {
        "traject": ("traject", traject),
        "overdragen": ("overdragen", traject),
        "afsluiten": ("afsluiten", traject),
        "vragenlijsten": ("vragenlijsten", traject),
        "evaluatie": ("evaluatie", evaluatie),
        "verzetten": ("evaluatie-verzetten", evaluatie),
        "plan concept": ("plan", plan),
        "plan bewerken": ("bewerken", plan),
        "vergelijken": ("vergelijken", plan),
    }
    found = {name: reverse(f"gezinsplan:{view}", args=[pk]) for name, (view, pk) in named.items()}
    found["plan vastgesteld"] = found["plan concept"] + "?versie=1"
    found["traject starten"] = f"{reverse('gezinsplan:traject-start')}?gezin={hulp.cast.gezin.pk}"
    found["evaluaties"] = reverse("gezinsplan:evaluaties") + "?van=alle"
    found["overzicht"] = reverse("dossier:gezin", args=[hulp.cast.gezin.pk])
    return found


@pytest.mark.parametrize(("viewport", "dark"), [(DESKTOP, False), (PHONE, False), (DESKTOP, True)])
def test_screens_of_coaching_pass_every_check(new_page: NewPage, viewport: dict[str, int], dark: bool) -> None:
    hulp = make_hulp()
    page = new_page(user=hulp.cast.hanna, viewport=viewport, dark=dark)
    for name, address in pages_of(hulp).items():
        page.goto(address)
        check_page(page, name)


def test_questionnaire_of_a_youth_passes_every_check_on_a_phone(new_page: NewPage) -> None:
    hulp = make_hulp()
    link = issue_link(uitnodiging=Uitnodiging.objects.get(), today=today())
    page = new_page(viewport=PHONE)
    page.goto("/" + link.split("/", 3)[3])
    check_page(page, "vragenlijst")
    assert hulp.cast.kind14.naam not in page.content()


def test_editor_adds_a_goal_without_javascript(new_page: NewPage) -> None:
    hulp = make_hulp()
    page = new_page(user=hulp.cast.anna, java_script_enabled=False)
    page.goto(reverse("gezinsplan:bewerken", args=[hulp.versie.plan_id]))
    page.get_by_role("button", name="Nog een doel").click()
    page.locator("#id_d2-omschrijving").fill("Wij gaan op tijd naar bed.")
    page.get_by_role("button", name="Concept opslaan").click()
    assert "Wij gaan op tijd naar bed." in page.content()
