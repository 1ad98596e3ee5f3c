"""What the application's database role may do: everything that is ordinary, and only add to what must stay.

The owner (alias `eigenaar`) migrates and owns all tables. The application (alias `default`) owns nothing. After each
`migrate` the owner hands out the rights again, so that a new table needs no thought and an append-only one only a
line in `append_only` and the operation `AppendOnly` in its migration. The triggers also stop the owner, until he
drops them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from psycopg import sql

TRIGGER = "alleen_toevoegen"
FUNCTION = "basis_weiger_wijziging"

CREATE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Tabel % is vastgelegd: regels kunnen alleen worden toegevoegd.', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""
DROP_FUNCTION = f"DROP FUNCTION IF EXISTS {FUNCTION}()"


@dataclass(frozen=True)
class _AppendOnlyTable:
    table: str
    columns: tuple[str, ...] | None


_registry: dict[str, _AppendOnlyTable] = {}


def append_only(table: str, columns: Sequence[str] | None = None) -> None:
    """Say that the application may only SELECT from and INSERT into a table; call it in `AppConfig.ready`.

    With `columns` it may fill only those; the others are left to their default or to the owner.
    """
    _registry[table] = _AppendOnlyTable(table, tuple(columns) if columns is not None else None)


def app_role() -> str:
    """Return the name of the role that the application connects as."""
    return str(settings.DATABASES["default"]["USER"])


def grant_rights(sender: AppConfig | None = None, *, using: str = "eigenaar", **kwargs: Any) -> None:
    """Give the application its rights on all tables; receiver of `post_migrate`, does nothing as the application.

    All in one transaction, so that no append-only table is open for a moment.
    """
    connection = connections[using]
    role = app_role()
    if connection.settings_dict["USER"] == role:
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = _tables(cursor)
        marked = _append_only_tables(cursor, tables)
        partitions = _partitions_of(cursor, marked)
        closed = marked - partitions  # a partition carries the trigger of its parent
        ordinary = [table for table in tables if table not in closed and table not in partitions]
        _execute(cursor, "GRANT USAGE ON SCHEMA public TO {role}", role)
        _execute(cursor, "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}", role)
        # a partition that is made later must not come with rights of its own
        _execute(cursor, "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {role}", role)
        _execute(cursor, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}", role)
        _grant(cursor, "SELECT, INSERT, UPDATE, DELETE", [table for table in ordinary if table != _MIGRATIONS], role)
        _grant(cursor, "SELECT", [table for table in ordinary if table == _MIGRATIONS], role)
        for table in sorted(closed):
            _grant_append_only(cursor, _registry.get(table, _AppendOnlyTable(table, None)), role)


_MIGRATIONS = "django_migrations"


def _tables(cursor: CursorWrapper) -> list[str]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    return [name for (name,) in cursor.fetchall()]


def _append_only_tables(cursor: CursorWrapper, tables: Iterable[str]) -> set[str]:
    # a table that got the trigger but was forgotten in the registry is treated as closed too
    cursor.execute(
        "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = %s", [TRIGGER]
    )
    return ({name for (name,) in cursor.fetchall()} | set(_registry)) & set(tables)


def _partitions_of(cursor: CursorWrapper, tables: Iterable[str]) -> set[str]:
    # partitions are reached through their parent only: the application gets no right on them
    cursor.execute(
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent"
        " WHERE p.relname = ANY(%s)",
        [list(tables)],
    )
    return {name for (name,) in cursor.fetchall()}


def _grant(cursor: CursorWrapper, rights: str, tables: Sequence[str], role: str) -> None:
    if tables:
        names = sql.SQL(", ").join(sql.Identifier("public", table) for table in tables)
        statement = sql.SQL("GRANT {rights} ON {tables} TO {role}").format(
            rights=sql.SQL(rights), tables=names, role=sql.Identifier(role)
        )
        cursor.execute(statement)


def _grant_append_only(cursor: CursorWrapper, closed: _AppendOnlyTable, role: str) -> None:
    _grant(cursor, "SELECT", [closed.table], role)
    if closed.columns is None:
        _grant(cursor, "INSERT", [closed.table], role)
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, closed.columns))
    cursor.execute(
        sql.SQL("GRANT INSERT ({columns}) ON {table} TO {role}").format(
            columns=columns, table=sql.Identifier("public", closed.table), role=sql.Identifier(role)
        )
    )


def _execute(cursor: CursorWrapper, template: str, role: str) -> None:
    cursor.execute(sql.SQL(template).format(role=sql.Identifier(role)))


def guard_statements(table: str) -> list[str]:
    """Return the SQL that makes a table append-only for everyone.

    A new partition inherits the row trigger from its parent; whoever makes partitions runs the statement against
    TRUNCATE (`truncate_guard`) for each, because PostgreSQL doesn't pass that one on.
    """
    return [
        f'CREATE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()',
        truncate_guard(table),
    ]


def truncate_guard(table: str) -> str:
    """Return the SQL that refuses to empty a table."""
    return (
        f'CREATE TRIGGER {TRIGGER}_leeg BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()'
    )


class AppendOnly(Operation):
    """Migration operation: from here on rows of a table can only be added.

    The migration depends on `("basis", "0002_vastleggen")`. Register the table with `append_only` as well.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.table], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for statement in guard_statements(self.table):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        for name in (TRIGGER, f"{TRIGGER}_leeg"):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS {name} ON "{self.table}"')

    def describe(self) -> str:
        return f"Make {self.table} append-only"
