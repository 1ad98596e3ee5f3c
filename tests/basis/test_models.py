import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cjg.basis.api import StaleVersion, bump_versie, search_key, sort_key

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def person() -> Any:
    return apps.get_model("dossier", "Persoon")._base_manager.create(
        achternaam="Voorbeeld", sorteersleutel=sort_key("Voorbeeld"), zoeksleutel=search_key("Voorbeeld")
    )


Build = Callable[[str, str | None], Any]


@pytest.fixture
def build() -> Build:
    """Return a function that builds a role of one account from–until: the simplest model with a period."""
    account = apps.get_model("organisatie", "Gebruiker").objects.create_user("anna@example.nl", naam="Anna")
    model: Any = apps.get_model("organisatie", "Roltoekenning")

    def build(begin: str, einde: str | None) -> Any:
        last = dt.date.fromisoformat(einde) if einde else None
        return model(gebruiker=account, rol="coach", begindatum=dt.date.fromisoformat(begin), einddatum=last)

    return build


def test_bump_versie_takes_the_next_number_once(person: Any) -> None:
    bump_versie(person, 1, now=MOMENT)
    assert (person.versie, person.gewijzigd_op) == (2, MOMENT)
    person.refresh_from_db()
    assert (person.versie, person.gewijzigd_op) == (2, MOMENT)


def test_bump_versie_of_a_stale_edit_tells_both_versions_and_changes_nothing(person: Any) -> None:
    bump_versie(person, 1, now=MOMENT)
    with pytest.raises(StaleVersion) as stale:
        bump_versie(person, 1)
    assert (stale.value.expected, stale.value.current) == (1, 2)
    person.refresh_from_db()
    assert (person.versie, person.gewijzigd_op) == (2, MOMENT)


def test_bump_versie_of_a_row_that_is_gone_has_no_current_version(person: Any) -> None:
    type(person)._base_manager.filter(pk=person.pk).delete()
    with pytest.raises(StaleVersion) as stale:
        bump_versie(person, 1)
    assert stale.value.current is None


@pytest.mark.parametrize(
    ("day", "is_open"), [("2025-12-31", False), ("2026-01-01", True), ("2026-06-30", True), ("2026-07-01", False)]
)
def test_open_on_counts_the_first_and_the_last_day(build: Build, day: str, is_open: bool) -> None:
    role = build("2026-01-01", "2026-06-30")
    role.save()
    on = dt.date.fromisoformat(day)
    assert type(role).objects.open_on(on).exists() is is_open
    assert role.is_open_on(on) is is_open


def test_open_on_without_an_end_stays_open(build: Build) -> None:
    role = build("2026-01-01", None)
    role.save()
    assert type(role).objects.open_on(dt.date(2090, 1, 1)).exists()
    assert role.is_open_on(dt.date(2090, 1, 1))


def test_period_that_ends_before_it_begins_is_refused_by_form_and_database(build: Build) -> None:
    role = build("2026-01-02", "2026-01-01")
    with pytest.raises(ValidationError, match="De einddatum ligt voor de begindatum"):
        role.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        role.save()
    assert not type(role).objects.exists()


@pytest.mark.parametrize(
    ("begin", "einde"),
    [("2026-06-30", "2026-07-31"), ("2025-01-01", None), ("2026-02-01", "2026-02-01"), ("2025-12-01", "2026-01-01")],
)
def test_overlapping_periods_are_refused_by_form_and_database(build: Build, begin: str, einde: str | None) -> None:
    build("2026-01-01", "2026-06-30").save()
    second = build(begin, einde)
    with pytest.raises(ValidationError, match="In deze periode bestaat al"):
        second.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    assert type(second).objects.count() == 1


@pytest.mark.parametrize(("begin", "einde"), [("2026-07-01", None), ("2025-01-01", "2025-12-31")])
def test_periods_that_touch_are_accepted(build: Build, begin: str, einde: str | None) -> None:
    build("2026-01-01", "2026-06-30").save()
    second = build(begin, einde)
    second.validate_constraints()
    second.save()
    assert type(second).objects.count() == 2


def test_simultaneous_edits_of_one_version_let_exactly_one_through(person: Any) -> None:
    results = []
    for _ in range(5):
        try:
            bump_versie(person, 1)
            results.append("won")
        except StaleVersion:
            results.append("stale")
    assert results == ["won", *["stale"] * 4]
