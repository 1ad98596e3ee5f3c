"""One request, one effect; the parallel tests really run in threads, each with a connection of its own."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from rest_framework.test import APIClient

from cjg.basis.api import new_form_token, now, once
from cjg.basis.idempotency import delete_expired
from cjg.basis.models import Idempotentie
from tests.basis.proef_api import ProefViewSet

pytestmark = pytest.mark.urls("tests.basis.proef_api")

BASE = "/api/v1/proeven"
KEY = "3f6d1c0a-6a53-4c7e-9d7c-2f8f8a0e7a11"


def _account(name: str = "anna") -> Any:
    return apps.get_model("organisatie", "Gebruiker").objects.create_user(f"{name}@example.nl", naam=name)


def _client(account: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(account)
    return client


@pytest.fixture
def api(db: None) -> APIClient:
    ProefViewSet.effects.clear()
    return _client(_account())


def _people() -> int:
    return apps.get_model("dossier", "Persoon")._base_manager.count()


def _post(client: APIClient, body: dict[str, Any], key: str = KEY) -> Any:
    return client.post(BASE, body, headers={"Idempotency-Key": key})


def test_same_key_and_body_give_the_same_answer_and_one_effect(api: APIClient) -> None:
    first = _post(api, {"achternaam": "Berg", "voornamen": "Anna"})
    second = _post(api, {"voornamen": "Anna", "achternaam": "Berg"})
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert first["ETag"] == second["ETag"]
    assert second["Idempotent-Replayed"] == "true"
    assert ProefViewSet.effects == ["Berg"]
    assert _people() == 1


def test_same_key_with_another_body_or_address_is_refused(api: APIClient) -> None:
    person = _post(api, {"achternaam": "Berg"}).json()["uuid"]
    other_body = _post(api, {"achternaam": "Dijk"})
    other_address = api.post(f"{BASE}/{person}/_weigeren", {"achternaam": "Berg"}, headers={"Idempotency-Key": KEY})
    assert [each.status_code for each in (other_body, other_address)] == [409, 409]
    assert other_body.json()["code"] == "sleutel-hergebruikt"
    assert ProefViewSet.effects == ["Berg"]


def test_without_a_key_each_request_counts(api: APIClient) -> None:
    assert [api.post(BASE, {"achternaam": "Berg"}).status_code for _ in range(2)] == [201, 201]
    assert _people() == 2


def test_the_same_key_of_somebody_else_is_another_request(api: APIClient) -> None:
    _post(api, {"achternaam": "Berg"})
    response = _post(_client(_account("bram")), {"achternaam": "Berg"})
    assert response.status_code == 201
    assert "Idempotent-Replayed" not in response
    assert _people() == 2


def test_a_refused_request_leaves_no_key(api: APIClient) -> None:
    assert _post(api, {"achternaam": ""}).status_code == 400
    assert not Idempotentie.objects.exists()
    assert _post(api, {"achternaam": "Berg"}).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "sléutel"])
def test_an_unusable_key_is_refused_and_nothing_is_done(api: APIClient, key: str) -> None:
    response = _post(api, {"achternaam": "Berg"}, key)
    assert response.status_code == 400
    assert response.json()["code"] == "sleutel-ongeldig"
    assert not ProefViewSet.effects


def test_an_answer_is_not_given_again_to_who_may_no_longer_see_it(api: APIClient) -> None:
    _post(api, {"achternaam": "Berg"})
    apps.get_model("dossier", "Persoon")._base_manager.all().delete()
    assert _post(api, {"achternaam": "Berg"}).status_code == 404


def test_stored_answers_are_unreadable_in_the_table(api: APIClient) -> None:
    _post(api, {"achternaam": "Zonderling"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT antwoord FROM basis_idempotentie")
        ((stored,),) = cursor.fetchall()
    assert b"Zonderling" not in bytes(stored)


def test_after_a_day_a_key_is_new_again_and_old_ones_are_deleted(api: APIClient) -> None:
    _post(api, {"achternaam": "Berg"})
    assert delete_expired(now=now() + dt.timedelta(hours=23)) == 0
    Idempotentie.objects.update(aangemaakt_op=now() - dt.timedelta(hours=25))
    assert _post(api, {"achternaam": "Berg"}).status_code == 201
    assert _people() == 2
    assert delete_expired(now=now() + dt.timedelta(hours=25)) == 1


@pytest.fixture
def in_parallel() -> Callable[[list[Callable[[], Any]]], list[Any]]:
    """Return a function that runs calls at the same moment, each in a thread, and returns what they gave."""

    def run(calls: list[Callable[[], Any]]) -> list[Any]:
        start, results = threading.Barrier(len(calls)), []

        def work(call: Callable[[], Any]) -> None:
            try:
                start.wait()
                results.append(call())
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run


@pytest.mark.django_db(transaction=True)
def test_twelve_parallel_sends_have_one_effect_and_one_answer(in_parallel: Any) -> None:
    account = _account()
    ProefViewSet.effects.clear()
    ProefViewSet.pause = 0.2
    try:
        answers = in_parallel([lambda: _post(_client(account), {"achternaam": "Berg"})] * 12)
    finally:
        ProefViewSet.pause = 0
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["uuid"] for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
    assert (ProefViewSet.effects, _people()) == (["Berg"], 1)


@pytest.mark.django_db(transaction=True)
def test_when_the_first_fails_a_waiting_second_does_the_work(in_parallel: Any) -> None:
    account, done = _account(), []

    def submit(*, delay: float, outcome: Callable[[], None]) -> None:
        time.sleep(delay)
        with suppress(ZeroDivisionError), transaction.atomic():
            if once(actor=account.pk, token=KEY).is_first:
                time.sleep(0.3)
                outcome()

    in_parallel(
        [
            lambda: submit(delay=0, outcome=lambda: done.append(str(1 // 0))),
            lambda: submit(delay=0.1, outcome=lambda: done.append("gedaan")),
        ]
    )
    assert done == ["gedaan"]


@pytest.mark.django_db
def test_a_form_sent_twice_goes_where_the_first_one_went() -> None:
    token = new_form_token()
    with transaction.atomic():
        first = once(actor="anna", token=token)
        first.finish("/gezin/1/")
    second = once(actor="anna", token=token)
    assert (first.is_first, second.is_first, second.location) == (True, False, "/gezin/1/")
    assert once(actor="bram", token=token).is_first
    assert once(actor="anna", token=new_form_token()).is_first


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "kort", "x" * 300, "x" * 20 + "\x00"])
def test_an_impossible_form_token_refuses_nothing(token: str) -> None:
    assert once(actor="anna", token=token).is_first
    assert once(actor="anna", token=token).is_first
    assert not Idempotentie.objects.exists()
