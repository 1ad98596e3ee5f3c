"""The servers of one test run: a throw-away PostgreSQL cluster and Valkey per process, gone afterwards.

Loaded with `-p tests.harness`, before Django reads its settings. Each worker of pytest-xdist has servers of its own:
a transaction of one worker would hold up what another may seal, and emptying a cache would empty everybody's.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from cjg.config import Config
from cjg.embedded import APP_ROLE, OWNER_ROLE, Cluster, Places, ValkeyServer
from cjg.embedded.postgres import SUPERUSER

RUN = "CJG_TESTMAP"
# Nothing has to survive the run, so nothing waits for the disk.
_IN_A_HURRY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "archive_mode": "off",
}
_KEY = "alleen-voor-de-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
_FIELD_KEY = "dGVzdHNsZXV0ZWwtdm9vci1kZS10ZXN0cy0wMTIzNDU="

_servers: list[Cluster | ValkeyServer] = []
_runs: list[Path] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the servers and point the environment at them, before Django reads its settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    # The process that only hands out the tests needs no servers.
    is_dealer = not worker and getattr(early_config.known_args_namespace, "numprocesses", None)
    use_own_servers(worker or "main", is_started=not is_dealer)


def use_own_servers(name: str, *, is_started: bool = True) -> None:
    """Point the environment at servers of this process's own, and start them."""
    if RUN not in os.environ:
        run = Path(tempfile.mkdtemp(prefix="cjg-test-"))
        run.chmod(0o755)
        _runs.append(run)
        os.environ[RUN] = str(run)
    places = Places(Path(os.environ[RUN]) / name)
    _set_environment(places)
    if is_started:
        start_servers(places)


def start_servers(places: Places) -> None:
    """Start both servers, and let the owner do what only the tests need."""
    cluster = Cluster(places, _IN_A_HURRY)
    cluster.start()
    _servers.append(cluster)
    valkey = ValkeyServer(places)
    valkey.start()
    _servers.append(valkey)
    with cluster.connect(SUPERUSER, "postgres") as connection:
        # Each process makes its own databases, and empties them past the triggers that guard the log.
        connection.execute(f"ALTER ROLE {OWNER_ROLE} CREATEDB")
        connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER_ROLE}")


def _set_environment(places: Places) -> None:
    for name in Config.model_fields:
        os.environ.pop(name.upper(), None)
    cluster = Cluster(places)
    # Files of the application, apart from those of the servers beside it.
    data = places.data_dir / "data"
    (data / "static").mkdir(parents=True)
    os.environ |= {
        "DATABASE_URL": f"postgresql://{APP_ROLE}:{cluster.password(APP_ROLE)}@/cjg?host={places.sockets}",
        "DATABASE_OWNER_URL": f"postgresql://{OWNER_ROLE}:{cluster.password(OWNER_ROLE)}@/cjg?host={places.sockets}",
        "DATABASE_POOL": "0",
        "VALKEY_URL": f"unix://{places.sockets / 'valkey.sock'}?db=0",
        "SECRET_KEY": _KEY,
        "VELDSLEUTEL": _FIELD_KEY,
        "DATA_DIR": str(data),
        "UITVOER_DIR": str(data / "uitvoer"),
        # The demo asks no second factor of staff; the tests about the second factor switch it off.
        "DEMO": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],testserver",
    }


@atexit.register
def _stop() -> None:
    """Stop what this process started, and remove it; also when the run breaks off before it began."""
    while _servers:
        _servers.pop().stop()
    for run in _runs:
        shutil.rmtree(run, ignore_errors=True)
