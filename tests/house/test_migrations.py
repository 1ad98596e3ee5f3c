"""The linter of migrations notices what would break the release that serves."""

import pytest

from tools.migrations import find_blocking, own_migrations

NEEDS_ALL = ("dossier", "0002_begin")


@pytest.mark.django_db(databases=["default", "eigenaar"])
def test_blocking_migration_is_noticed() -> None:
    """A table's indexes and obligatory columns made on an existing table would stop a release that serves."""
    migrations = own_migrations()
    assert NEEDS_ALL in migrations
    assert find_blocking(migrations, set(migrations) - {NEEDS_ALL})
    assert not find_blocking(migrations, set(migrations))


def test_every_migration_of_ours_is_seen() -> None:
    assert {app for app, _ in own_migrations()} >= {"organisatie", "dossier", "intake", "gezinsplan", "toegang"}
