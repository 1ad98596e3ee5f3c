"""The walk over all routes: who gets what, and that a page logs exactly whom it shows.

`matrix.csv` is the table role × route → status of a GET. A route without a row fails, and so does a row without a
route. After a change that is meant: `MATRIX_BIJWERKEN=1 pytest tests/poort`, then read what changed in it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cjg.inzage.api import Inzageregel
from tests.cast import Cast
from tests.poort.routes import Route, all_routes
from tests.poort.world import World, make_world

MATRIX = Path(__file__).with_name("matrix.csv")
ROUTES = {route.name: route for route in all_routes() if not route.name.startswith("?accounts/")}
WHO = (
    *("anna", "bram", "chantal", "dirk", "ema", "fatima", "gijs", "hanna", "ida", "joop", "beheerder", "superuser"),
    *("ouder_account", "youth_account", "anoniem"),
)
# Who has no relation at all with the dossier of Kanariestein.
OUTSIDERS = ("chantal", "dirk", "ema", "fatima", "gijs", "beheerder", "superuser", "anoniem")
# Dossier routes are those that name an object of the dossier; these name something else, or nobody's data.
NO_DOSSIER = {
    "dossier:noodtoegang": "the address holds a pass for one person, not an object",
    "dossier:noodtoegang-beoordelen": "the FG judges without seeing the dossier",
    "intake:contactmoment": "anonymous: of nobody's dossier",
    "intake:contactmoment-wijzigen": "anonymous: of nobody's dossier",
    "rest-contactmoment-detail": "anonymous: of nobody's dossier",
}


# Objects of registers and reports, which are nobody's dossier.
REGISTERS = (
    *("rapportage:", "rest-rapport", "rest-kwartaalrapport", "organisatie:"),
    *("toegang:aanbieder", "toegang:contract", "toegang:mandaat", "rest-aanbieder", "rest-product"),
)


def is_dossier(route: Route) -> bool:
    if "pk" not in route.parameters or route.name in NO_DOSSIER:
        return False
    return not route.name.startswith(REGISTERS)


DOSSIER_ROUTES = sorted(name for name, route in ROUTES.items() if is_dossier(route))


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def client_of(world: World, wie: str) -> Client:
    client = Client(raise_request_exception=True)
    if wie != "anoniem":
        client.force_login(getattr(world.cast, wie))
    return client


def address(world: World, name: str) -> str:
    return reverse(name, kwargs=world.kwargs(name, ROUTES[name].parameters))


def get(world: World, wie: str, name: str, method: str = "get") -> Any:
    """Ask for a page, and leave nothing behind of it."""
    with transaction.atomic():
        response = getattr(client_of(world, wie), method)(address(world, name))
        response.lines = list(Inzageregel.objects.filter(resultaat="gelukt").values_list("persoon_id", "gezin_id"))
        transaction.set_rollback(True)
    return response


def read_matrix() -> dict[str, dict[str, str]]:
    with MATRIX.open(encoding="utf-8") as file:
        return {row.pop("route"): row for row in csv.DictReader(file)}


@pytest.fixture
def changes() -> Iterator[None]:
    yield
    connection.set_rollback(True)


@pytest.mark.skipif(not os.environ.get("MATRIX_BIJWERKEN"), reason="only rewrites the table when asked to")
def test_write_matrix(world: World) -> None:
    with MATRIX.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["route", *WHO])
        for name in sorted(ROUTES):
            writer.writerow([name, *(get(world, wie, name).status_code for wie in WHO)])


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(read_matrix()) == set(ROUTES)


def test_exceptions_are_of_routes_that_exist() -> None:
    assert set(NO_DOSSIER) <= set(ROUTES)


@pytest.mark.parametrize("wie", WHO)
def test_each_route_answers_as_the_matrix_says(world: World, wie: str) -> None:
    expected = {name: int(row[wie]) for name, row in read_matrix().items()}
    assert {name: get(world, wie, name).status_code for name in sorted(ROUTES)} == expected


@pytest.mark.parametrize("method", ["get", "post", "patch"])
@pytest.mark.parametrize("wie", OUTSIDERS)
def test_outsider_is_refused_at_every_dossier_route(world: World, wie: str, method: str) -> None:
    """Not theirs: 404, or 403 or 405 before the object is looked for; nobody signed in: 401 or to the login page."""
    allowed = {302, 401, 403, 405} if wie == "anoniem" else {403, 404, 405}
    for name in DOSSIER_ROUTES:
        response = get(world, wie, name, method)
        assert response.status_code in allowed, (name, response.status_code)
        assert "Kanariestein" not in response.content.decode(errors="replace"), name
        assert response.lines == [], name


@pytest.mark.parametrize("wie", ["anna", "hanna", "ida"])
def test_page_logs_exactly_whom_it_shows(world: World, wie: str) -> None:
    """Each person has a first name that nobody else has: it stands on the page if and only if there is a line."""
    cast = world.cast
    people = {persoon.voornamen: persoon.pk for persoon in (cast.ouder, cast.kind10, cast.kind14, cast.kind17)}
    for name, route in sorted(ROUTES.items()):
        if name in NO_DOSSIER or ("pk" in route.parameters and not is_dossier(route)):
            continue
        response = get(world, wie, name)
        if response.status_code != 200 or response.get("Content-Type", "").startswith("application/pdf"):
            continue
        text = response.content.decode(errors="replace")
        shown = {pk for voornaam, pk in people.items() if voornaam in text or str(pk) in text}
        logged = {persoon for persoon, _ in response.lines if persoon is not None}
        assert shown <= logged, f"{name} shows somebody without a line"
        assert "Vera" not in text or wie == "bram", f"{name} shows somebody of another dossier"
