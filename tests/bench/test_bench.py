"""The short form of `make bench`: statements per page, and what the bench refuses."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from bench import paginas
from bench.verslag import Verslag, cpu_of, statements_of
from bench.wereld import make_meetteam
from bench.zoeken import misspell
from cjg.basis.api import Kwartaal
from cjg.intake.api import Contactmoment
from cjg.organisatie.api import Gemeente, public
from rapportage.inhoud import compute_opname

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeelddata")]


@pytest.fixture
def verslag() -> Verslag:
    return Verslag(write=lambda _: None)


def test_every_list_takes_the_same_statements_for_few_and_many_rows(verslag: Verslag) -> None:
    teams = {aantal: make_meetteam(aantal) for aantal in (3, 60)}
    paginas.measure_statements(verslag, paginas.list_pages(teams))
    assert verslag.overruns == []


def test_dossier_keeps_to_its_statements(verslag: Verslag) -> None:
    paginas.measure_dossier(verslag, make_meetteam(3).coach, anchor=1.0)
    assert not [what for what in verslag.overruns if "statements" in what]


def test_first_visit_keeps_to_its_size(verslag: Verslag) -> None:
    paginas.measure_first_visit(verslag)
    assert verslag.overruns == []


def test_report_takes_a_fixed_number_of_statements() -> None:
    few, many = (
        len(statements_of(partial(compute_opname, kwartaal))) for kwartaal in (Kwartaal(2024, 1), Kwartaal(2026, 3))
    )
    assert few == many <= 40


# ---- bad variants
@public
def _query_per_row(request: HttpRequest) -> HttpResponse:
    """A list as it should not be: a query for each row."""
    rows = Contactmoment.objects.filter(gemeente__isnull=False).order_by("pk")[: int(request.GET["rijen"])]
    return HttpResponse(", ".join(Gemeente.objects.get(pk=row.gemeente_id).naam for row in rows))


@public
def _busy(request: HttpRequest) -> HttpResponse:
    """A page that works too long."""
    return HttpResponse(str(sum(n * n for n in range(400_000))))


class _WithBadPages:
    from cjg.urls import handler500
    from cjg.urls import urlpatterns as ours

    urlpatterns = [*ours, path("-/per-rij", _query_per_row), path("-/druk", _busy), path("-/leeg", paginas.empty)]


def test_query_per_row_is_refused(verslag: Verslag) -> None:
    with override_settings(ROOT_URLCONF=_WithBadPages):
        client = Client(SERVER_NAME=paginas.HOST)
        pages = {rows: paginas.fetch(client, f"/-/per-rij?rijen={rows}") for rows in (3, 20)}
        paginas.measure_statements(verslag, {("contacten", "slecht"): pages})
    assert verslag.exit_code == 1
    assert len(verslag.overruns) == 2, "over the budget, and not the same for few and many rows"


def test_page_that_works_too_long_is_refused(verslag: Verslag) -> None:
    with override_settings(ROOT_URLCONF=_WithBadPages):
        client = Client(SERVER_NAME=paginas.HOST)
        busy, nothing = (cpu_of(paginas.fetch(client, url), times=3) for url in ("/-/druk", "/-/leeg"))
    verslag.figure("busy", busy / nothing, most=10.0)
    assert verslag.exit_code == 1


@pytest.mark.parametrize(
    ("limits", "code"), [({"most": 12}, 1), ({"most": 13}, 0), ({"least": 14}, 1), ({"least": 13}, 0), ({}, 0)]
)
def test_figure_over_its_budget_ends_the_bench_with_an_error(
    verslag: Verslag, limits: dict[str, Any], code: int
) -> None:
    verslag.figure("statements", 13, **limits)
    assert verslag.exit_code == code


def test_misspelled_name_is_another_name() -> None:
    rng = random.Random(1)
    names = [misspell("Anna van der Berg", rng) for _ in range(50)]
    assert sum(name != "Anna van der Berg" for name in names) > 40
