"""Readiness follows what is away, and says what does not work then, to everybody alike."""

import socket
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from cjg.basis.health import check_health
from cjg.embedded import Places, ValkeyServer


def test_live_needs_nothing(client: Client) -> None:
    """No database is allowed in this test, and none is asked for."""
    response = client.get("/-/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_when_all_is_well(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = client.get("/-/health/ready")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "onderdelen": {name: {"status": "ok"} for name in ("database", "migraties", "logpartities", "valkey")},
    }
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_health_answers_under_any_host_name(client: Client) -> None:
    """A container's own check does not know the public name."""
    assert client.get("/-/health/ready", headers={"host": "10.0.0.7"}).status_code == 200


def test_health_refuses_other_methods_and_unknown_addresses(client: Client) -> None:
    assert client.post("/-/health/live").status_code == 405
    assert client.get("/-/health/onbekend").status_code == 404


@pytest.mark.django_db
def test_database_away_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(connections["default"].settings_dict, "HOST", str(tmp_path))
    response = client.get("/-/health/ready")
    assert response.status_code == 503
    assert response.json()["onderdelen"]["database"]["status"] == "niet gereed"
    assert str(tmp_path) not in response.content.decode()


@pytest.mark.django_db
def test_database_that_hangs_is_noticed_within_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the connection and never says a word: worse than being away."""
    with socket.create_server(("127.0.0.1", 0)) as server:  # the system takes the connection; nobody answers it
        monkeypatch.setitem(connections["default"].settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connections["default"].settings_dict, "PORT", str(server.getsockname()[1]))
        started = time.monotonic()
        assert check_health()["database"].status == "niet gereed"
        assert time.monotonic() - started < 5


@pytest.mark.django_db
def test_valkey_away_is_degraded_and_pages_keep_working(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"unix://{tmp_path}/weg.sock"}}
    response = client.get("/-/health/ready")
    assert response.status_code == 200
    assert response.json()["status"] == "beperkt"
    assert response.json()["onderdelen"]["valkey"] == {
        "status": "beperkt",
        "toelichting": "Herinneringen en mail wachten tot Valkey terug is. De schermen werken.",
    }
    assert client.get("/accounts/login/").status_code == 200


@pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])
def test_migration_that_has_not_run_is_not_ready(client: Client) -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = 'x' WHERE app = 'inzage' AND name = '0001_begin'")
        try:
            response = client.get("/-/health/ready")
        finally:
            cursor.execute("UPDATE django_migrations SET name = '0001_begin' WHERE app = 'inzage' AND name = 'x'")
    assert response.status_code == 503
    assert response.json()["onderdelen"]["migraties"]["status"] == "niet gereed"


@pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])
def test_few_months_of_log_partitions_is_degraded(client: Client) -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT to_char(current_date + interval '3 months', 'YYYY_MM')")
        name = f"inzage_inzageregel_{cursor.fetchone()[0]}"
        cursor.execute(f"ALTER TABLE {name} RENAME TO even_weg")
        try:
            response = client.get("/-/health/ready")
        finally:
            cursor.execute(f"ALTER TABLE even_weg RENAME TO {name}")
    assert response.status_code == 200
    assert response.json()["onderdelen"]["logpartities"]["status"] == "beperkt"


def test_valkey_comes_back(server_home: Path, settings: Any) -> None:
    server = ValkeyServer(Places(server_home))
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"unix://{server.socket}?db=1"}}
    for _ in range(2):
        server.start()
        assert check_health_of_valkey() == "ok"
        server.stop()
        assert check_health_of_valkey() == "beperkt"


def check_health_of_valkey() -> str:
    from cjg.basis.health import _check_valkey

    return _check_valkey().status
