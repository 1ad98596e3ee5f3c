"""Put a backup back: as late as possible, or as it was at a chosen second."""

import fcntl
import shutil
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from cjg.backup.contents import (
    BASE,
    CHANGES,
    DUMP,
    FILES,
    BackupError,
    Description,
    read_description,
    run_client,
    unpack_files,
)
from cjg.config import Config
from cjg.embedded import Cluster, EmbeddedError, Places
from cjg.embedded.postgres import SUPERUSER

RECOVERY_SECONDS = 3600


def restore_backup(config: Config, source: Path, moment: datetime | None = None) -> Description:
    """Put a backup back; what is there now is kept aside, never removed.

    Args:
        config: the deployment to restore.
        source: the directory of one backup.
        moment: the second to go back to; None: as late as the changes reach.

    Raises:
        BackupError: the backup is damaged, the application runs, a key is missing, or the moment lies outside it.
    """
    description = read_description(source)
    if moment and moment < description.moment:
        raise BackupError("Dit moment ligt voor de back-up. Kies een oudere back-up.")
    if (description.soort == "ingebouwd") is not config.is_embedded:
        raise BackupError("Deze back-up hoort bij een andere soort server. Zie docs/beheer.md.")
    if config.is_embedded:
        with _application_is_stopped(config):
            _restore_cluster(config, source, moment)
    else:
        if moment:
            raise BackupError("Met een eigen server kiest u het moment bij het herstellen van die server zelf.")
        _restore_dump(config, source)
    unpack_files(config, source / FILES)
    return description


def _restore_cluster(config: Config, source: Path, moment: datetime | None) -> None:
    places = Places(config.data_dir)
    for key in ("postgres_beheer", "postgres_eigenaar", "postgres_app", "veldsleutel"):
        if not (places.keys / key).exists() and not (key == "veldsleutel" and config.veldsleutel):
            raise BackupError(
                f"De sleutel {key} ontbreekt in {places.keys}. Zet eerst de sleutels terug die u apart hebt bewaard."
            )
    places.make()
    cluster = Cluster(places)
    aside = places.home / f"postgres-voor-herstel-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    if cluster.directory.exists():
        cluster.stop_leftover()
        cluster.directory.rename(aside)
    try:
        _unpack_cluster(cluster, source)
        _collect_changes_for(cluster, source, aside)
        _replay(cluster, moment)
    except (BackupError, EmbeddedError, psycopg.Error) as error:
        shutil.rmtree(cluster.directory, ignore_errors=True)
        if aside.exists():
            aside.rename(cluster.directory)
        raise BackupError(f"Het terugzetten is mislukt; alles staat weer zoals het stond.\n{error}") from None


def _unpack_cluster(cluster: Cluster, source: Path) -> None:
    cluster.places.make_directory(cluster.directory)
    with tarfile.open(source / BASE / "base.tar.gz") as archive:
        archive.extractall(cluster.directory, filter="data")
    for path in cluster.directory.rglob("*"):
        cluster.places.give(path)


def _collect_changes_for(cluster: Cluster, source: Path, aside: Path) -> None:
    """Put together what may be replayed: from beside the backup, from the server, and what it had not put aside yet."""
    replay = cluster.places.home / "terugspelen"
    shutil.rmtree(replay, ignore_errors=True)
    cluster.places.make_directory(replay)
    # Later places win: the last segment of the old server may be in the archive only in part.
    for directory in (source.parent / CHANGES, cluster.archive, aside / "pg_wal"):
        if not directory.is_dir():
            continue
        for segment in directory.iterdir():
            if segment.is_file() and segment.name != "aan" and segment.suffix != ".deel":
                shutil.copyfile(segment, replay / segment.name)
                cluster.places.give(replay / segment.name)


def _replay(cluster: Cluster, moment: datetime | None) -> None:
    replay = cluster.places.home / "terugspelen"
    recovery = {"restore_command": f"cp {replay}/%f %p", "recovery_target_action": "promote"}
    if moment:
        recovery["recovery_target_time"] = moment.astimezone(UTC).isoformat(sep=" ", timespec="microseconds")
    signal_file = cluster.directory / "recovery.signal"
    signal_file.touch(mode=0o600)
    cluster.places.give(signal_file)
    recovering = Cluster(cluster.places, {**cluster.overrides, **recovery})
    recovering.prepare()
    try:
        recovering.launch()
        _wait_for_end_of_recovery(recovering)
        recovering.provision()
    finally:
        recovering.stop()
    shutil.rmtree(replay)
    cluster.prepare()


def _wait_for_end_of_recovery(cluster: Cluster) -> None:
    cluster.wait_until_ready()
    deadline = time.monotonic() + RECOVERY_SECONDS
    while time.monotonic() < deadline:
        with cluster.connect(SUPERUSER, "postgres") as connection:
            row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        if row == (False,):
            return
        time.sleep(0.2)
    raise BackupError("Het terugspelen van de wijzigingen duurt te lang.")


def _restore_dump(config: Config, source: Path) -> None:
    with psycopg.connect(config.database_owner_url, connect_timeout=10) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        ).fetchone()
    if row != (0,):
        raise BackupError(
            "De database in DATABASE_OWNER_URL is niet leeg. Maak een lege database en probeer het opnieuw."
        )
    parameters: dict[str, Any] = conninfo_to_dict(config.database_owner_url)
    password = str(parameters.pop("password", ""))
    run_client(
        Places(config.data_dir),
        "pg_restore",
        ["--exit-on-error", "--no-comments", f"--dbname={make_conninfo(**parameters)}", str(source / DUMP)],
        password,
    )


@contextmanager
def _application_is_stopped(config: Config) -> Iterator[None]:
    config.data_dir.mkdir(parents=True, exist_ok=True)
    with (config.data_dir / "supervisor.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("De toepassing draait. Stop die eerst met Ctrl-C.") from None
        yield
