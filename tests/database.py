"""The test database: made and migrated by the owner, used by the application's role.

So a missing grant, and a write that the application may not do, show up in every test.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from cjg.embedded import APP_ROLE, provision_database
from tests.harness import HOME

TEMPLATE = "test_cjg"

Snapshot = dict[str, bytes]


def make_test_database(suffix: str) -> str:
    """Make this process its own copy of the migrated database and point the connections at it.

    The first process that comes here migrates; the others wait and copy.
    """
    name = f"{TEMPLATE}_{suffix}"
    with _locked():
        if not _exists(TEMPLATE):
            _create(TEMPLATE, None)
            _point_connections_at(TEMPLATE)
            with _owner(TEMPLATE) as connection:
                provision_database(connection, APP_ROLE)
            call_command("migrate", database="eigenaar", verbosity=0, interactive=False)
            for alias in connections:
                connections[alias].close()
        _create(name, TEMPLATE)
    _point_connections_at(name)
    return name


def remove_test_database(name: str) -> None:
    """Remove the copy again."""
    for alias in connections:
        connections[alias].close()
    with _owner("postgres") as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def take_snapshot(name: str) -> Snapshot:
    """Return the rows that the migrations left, per table."""
    snapshot = {}
    with _owner(name) as connection:
        for table in _filled_tables(connection):
            with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                snapshot[table] = b"".join(bytes(block) for block in copy)
    return snapshot


def restore_snapshot(name: str, snapshot: Snapshot) -> None:
    """Bring the database back to the snapshot, past triggers and foreign keys: as the owner."""
    with _owner(name) as connection, connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        filled = _filled_tables(connection)
        if filled:
            tables = sql.SQL(", ").join(map(sql.Identifier, filled))
            connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(tables))
        for table, rows in snapshot.items():
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                copy.write(rows)


def _filled_tables(connection: "psycopg.Connection[Any]") -> list[str]:
    names = [
        row[0]
        for row in connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'django_migrations'"
        )
    ]
    if not names:
        return []
    parts = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(sql.Literal(name), sql.Identifier(name))
        for name in names
    ]
    return [row[0] for row in connection.execute(sql.SQL(" UNION ALL ").join(parts))]


def _exists(name: str) -> bool:
    with _owner("postgres") as connection:
        return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


def _create(name: str, template: str | None) -> None:
    with _owner("postgres") as connection:
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        connection.execute(statement)


def _point_connections_at(name: str) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _owner(database: str) -> "psycopg.Connection[Any]":
    settings = connections["eigenaar"].settings_dict
    return psycopg.connect(
        host=settings["HOST"],
        dbname=database,
        user=settings["USER"],
        password=settings["PASSWORD"],
        autocommit=True,
    )


@contextmanager
def _locked() -> Iterator[None]:
    with (Path(os.environ[HOME]) / "database.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
