"""The test database itself: the role of the tests, and what a transactional test leaves behind."""

import os

import pytest
from django.core.cache import cache
from django.db import ProgrammingError, connection, connections

from cjg.embedded import APP_ROLE, OWNER_ROLE


def _role(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(databases=["default", "eigenaar"])
def test_roles_are_the_application_and_the_owner() -> None:
    assert _role("default") == APP_ROLE
    assert _role("eigenaar") == OWNER_ROLE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE verboden (id int)",
        "TRUNCATE django_content_type CASCADE",
        "ALTER TABLE django_content_type ADD COLUMN verboden int",
        "DROP TABLE django_session",
        "SET session_replication_role = replica",
    ],
)
def test_application_cannot_change_the_schema(statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_transactional_test_starts_from_what_the_migrations_left(turn: int) -> None:
    """Each turn removes the content types; the second finds them again, and not the row of the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'verdwaald'")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM django_content_type")
        assert cursor.fetchone()[0] > 5
        cursor.execute("INSERT INTO django_content_type (app_label, model) VALUES ('verdwaald', 'rij')")


@pytest.mark.parametrize("turn", [1, 2])
def test_cache_is_empty_at_the_start(turn: int) -> None:
    assert cache.get("sleutel") is None
    cache.set("sleutel", turn)
    assert cache.get("sleutel") == turn


def test_run_is_hermetic() -> None:
    """No test may write into the project's own data directory."""
    from django.conf import settings

    assert str(settings.STATIC_ROOT).startswith(os.environ["CJG_TESTMAP"])
