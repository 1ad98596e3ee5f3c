"""A form whose session ended, or that was left half-way, comes back with all that was typed."""

import time
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cjg.basis.concepten import key_of
from cjg.basis.models import Concept
from cjg.dossier.api import Gezinslid, Persoon
from tests.cast import Cast
from tests.pagina import form_with, forms_in

TEXT = "Kees wil weer met plezier naar school."


def client_of(user: Any, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def end_session(client: Client) -> None:
    session = client.session
    session["sessie_begin"] = session["sessie_laatst"] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 60
    session.save()


def member(cast: Cast) -> str:
    return reverse("dossier:lid-toevoegen", args=[cast.gezin.pk])


def fill(client: Client, address: str, **typed: str) -> dict[str, Any]:
    form = form_with(client.get(address).content.decode(), next(iter(typed)))
    return form.data() | typed


def test_text_sent_with_an_ended_session_is_there_after_signing_in(cast: Cast) -> None:
    client, address = client_of(cast.anna), member(cast)
    data = fill(client, address, achternaam="Stiefman", voornamen="Stef")
    end_session(client)
    answer = client.post(address, data)
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={address.replace('/', '%2F')}"
    assert not Gezinslid.objects.filter(persoon__achternaam="Stiefman").exists()
    assert "Uw tekst is bewaard" in client.get(answer["Location"]).content.decode()

    again = client_of(cast.anna).get(address).content.decode()
    assert "Dit is uw concept van" in again
    form = form_with(again, "achternaam").data()
    assert (form["achternaam"], form["voornamen"]) == (["Stiefman"], ["Stef"])
    assert "Vul dit in." not in again


def test_draft_is_gone_once_the_form_was_saved(cast: Cast) -> None:
    client, address = client_of(cast.anna), member(cast)
    data = fill(client, address, achternaam="Stiefman", voornamen="Stef", geslacht="m", rol="212")
    client.post(reverse("concept", args=[key_of(address)]), data)
    assert Concept.objects.count() == 1
    assert client.post(address, data).status_code == 302
    assert not Concept.objects.exists()
    assert "Dit is uw concept" not in client.get(address).content.decode()


def test_draft_is_thrown_away_by_its_button(cast: Cast) -> None:
    client, address = client_of(cast.anna), member(cast)
    client.post(reverse("concept", args=[key_of(address)]), fill(client, address, achternaam="Stiefman"))
    forms = forms_in(client.get(address).content.decode())
    discard = next(form for form in forms if form.action.endswith("/weg"))
    answer = client.post(discard.action, discard.data())
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "Stiefman" not in client.get(address).content.decode()


def test_draft_is_of_who_typed_it_and_no_one_else(cast: Cast) -> None:
    client, address = client_of(cast.anna), member(cast)
    data = fill(client, address, achternaam="Stiefman")
    end_session(client)
    client.post(address, data)
    assert "Stiefman" not in client_of(cast.bram).get(address).content.decode()


def test_draft_keeps_the_version_that_the_edit_started_from(cast: Cast) -> None:
    """Somebody else changed the person meanwhile: saving the draft shows both, and overwrites nothing."""
    client = client_of(cast.anna)
    address = reverse("dossier:persoon-wijzigen", args=[cast.gezin.pk, cast.kind14.pk])
    data = fill(client, address, roepnaam="Keesje")
    end_session(client)
    client.post(address, data)
    other = client_of(cast.bram)
    assert other.post(address, fill(other, address, roepnaam="Kas")).status_code == 302
    again = client_of(cast.anna)
    answer = again.post(address, form_with(again.get(address).content.decode(), "roepnaam").data())
    assert answer.status_code == 409
    assert all(f">{name}<" in answer.content.decode() for name in ("Kas", "Keesje"))
    assert Persoon.objects.get(pk=cast.kind14.pk).roepnaam == "Kas"


def test_text_without_a_known_session_comes_back_in_the_answer(cast: Cast) -> None:
    """Who sent it is not known, so nothing is kept; signing in elsewhere and sending it again saves it."""
    client, address = client_of(cast.anna), member(cast)
    data = fill(client, address, achternaam="Stiefman", voornamen="Stef", geslacht="m", rol="212")
    answer = Client().post(address, data | {"voornamen": f"Stef <b> {TEXT}"})
    text = answer.content.decode()
    assert answer.status_code == 401
    assert "Uw sessie is verlopen" in text
    assert TEXT in text
    assert not Concept.objects.exists()
    resend = form_with(text, "achternaam")
    assert (resend.action, resend.data()["voornamen"]) == (address, [f"Stef <b> {TEXT}"])
    assert client.post(address, resend.data()).status_code == 302
    assert Gezinslid.objects.filter(persoon__achternaam="Stiefman").count() == 1


def test_form_without_drafts_gets_its_text_back_too(cast: Cast) -> None:
    client, address = client_of(cast.hanna), reverse("dossier:toegang", args=[cast.gezin.pk])
    end_session(client)
    answer = client.post(address, {"reden": TEXT})
    assert answer.status_code == 401
    assert TEXT in answer.content.decode()


def test_htmx_form_with_an_ended_session_gets_a_fragment_with_the_text(cast: Cast) -> None:
    client, address = client_of(cast.anna), member(cast)
    end_session(client)
    answer = client.post(address, {"voornamen": TEXT}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 401
    assert TEXT in text
    assert "<html" not in text


def test_autosave_with_an_ended_session_still_keeps_the_text(cast: Cast) -> None:
    """The script saves first; the form that follows must still be known as hers."""
    client, address = client_of(cast.anna), member(cast)
    data = fill(client, address, achternaam="Stiefman")
    end_session(client)
    answer = client.post(reverse("concept", args=[key_of(address)]), data)
    assert answer.status_code == 401
    assert "als concept bewaard" in answer.json()["melding"]
    assert client.post(address, data | {"achternaam": "Stiefvader"}).status_code == 302
    assert "Stiefvader" in client_of(cast.anna).get(address).content.decode()


def test_forged_form_leaves_no_draft(cast: Cast) -> None:
    client, address = client_of(cast.anna, enforce_csrf_checks=True), member(cast)
    end_session(client)
    answer = client.post(
        address, {"achternaam": "Vals", "concept": address}, headers={"Origin": "https://kwaad.example"}
    )
    assert answer.status_code == 403
    assert "Vals" not in answer.content.decode()
    assert not Concept.objects.exists()


def test_form_with_an_old_proof_of_origin_of_our_own_page_gets_its_text_back(cast: Cast) -> None:
    client, address = client_of(cast.anna, enforce_csrf_checks=True), member(cast)
    answer = client.post(address, {"voornamen": TEXT}, headers={"Origin": "http://testserver"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert TEXT in text
    assert form_with(text, "voornamen").data()["csrfmiddlewaretoken"][0]


@pytest.mark.parametrize("page", ["https://kwaad.example/", "//kwaad.example/", "javascript:alert(1)", "/" + "x" * 600])
def test_page_of_a_draft_is_one_of_ours(cast: Cast, page: str) -> None:
    client, address = client_of(cast.anna), member(cast)
    end_session(client)
    answer = client.post(address, {"voornamen": TEXT, "concept": page})
    assert answer.status_code == 401
    assert not Concept.objects.exists()


def test_text_too_long_for_a_draft_comes_back_in_the_answer(cast: Cast) -> None:
    client, address = client_of(cast.anna), member(cast)
    end_session(client)
    answer = client.post(address, {"voornamen": "lang " * 60_000, "concept": address})
    assert answer.status_code == 401
    assert "lang " * 60_000 in answer.content.decode()
