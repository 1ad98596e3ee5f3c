"""A backup goes back to a chosen second, also on another machine; what is damaged or misplaced is refused."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from cjg.backup import BackupError, make_backup, read_description, restore_backup
from cjg.config import Config
from cjg.embedded import APP_ROLE, OWNER_ROLE, Cluster, Places

EMBEDDED = {"database_url": "", "database_owner_url": "", "valkey_url": ""}


@pytest.fixture
def config(server_home: Path) -> Config:
    return Config(**EMBEDDED, data_dir=server_home / "data")


@pytest.fixture
def cluster(config: Config) -> Iterator[Cluster]:
    cluster = Cluster(Places(config.data_dir))
    cluster.start()
    with cluster.connect(OWNER_ROLE) as owner:
        owner.execute("CREATE TABLE plan (nummer int PRIMARY KEY)")
    yield cluster
    cluster.stop()


def _save(cluster: Cluster, nummer: int) -> datetime:
    """Write as the application, and return a moment at which it was there for certain."""
    with cluster.connect(APP_ROLE) as connection:
        connection.execute("INSERT INTO plan VALUES (%s)", [nummer])
    time.sleep(0.05)
    moment = datetime.now(UTC)
    time.sleep(0.05)
    return moment


def _read(config: Config) -> list[int]:
    cluster = Cluster(Places(config.data_dir))
    cluster.start()
    try:
        with cluster.connect(APP_ROLE) as connection:
            return [row[0] for row in connection.execute("SELECT nummer FROM plan ORDER BY 1")]
    finally:
        cluster.stop()


def _file(config: Config) -> Path:
    path = config.data_dir / "bestanden" / "brief.pdf"
    path.parent.mkdir(exist_ok=True)
    return path


def test_restore_to_a_chosen_second_after_a_mistake(config: Config, cluster: Cluster, server_home: Path) -> None:
    _save(cluster, 1)
    _file(config).write_bytes(b"brief")
    backup = make_backup(config, server_home / "backups")
    moment = _save(cluster, 2)
    _save(cluster, 3)
    with cluster.connect(OWNER_ROLE) as owner:
        owner.execute("DROP TABLE plan")
    cluster.stop()
    _file(config).unlink()

    description = restore_backup(config, backup, moment)

    assert description.rijen["plan"] == 1
    assert _read(config) == [1, 2]
    assert _file(config).read_bytes() == b"brief"


def test_restore_from_nothing_on_another_machine(config: Config, cluster: Cluster, server_home: Path) -> None:
    """Only the directory with backups and the keys, which were kept apart, are left."""
    _save(cluster, 1)
    backup = make_backup(config, server_home / "backups")
    _save(cluster, 2)
    make_backup(config, server_home / "backups")
    cluster.stop()
    other = Config(**EMBEDDED, data_dir=server_home / "elders")
    with pytest.raises(BackupError, match="De sleutel postgres_beheer ontbreekt"):
        restore_backup(other, backup)
    shutil.copytree(config.data_dir / "sleutels", other.data_dir / "sleutels")
    (other.data_dir / "sleutels" / "veldsleutel").touch()

    restore_backup(other, backup)

    assert _read(other) == [1, 2]


def test_restore_without_moment_keeps_the_last_commit_of_a_server_that_was_killed(
    config: Config, cluster: Cluster, server_home: Path
) -> None:
    backup = make_backup(config, server_home / "backups")
    _save(cluster, 1)
    assert cluster.process is not None
    cluster.process.kill()
    cluster.process.wait()
    (config.data_dir / "sleutels" / "veldsleutel").touch()

    restore_backup(config, backup)

    assert _read(config) == [1]


def test_refused_restore_leaves_everything_as_it_was(config: Config, cluster: Cluster, server_home: Path) -> None:
    _save(cluster, 1)
    backup = make_backup(config, server_home / "backups")
    moment = _save(cluster, 2)
    cluster.stop()
    (config.data_dir / "sleutels" / "veldsleutel").touch()

    with pytest.raises(BackupError, match="ligt voor de back-up"):
        restore_backup(config, backup, read_description(backup).moment - timedelta(seconds=1))
    with pytest.raises(BackupError, match="alles staat weer zoals het stond"):
        restore_backup(config, backup, moment + timedelta(days=1))
    with (config.data_dir / "supervisor.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BackupError, match="De toepassing draait"):
            restore_backup(config, backup)
    assert _read(config) == [1, 2]


def test_damaged_backup_is_refused(config: Config, cluster: Cluster, server_home: Path) -> None:
    backup = make_backup(config, server_home / "backups")
    with (backup / "bestanden.tar.gz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(BackupError, match=r"beschadigd: bestanden\.tar\.gz"):
        restore_backup(config, backup)
    with pytest.raises(BackupError, match="geen volledige back-up"):
        restore_backup(config, server_home)


def test_backup_holds_no_key(config: Config, cluster: Cluster, server_home: Path) -> None:
    backup = make_backup(config, server_home / "backups")
    keys = [path.read_bytes().strip() for path in (config.data_dir / "sleutels").iterdir()]
    assert keys
    for part in backup.rglob("*"):
        assert not part.is_file() or not any(key in part.read_bytes() for key in keys)


def test_backup_of_a_server_that_is_away_leaves_nothing_behind(config: Config, server_home: Path) -> None:
    Places(config.data_dir).make()
    Cluster(Places(config.data_dir)).prepare()
    with pytest.raises(BackupError):
        make_backup(config, server_home / "backups")
    assert list((server_home / "backups").iterdir()) == []


def test_configured_server_is_dumped_and_put_back_in_an_empty_database(server_home: Path) -> None:
    owner_url = os.environ["DATABASE_OWNER_URL"]
    config = Config(data_dir=server_home / "data", database_owner_url=owner_url)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS plan (nummer int)")
        connection.execute("TRUNCATE plan")
        connection.execute("INSERT INTO plan SELECT generate_series(1, 7)")
        connection.execute("CREATE DATABASE teruggezet")
    other = Config(data_dir=server_home / "data", database_owner_url=owner_url.replace("/cjg?", "/teruggezet?"))
    backup = make_backup(config, server_home / "backups")
    try:
        restore_backup(other, backup)
        with psycopg.connect(other.database_owner_url) as connection:
            assert connection.execute("SELECT count(*) FROM plan").fetchone() == (7,)
        with pytest.raises(BackupError, match="is niet leeg"):
            restore_backup(other, backup)
    finally:
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute("DROP TABLE plan")
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier("teruggezet")))
