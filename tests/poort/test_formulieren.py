"""Every form that writes is done once: all forms of all pages, as each person sees them, carry a token."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from cjg.basis.concepten import key_of
from tests.cast import Cast
from tests.pagina import forms_in
from tests.poort.test_walk import ROUTES, address, client_of, get
from tests.poort.world import World, make_world

# Addresses that forms post to without a token, and why.
NO_TOKEN = {
    "/accounts/logout/": "leaving twice is leaving",
    "/zoeken/": "only reads: what is searched for stands in the body, out of the address",
    "/aanmeldingen/zoeken/": "only reads",
    "vaststellen/": "adopting a quarter takes a snapshot as its first statement; a second time is told it was done",
}
# Templates that may write the proof of origin themselves; all others use form_token.
OWN_CSRF = {
    "base.html": "for htmx",
    "basis/kop.html": "searching",
    "basis/gebruikersmenu.html": "leaving",
    "portaal/account.html": "leaving",
    "werkplek/zoeken.html": "searching",
    "intake/aanmelding_zoeken.html": "searching",
    "rapportage/rapport.html": "adopting a quarter",
}
OF_LIBRARIES = ("account/", "mfa/", "oauth2_provider/", "socialaccount/")
NOT_TYPED = {"csrfmiddlewaretoken", "eenmalig"}
WHO = ("anna", "ema", "gijs", "hanna", "ida", "joop", "beheerder", "superuser")


def forms_of(response: Any, address: str) -> list[tuple[str, bool]]:
    """Return where each form of a page posts to, and whether it carries a token."""
    if response.status_code != 200 or "text/html" not in response.get("Content-Type", ""):
        return []
    posting = [form for form in forms_in(response.content.decode()) if form.method == "post"]
    return [(form.action or address, "eenmalig" in form.namen) for form in posting]


def is_excepted(address: str) -> bool:
    if "/kwartaalrapporten/" in address:
        return address.endswith("vaststellen/")
    return address.split("?", maxsplit=1)[0] in NO_TOKEN


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


@pytest.mark.parametrize("wie", WHO)
def test_every_form_that_writes_carries_a_token(world: World, wie: str) -> None:
    seen = 0
    for name, route in sorted(ROUTES.items()):
        if route.is_rest:
            continue
        response = get(world, wie, name)
        for action, has_token in forms_of(response, response.request["PATH_INFO"]):
            assert has_token or is_excepted(action), f"{name}: the form to {action} carries no token (form_token)"
            seen += 1
    assert seen


def test_every_template_uses_the_tag_with_the_token() -> None:
    root = Path(settings.BASE_DIR) / "templates"
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.html")
        if re.search(r"{%\s*csrf_token|{{\s*csrf_token", path.read_text(encoding="utf-8"))
    }
    assert {name for name in found if not name.startswith(OF_LIBRARIES)} == set(OWN_CSRF)


def test_form_without_a_token_is_noticed() -> None:
    class Page(dict[str, str]):
        status_code = 200
        content = b'<form method="post"><input name="naam"></form><form method="POST" action="/a/"></form>'

    assert forms_of(Page({"Content-Type": "text/html"}), "/gezinnen/") == [("/gezinnen/", False), ("/a/", False)]


# The long forms: by whom, where, and a field that somebody types in.
DRAFTS = {
    "contact vastleggen": ("ema", "intake:contactmoment-nieuw", "toelichting"),
    "contact wijzigen": ("anna", "intake:contactmoment-wijzigen", "toelichting"),
    "aanmelding van een nieuw gezin": ("anna", "intake:aanmelding-nieuw", "leden-0-voornamen"),
    "aanmelding bij een gezin": ("anna", "intake:aanmelding-bij-gezin", "vraag"),
    "aanmelding wijzigen": ("anna", "intake:aanmelding-wijzigen", "vraag"),
    "gezinslid": ("anna", "dossier:lid-toevoegen", "voornamen"),
    "gezinsplan": ("anna", "gezinsplan:bewerken", "d0-omschrijving"),
    "evaluatie": ("anna", "gezinsplan:evaluatie", ""),
    "traject afsluiten": ("anna", "gezinsplan:afsluiten", "toelichting"),
    "onderzoek": ("anna", "toegang:besluit", "hulpvraag"),
    "voorstel": ("anna", "toegang:voorstel", "volume"),
}


@pytest.mark.parametrize("naam", DRAFTS)
def test_long_form_shows_its_draft_again(world: World, naam: str) -> None:
    wie, route, field = DRAFTS[naam]
    client = client_of(world, wie)
    page = address(world, route)
    form = next(f for f in forms_in(client.get(page).content.decode()) if "concept" in f.namen)
    field = field or next(name for name, value in form.velden if name not in NOT_TYPED and not value)
    typed = form.data() | {field: ["Dit komt terug"]}
    assert client.post(reverse("concept", args=[key_of(typed["concept"][0])]), typed).status_code == 200
    response = client.get(page)
    again = next(f for f in forms_in(response.content.decode()) if "concept" in f.namen)
    assert "Dit is uw concept van" in response.content.decode()
    assert {k: v for k, v in again.data().items() if k not in NOT_TYPED} == {
        k: v for k, v in typed.items() if k not in NOT_TYPED
    }
