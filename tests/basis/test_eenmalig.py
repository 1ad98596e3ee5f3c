"""A form is done once, however often it is sent."""

import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from cjg.basis.api import new_form_token
from cjg.basis.models import Idempotentie
from cjg.dossier.api import Gezinslid
from cjg.inzage.api import Inzageregel
from tests.cast import Cast, make_cast


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member(token: str, **changed: str) -> dict[str, str]:
    data = {"rol": "212", "voornamen": "Stef", "achternaam": "Stiefman", "geslacht": "m", "eenmalig": token}
    return data | changed


def address(cast: Cast) -> str:
    return reverse("dossier:lid-toevoegen", args=[cast.gezin.pk])


def made() -> int:
    return Gezinslid.objects.filter(persoon__achternaam="Stiefman").count()


def test_second_submit_of_a_form_leads_where_the_first_one_led(cast: Cast) -> None:
    client, token = client_of(cast.anna), new_form_token()
    first, second = (client.post(address(cast), member(token)) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert made() == 1


def test_each_new_form_is_a_submit_of_its_own(cast: Cast) -> None:
    client = client_of(cast.anna)
    for _ in range(2):
        client.post(address(cast), member(new_form_token()))
    assert made() == 2


@pytest.mark.django_db(transaction=True)
def test_twelve_submits_at_the_same_time_make_one_member() -> None:
    cast, token = make_cast(), new_form_token()
    clients, answers = [client_of(cast.anna) for _ in range(12)], []
    start = threading.Barrier(len(clients))

    def send(client: Client) -> None:
        try:
            start.wait()
            answers.append(client.post(address(cast), member(token)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert made() == 1


def test_form_with_errors_may_be_sent_again(cast: Cast) -> None:
    client, token = client_of(cast.anna), new_form_token()
    assert client.post(address(cast), member(token, achternaam="")).status_code == 422
    assert not Idempotentie.objects.exists()
    assert client.post(address(cast), member(token)).status_code == 302
    assert made() == 1


def test_other_text_in_a_form_that_was_sent_comes_back_with_a_choice(cast: Cast) -> None:
    client, token = client_of(cast.anna), new_form_token()
    where = client.post(address(cast), member(token))["Location"]
    answer = client.post(address(cast), member(token, voornamen="Stefanus Johannes"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "U hebt dit formulier al verstuurd" in text
    assert "Stefanus Johannes" in text
    assert f'href="{where}"' in text
    assert made() == 1
    again = answer.context["fields"]
    assert client.post(address(cast), dict(again) | {"eenmalig": new_form_token()}).status_code == 302
    assert made() == 2


def test_token_of_somebody_else_does_nothing(cast: Cast) -> None:
    token = new_form_token()
    client_of(cast.anna).post(address(cast), member(token))
    assert client_of(cast.bram).post(address(cast), member(token)).status_code == 302
    assert made() == 2


def test_refusal_is_logged_and_frees_the_token(cast: Cast) -> None:
    """The refusal of the gate is a line of its own: what surrounds the view may not take it back."""
    token = new_form_token()
    assert client_of(cast.chantal).post(address(cast), member(token)).status_code == 404
    assert Inzageregel.objects.filter(resultaat="geweigerd").count() == 1
    assert not Idempotentie.objects.exists()


def test_error_of_ours_takes_everything_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("broken on purpose, after the member was made")

    monkeypatch.setattr("cjg.dossier.gate.Shown.write", fail)
    client = client_of(cast.anna)
    client.raise_request_exception = False
    assert client.post(address(cast), member(new_form_token())).status_code == 500
    assert made() == 0
    assert not Idempotentie.objects.exists()
