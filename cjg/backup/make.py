"""Make a backup while the application runs."""

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from cjg.backup.contents import BASE, CHANGES, DUMP, FILES, BackupError, Description, pack_files, run_client
from cjg.config import Config
from cjg.embedded import OWNER_ROLE, Cluster, Places
from cjg.embedded.postgres import SUPERUSER


def make_backup(config: Config, target: Path) -> Path:
    """Make a backup and return its directory; it has its final name only when it is whole.

    Args:
        config: the deployment to back up.
        target: the directory that holds the backups.

    Raises:
        BackupError: the database does not answer, or a part could not be made.
    """
    moment = datetime.now(UTC)
    target.mkdir(parents=True, exist_ok=True)
    final = target / f"{moment:%Y-%m-%dT%H%M%SZ}"
    unfinished = Path(tempfile.mkdtemp(prefix=".onaf-", dir=target))
    try:
        # The files first: a row that points to a file is then never older than the file.
        pack_files(config, unfinished / FILES)
        make = _copy_cluster if config.is_embedded else _dump_database
        try:
            make(config, target, unfinished, moment).write(unfinished)
        except psycopg.OperationalError:
            raise BackupError("De database antwoordt niet. Draait de toepassing (make start)?") from None
        unfinished.rename(final)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return final


def _copy_cluster(config: Config, target: Path, directory: Path, moment: datetime) -> Description:
    places = Places(config.data_dir)
    cluster = Cluster(places)
    (cluster.archive / "aan").touch()
    base = directory / BASE
    run_client(
        places,
        "pg_basebackup",
        [
            f"--host={places.sockets}",
            f"--username={SUPERUSER}",
            f"--pgdata={base}",
            "--format=tar",
            "--gzip",
            "--checkpoint=fast",
            "--wal-method=fetch",
        ],
        cluster.password(SUPERUSER),
    )
    run_client(places, "pg_verifybackup", ["--no-parse-wal", str(base)], "")
    with cluster.connect(SUPERUSER) as connection:
        connection.execute("SELECT pg_switch_wal()")
    collect_changes(cluster, target)
    with cluster.connect(OWNER_ROLE) as connection:
        return Description(moment, "ingebouwd", _version(connection), count_rows(connection))


def collect_changes(cluster: Cluster, target: Path) -> None:
    """Move the changes that the server put aside to the directory with the backups."""
    changes = target / CHANGES
    changes.mkdir(exist_ok=True)
    for segment in sorted(cluster.archive.iterdir()):
        if segment.name == "aan" or segment.suffix == ".deel":
            continue
        copy = changes / f"{segment.name}.deel"
        shutil.copyfile(segment, copy)
        copy.rename(changes / segment.name)
        segment.unlink()


def _dump_database(config: Config, target: Path, directory: Path, moment: datetime) -> Description:
    with psycopg.connect(config.database_owner_url, connect_timeout=10) as connection:
        # The dump and the counting look at one and the same moment.
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        parameters: dict[str, Any] = conninfo_to_dict(config.database_owner_url)
        password = str(parameters.pop("password", ""))
        run_client(
            Places(config.data_dir),
            "pg_dump",
            [
                "--format=custom",
                f"--snapshot={snapshot}",
                f"--file={directory / DUMP}",
                f"--dbname={psycopg.conninfo.make_conninfo(**parameters)}",
            ],
            password,
        )
        return Description(moment, "dump", _version(connection), count_rows(connection))


def count_rows(connection: "psycopg.Connection[Any]") -> dict[str, int]:
    """Return the number of rows of every table, partitions counted with their parent."""
    names = [
        row[0]
        for row in connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1"
        )
    ]
    counts = {}
    for name in names:
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        counts[name] = row[0] if row else 0
    return counts


def _version(connection: "psycopg.Connection[Any]") -> str:
    return str(connection.info.parameter_status("server_version"))
