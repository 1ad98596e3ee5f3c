"""Bad input in every form of the application: an error at each wrong field, nothing typed lost, nothing saved."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from cjg.basis.api import bump_versie, today
from cjg.basis.models import Idempotentie
from tests.cast import Cast
from tests.pagina import Formulier, forms_in
from tests.poort.test_walk import ROUTES, address, client_of
from tests.poort.world import World, make_world

WHO = ("anna", "ema", "gijs", "hanna", "beheerder")
WRONG = {"date": "31-02-2026", "datetime-local": "gisteren", "number": "twaalf", "email": "geen adres"}
# Pages whose forms only read, or that keep nothing of their own.
NOT_TRIED = {"werkplek:zoeken", "intake:aanmelding-zoeken", "stijl", "stijl-paneel"}
TOO_LONG = "Lang verhaal. " * 30_000


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def typed_into(form: Formulier) -> dict[str, str]:
    """Return something wrong for each field in which one can type something wrong."""
    return {name: WRONG[soort] for name, soort in form.soorten.items() if soort in WRONG}


def forms_to_try(world: World, wie: str) -> list[tuple[str, str, Formulier]]:
    found = []
    client = client_of(world, wie)
    for name, route in sorted(ROUTES.items()):
        if route.is_rest or name in NOT_TRIED:
            continue
        page = address(world, name)
        response = client.get(page)
        if response.status_code != 200 or "text/html" not in response.get("Content-Type", ""):
            continue
        forms = [form for form in forms_in(response.content.decode()) if "eenmalig" in form.namen]
        found += [(name, form.action or page, form) for form in forms]
    return found


def send(world: World, wie: str, action: str, data: dict[str, Any]) -> Any:
    client = client_of(world, wie)
    client.raise_request_exception = False
    return client.post(action, data)


def faults_of(response: Any, typed: dict[str, str], action: str) -> str:
    """Return what is not in order with the answer to a form with something wrong in these fields."""
    if response.status_code != 422:
        return f"status {response.status_code}"
    forms = [form for form in forms_in(response.content.decode()) if set(typed) <= set(form.namen)]
    again = next((form for form in forms if form.action == action), forms[0] if forms else None)
    if again is None:
        return "the form is not in the page any more"
    values = dict(again.velden)
    lost = {name for name, value in typed.items() if values.get(name, "").strip() != value.strip()}
    unnamed = set(typed) - again.met_fout
    told = [f"typed and lost: {lost}"] if lost else []
    told += [f"no error at: {unnamed}"] if unnamed else []
    return " ".join(told)


@pytest.mark.parametrize("wie", WHO)
def test_every_wrong_date_and_number_is_named_at_its_field_and_stays(world: World, wie: str) -> None:
    faults = {}
    for name, action, form in forms_to_try(world, wie):
        if wrong := typed_into(form):
            faults[name] = faults_of(send(world, wie, action, form.data() | wrong), wrong, action)
    assert {name: fault for name, fault in faults.items() if fault} == {}
    assert not Idempotentie.objects.exists()


@pytest.mark.parametrize("wie", WHO)
def test_every_text_without_end_is_refused_at_its_field_and_stays(world: World, wie: str) -> None:
    faults = {}
    for name, action, form in forms_to_try(world, wie):
        if areas := {field: TOO_LONG for field, soort in form.soorten.items() if soort == "textarea"}:
            faults[name] = faults_of(send(world, wie, action, form.data() | areas), areas, action)
    assert {name: fault for name, fault in faults.items() if fault} == {}
    assert not Idempotentie.objects.exists()


def test_twenty_megabytes_are_refused_in_dutch_and_nothing_is_kept(world: World) -> None:
    client = client_of(world, "anna")
    client.raise_request_exception = False
    response: Any = client.post(address(world, "dossier:lid-toevoegen"), {"voornamen": "x" * 20_000_000})
    assert response.status_code == 413
    assert "Uw tekst is te lang" in response.content.decode()
    assert not Idempotentie.objects.exists()


def test_unknown_route_says_what_to_do(world: World) -> None:
    response = client_of(world, "anna").get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Zoek het gezin of de persoon op" in response.content.decode()


def test_stale_end_of_a_membership_shows_both_days_and_can_be_saved_again(world: World) -> None:
    cast, client = world.cast, client_of(world, "anna")
    lid = cast.gezin.leden.get(persoon=cast.kind17)
    page = reverse("dossier:lid-einde", args=[cast.gezin.pk, lid.pk])
    bump_versie(lid, 1)
    answer = client.post(page, {"einddatum": today().isoformat(), "versie": "1"})
    assert answer.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in answer.content.decode()
    shown = next(form for form in forms_in(answer.content.decode()) if "einddatum" in form.namen)
    assert client.post(page, shown.data()).status_code == 302
    lid.refresh_from_db()
    assert lid.einddatum == today()


def test_stale_place_on_the_waiting_list_shows_both_and_can_be_saved_again(world: World) -> None:
    client, plaats = client_of(world, "anna"), world.objects["wachtlijstplaats"]
    page = address(world, "intake:wachtlijstplaats")
    form = next(form for form in forms_in(client.get(page).content.decode()) if "bellen_op" in form.namen)
    mine, theirs = today() + datetime.timedelta(days=3), today() + datetime.timedelta(days=9)
    bump_versie(plaats, plaats.versie)
    type(plaats).objects.filter(pk=plaats.pk).update(bellen_op=theirs)
    answer = client.post(page, form.data() | {"bellen_op": mine.isoformat()})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert all(date_format(day, "j F Y") in text for day in (mine, theirs))
    shown = next(form for form in forms_in(text) if "bellen_op" in form.namen)
    assert client.post(page, shown.data()).status_code == 302
    plaats.refresh_from_db()
    assert plaats.bellen_op == mine
