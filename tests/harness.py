"""The servers of one test run: a throw-away PostgreSQL cluster (and Valkey where asked for), gone afterwards.

Loaded with `-p tests.harness`, before Django reads its settings. The process that starts the run owns the cluster;
the workers of pytest-xdist inherit its addresses from the environment and make databases of their own in it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from cjg.embedded import APP_ROLE, OWNER_ROLE, Cluster, Places, ValkeyServer
from cjg.embedded.postgres import SUPERUSER

HOME = "CJG_TESTMAP"
# Nothing has to survive the run, so nothing waits for the disk.
_IN_A_HURRY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
_KEY = "alleen-voor-de-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
_FIELD_KEY = "dGVzdHNsZXV0ZWwtdm9vci1kZS10ZXN0cy0wMTIzNDU="

_servers: list[Cluster | ValkeyServer] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the cluster and point the environment at it, before Django reads its settings."""
    if HOME in os.environ:
        _take_own_valkey_databases(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
        return
    home = Path(tempfile.mkdtemp(prefix="cjg-test-"))
    home.chmod(0o755)
    cluster = Cluster(Places(home), _IN_A_HURRY)
    cluster.start()
    _servers.append(cluster)
    valkey = ValkeyServer(cluster.places)
    valkey.start()
    _servers.append(valkey)
    with cluster.connect(SUPERUSER, "postgres") as connection:
        # Workers make their own databases, and empty them past the triggers that guard the log.
        connection.execute(f"ALTER ROLE {OWNER_ROLE} CREATEDB")
        connection.execute(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER_ROLE}")
    _set_environment(home, cluster)


def _set_environment(home: Path, cluster: Cluster) -> None:
    for name in list(os.environ):
        if name in _SETTINGS:
            del os.environ[name]
    sockets = cluster.places.sockets
    os.environ |= {
        HOME: str(home),
        "DATABASE_URL": f"postgresql://{APP_ROLE}:{cluster.password(APP_ROLE)}@/cjg?host={sockets}",
        "DATABASE_OWNER_URL": f"postgresql://{OWNER_ROLE}:{cluster.password(OWNER_ROLE)}@/cjg?host={sockets}",
        "DATABASE_POOL": "0",
        "SECRET_KEY": _KEY,
        "VELDSLEUTEL": _FIELD_KEY,
        "DATA_DIR": str(home / "data"),
        "UITVOER_DIR": str(home / "uitvoer"),
        # The demo asks no second factor of staff; the tests about the second factor switch it off.
        "DEMO": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],testserver",
    }
    (home / "data" / "static").mkdir(parents=True)
    _take_own_valkey_databases("gw0")


def _settings_names() -> set[str]:
    from cjg.config import Config

    return {name.upper() for name in Config.model_fields}


_SETTINGS = _settings_names()


def _take_own_valkey_databases(worker: str) -> None:
    # One for the queue and one for the cache, which a test may empty without disturbing the other workers.
    sockets = Places(Path(os.environ[HOME])).sockets
    os.environ["VALKEY_URL"] = f"unix://{sockets / 'valkey.sock'}?db={2 * int(worker.removeprefix('gw')) + 2}"


@atexit.register
def _stop() -> None:
    """Stop what this process started, and remove it; also when the run breaks off before it began."""
    if not _servers:
        return
    while _servers:
        _servers.pop().stop()
    shutil.rmtree(os.environ[HOME], ignore_errors=True)
