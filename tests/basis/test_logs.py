"""The technical log tells what happened, and never about whom."""

import json
import logging
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, connection
from django.test import Client

from cjg.basis.logs import JsonFormatter

SECRET = "Fatima-Zohra van Duinhoven"


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield collector.lines
    root.removeHandler(collector)


@pytest.mark.django_db
def test_request_is_logged_by_route_without_path_query_or_body(client: Client, lines: list[dict[str, Any]]) -> None:
    response = client.post(f"/accounts/login/?next=/{SECRET}", {"login": SECRET, "password": SECRET})
    (line,) = [line for line in lines if line["gebeurtenis"] == "request"]
    assert (line["methode"], line["status"]) == ("POST", response.status_code)
    assert line["route"] == "accounts/login/"
    assert line["verzoek"] == response.headers["X-Request-ID"]
    assert SECRET not in json.dumps(lines, ensure_ascii=False)


@pytest.mark.django_db
def test_unknown_path_is_not_repeated(client: Client, lines: list[dict[str, Any]]) -> None:
    client.get("/gezinnen/van-duinhoven/?zoek=fatima")
    assert "duinhoven" not in json.dumps(lines)
    assert [line["status"] for line in lines if line["gebeurtenis"] == "request"] == [404]


@pytest.mark.django_db
def test_request_ids_are_ours_and_differ(client: Client) -> None:
    """An id that a client could choose could hide its lines among somebody else's."""
    chosen = str(uuid.uuid4())
    ids = {client.get("/accounts/login/", headers={"x-request-id": chosen}).headers["X-Request-ID"] for _ in range(2)}
    assert len(ids) == 2
    assert chosen not in ids


@pytest.mark.django_db
def test_exception_is_logged_without_its_message(lines: list[dict[str, Any]]) -> None:
    """PostgreSQL puts the values of the row in the message."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_content_type (app_label, model) VALUES (%s, 'x'), (%s, 'x')", [SECRET] * 2
            )
    except IntegrityError:
        logging.getLogger("cjg.proef").exception("write_failed")
    assert SECRET not in json.dumps(lines, ensure_ascii=False)
    (line,) = lines
    assert line["gebeurtenis"] == "write_failed"
    assert line["fout"][0]["soort"] == "django.db.utils.IntegrityError"
    assert any("test_logs.py" in rule for rule in line["fout"][0]["regels"])


def test_other_packages_keep_their_sentence_and_lose_what_was_filled_in(lines: list[dict[str, Any]]) -> None:
    logging.getLogger("celery.worker").warning("Task %s raised %r", "cjg.taken", SECRET)
    (line,) = lines
    assert line["gebeurtenis"] == "Task %s raised %r"
    assert SECRET not in json.dumps(line, ensure_ascii=False)


def test_own_values_are_fields(lines: list[dict[str, Any]]) -> None:
    logging.getLogger("gezinsplan.services").warning("scan_done", extra={"aantal": 3})
    assert lines[0]["aantal"] == 3
    assert set(lines[0]) == {"tijd", "niveau", "bron", "gebeurtenis", "aantal"}


def test_settings_use_this_formatter() -> None:
    assert django_settings.LOGGING["formatters"]["json"]["()"] == "cjg.basis.logs.JsonFormatter"


def test_gunicorn_writes_through_it_too() -> None:
    from cjg.gunicorn_conf import logconfig_dict

    assert logconfig_dict["formatters"]["json"]["()"] == "cjg.basis.logs.JsonFormatter"
    assert logconfig_dict["loggers"]["gunicorn.access"]["level"] == "CRITICAL"
