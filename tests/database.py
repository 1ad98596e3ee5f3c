"""The test database: made and migrated by the owner, used by the application's role.

So a missing grant, and a write that the application may not do, show up in every test.
"""

import fcntl
import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from cjg.config import BASE_DIR
from cjg.embedded import APP_ROLE, places, provision_database
from tests.harness import RUN

DATABASE = "test_cjg"

Snapshot = dict[str, bytes]


def make_test_database() -> str:
    """Make this process a migrated database and point the connections at it.

    Migrating from nothing costs Django half a minute of computing, so the outcome is kept: for the other processes
    of this run, and outside CI for later runs with exactly these migrations.
    """
    dump = migrated_dump()
    _create(DATABASE)
    _point_connections_at(DATABASE)
    with _locked():
        cached = dump.exists()
        if cached:
            _run_program("pg_restore", "--exit-on-error", "--no-comments", str(dump))
        else:
            with owner_connection(DATABASE) as connection:
                provision_database(connection, APP_ROLE)
        # Also after a dump: what applications do after migrating (permissions, content types) is not in its key.
        call_command("migrate", database="eigenaar", verbosity=0, interactive=False)
        _close_connections()
        if not cached:
            unfinished = dump.with_suffix(f".{os.getpid()}")
            _run_program("pg_dump", "--format=custom", f"--file={unfinished}")
            unfinished.rename(dump)
    return DATABASE


def remove_test_database(name: str) -> None:
    """Remove the copy again."""
    _close_connections()
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with owner_connection("postgres") as connection, suppress(psycopg.errors.InsufficientPrivilege):
        # autovacuum may be at work in it, which the owner may not stop: then it goes with the whole cluster
        connection.execute(statement)


def take_snapshot(name: str) -> Snapshot:
    """Return the rows that the migrations left, per table."""
    snapshot = {}
    with owner_connection(name) as connection:
        for table in _filled_tables(connection):
            with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                snapshot[table] = b"".join(bytes(block) for block in copy)
    return snapshot


def restore_snapshot(name: str, snapshot: Snapshot) -> None:
    """Bring the database back to the snapshot, past triggers and foreign keys: as the owner."""
    with owner_connection(name) as connection, connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        filled = _filled_tables(connection)
        if filled:
            tables = sql.SQL(", ").join(map(sql.Identifier, filled))
            connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(tables))
        for table, rows in snapshot.items():
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                copy.write(rows)


def migrated_dump() -> Path:
    """Return the file with the outcome of exactly these migrations; it is there once a test database was made."""
    return _dump_directory() / f"{_fingerprint()}.dump"


def _dump_directory() -> Path:
    directory = Path(os.environ[RUN]) if "CI" in os.environ else BASE_DIR / ".pytest_cache" / "cjg"
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def _fingerprint() -> str:
    files = {BASE_DIR / "requirements.lock", BASE_DIR / "cjg/settings.py", BASE_DIR / "cjg/embedded/postgres.py"}
    for migration in BASE_DIR.glob("[a-z]*/**/migrations/*.py"):
        files.add(migration)
        for module in re.findall(
            r"^(?:from|import) ((?:cjg|gezinsplan|toegang|rapportage)[\w.]*)", migration.read_text()
        ):
            files.add(BASE_DIR / (module.replace(".", "/") + ".py"))
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(BASE_DIR)).encode())
        if file.exists():
            digest.update(file.read_bytes())
    return digest.hexdigest()[:20]


def _run_program(program: str, *arguments: str) -> None:
    settings = connections["eigenaar"].settings_dict
    subprocess.run(
        [
            str(places().postgres_program(program)),
            f"--host={settings['HOST']}",
            f"--username={settings['USER']}",
            f"--dbname={DATABASE}",
            *arguments,
        ],
        env={**os.environ, "PGPASSWORD": settings["PASSWORD"]},
        check=True,
    )


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


def _create(name: str) -> None:
    with owner_connection("postgres") as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _close_connections() -> None:
    for alias in connections:
        connections[alias].close()


def _point_connections_at(name: str) -> None:
    _close_connections()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name


def owner_connection(database: str) -> "psycopg.Connection[Any]":
    """Connect as the owner, who may change tables: for what a test must take away or put in past the application."""
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
    with (Path(os.environ[RUN]) / "database.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
