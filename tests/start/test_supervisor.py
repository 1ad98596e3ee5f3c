"""The supervisor starts everything, brings back what dies, and stops without failing a request."""

import http.client
import os
import signal
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.start.running import Running

WEB, WORKER, BEAT = r"gunicorn", r"celery.* worker", r"celery.* beat"


def _environment() -> dict[str, str]:
    """Point a process at the test database, which the tests' own connections use."""
    name = connections["default"].settings_dict["NAME"]
    return {key: os.environ[key].replace("/cjg?", f"/{name}?") for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}


def _visit_until_refused(port: int, answers: Counter[str]) -> None:
    """Ask for a page over and over, each time by a new connection, until nobody opens the door."""
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.connect()
        except ConnectionRefusedError:
            answers["refused"] += 1
            return
        try:
            connection.request("GET", "/accounts/login/")
            response = connection.getresponse()
            response.read()
            answers[str(response.status)] += 1
        except (OSError, http.client.HTTPException) as error:
            answers[f"taken and then {type(error).__name__}"] += 1
        finally:
            connection.close()


@pytest.fixture(scope="module")
def running(django_db_setup: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("draait"), **_environment())
    running.wait_until_started()
    yield running
    if running.process.poll() is None:
        running.stop(signal.SIGKILL)


def test_pages_and_hashed_static_files_are_served(running: Running) -> None:
    assert running.get("/-/health/ready") == 200
    assert running.get("/accounts/login/") == 200
    assert running.get("/static/staticfiles.json") == 200
    assert running.get("/bestaat-niet/") == 404


def test_second_copy_on_the_same_data_is_refused(running: Running) -> None:
    second = Running(running.home)
    assert second.process.wait(60) == 1
    assert "draait al met de gegevens in" in second.text


@pytest.mark.parametrize(("name", "pattern"), [("web", WEB), ("worker", WORKER), ("beat", BEAT)])
def test_process_that_is_killed_comes_back(running: Running, name: str, pattern: str) -> None:
    before = running.pids(pattern)
    assert before
    parent = min(before)  # the oldest: a web server starts its own children again without a word
    os.kill(parent, signal.SIGKILL)
    running.wait_until(lambda: f"{name} is gestopt (signaal SIGKILL) en start over" in running.text, "noticed")
    running.wait_until(lambda: running.pids(pattern) and parent not in running.pids(pattern), "back")
    running.wait_until(lambda: running.get("/-/health/live") == 200, "answer")


def test_stop_under_load_fails_no_request_and_leaves_no_process(running: Running) -> None:
    """Every connection that was taken gets its answer; the rest is refused at the door, where a proxy tries another."""
    answers: Counter[str] = Counter()
    visitors = [threading.Thread(target=_visit_until_refused, args=(running.port, answers)) for _ in range(6)]
    for visitor in visitors:
        visitor.start()
    running.wait_until(lambda: answers["200"] >= 60, "load")
    assert running.stop(signal.SIGTERM) == 0
    for visitor in visitors:
        visitor.join()
    assert set(answers) == {"200", "refused"}, answers
    assert answers["refused"] == len(visitors)
    for pattern in (WEB, WORKER, BEAT):
        assert running.pids(pattern) == []
    assert "Alles is gestopt." in running.text


def test_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        running = Running(tmp_path, PORT=str(port))
        assert running.process.wait(60) == 1
    assert running.text == (
        f"Poort {port} is al in gebruik door een ander programma."
        f" Kies een andere poort, bijvoorbeeld: PORT={port + 1} make start\n"
    )


def test_wrong_setting_is_said_in_a_sentence(tmp_path: Path) -> None:
    running = Running(tmp_path, PEILDATUM="morgen")
    assert running.process.wait(60) == 1
    assert running.text == "De configuratie klopt niet.\nPEILDATUM: Dit moet een datum zijn als 2026-01-31.\n"
