"""Vandaag: what one has to do, late first; only one's own tasks, and only the gezinnen one may see."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cjg.basis.api import today
from cjg.inzage.api import Inzageregel
from cjg.taken.api import Taak, Taaksoort, add_taak, register_taaksoort
from tests.cast import Cast

SOORT = Taaksoort("proef-bellen", "Terugbellen", lambda pk: f"/proef/{pk}/", is_afvinkbaar=True)
register_taaksoort(SOORT)


def give(cast: Cast, wie: str, dagen: int, titel: str = "Terugbellen") -> Taak:
    dag = today() + datetime.timedelta(days=dagen)
    return add_taak(
        soort=SOORT.code,
        titel=titel,
        onderwerp_soort="gezin",
        onderwerp_id=cast.gezin.pk,
        gezin_id=cast.gezin.pk,
        uiterlijk=dag,
        zichtbaar_vanaf=today() - datetime.timedelta(days=30),
        medewerker=cast.medewerker(wie),
    )


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_list_groups_late_first_and_names_the_gezin(cast: Cast) -> None:
    give(cast, "anna", 0, "Vandaag bellen")
    give(cast, "anna", -3, "Al lang bellen")
    body = signed_in(cast.anna).get(reverse("werkplek:vandaag")).content.decode()
    assert body.index("Te laat") < body.index("Al lang bellen") < body.index("Vandaag bellen")
    assert "Gezin Kanariestein" in body
    assert set(Inzageregel.objects.values_list("gezin_id", flat=True)) == {cast.gezin.pk}


def test_gezin_that_one_may_not_see_is_not_named(cast: Cast) -> None:
    """A task that stayed with somebody after the betrokkenheid ended gives the dossier no name."""
    give(cast, "chantal", 0)
    body = signed_in(cast.chantal).get(reverse("werkplek:vandaag")).content.decode()
    assert "Terugbellen" in body
    assert "Kanariestein" not in body


def test_task_is_done_and_undone_in_place(cast: Cast) -> None:
    taak = give(cast, "anna", 0)
    client = signed_in(cast.anna)
    response = client.post(reverse("werkplek:taak-gereed", args=[taak.pk]), headers={"HX-Request": "true"})
    taak.refresh_from_db()
    assert (response.status_code, taak.status) == (200, "gereed")
    assert reverse("werkplek:taak-open", args=[taak.pk]) in response["HX-Trigger"]
    client.post(reverse("werkplek:taak-open", args=[taak.pk]))
    taak.refresh_from_db()
    assert taak.status == "open"


def test_task_of_a_colleague_cannot_be_ticked_off(cast: Cast) -> None:
    taak = give(cast, "anna", 0)
    response = signed_in(cast.bram).post(reverse("werkplek:taak-gereed", args=[taak.pk]))
    taak.refresh_from_db()
    assert (response.status_code, taak.status) == (404, "open")


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_takes_as_many_statements_for_three_tasks_as_for_one(
    cast: Cast, aantal: int, django_assert_num_queries: Any
) -> None:
    for nummer in range(aantal):
        give(cast, "anna", nummer)
    client = signed_in(cast.anna)
    client.get(reverse("werkplek:vandaag"))
    with django_assert_num_queries(8):
        client.get(reverse("werkplek:vandaag"))


def test_nothing_to_do_says_so(cast: Cast) -> None:
    assert "Geen taken voor vandaag" in signed_in(cast.anna).get(reverse("werkplek:vandaag")).content.decode()
