"""Is this copy of the application alive, and can it do its work? `/-/health/live` and `/-/health/ready`.

Answered before all other middleware: no session, no host name, no pool that may be exhausted. The answer follows an
outage within five seconds and says what is missing, in words that tell an outsider nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import psycopg
import redis
from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponseBase, JsonResponse

PREFIX = "/-/health/"
SECONDS = 2


class Status(StrEnum):
    """How a part is doing; the worst of the parts is how the whole is doing."""

    OK = "ok"
    DEGRADED = "beperkt"
    DOWN = "niet gereed"


@dataclass(frozen=True)
class Health:
    """The state of one part.

    Args:
        status: how it is doing.
        toelichting: what does not work now, in Dutch; empty when all is well.
    """

    status: Status
    toelichting: str = ""


OK = Health(Status.OK)
DatabaseCheck = Callable[["psycopg.Cursor[tuple[object, ...]]"], Health]
_database_checks: dict[str, DatabaseCheck] = {}


def register_health_check(name: str, check: DatabaseCheck) -> None:
    """Add a check on the database to the readiness, from a higher room's `AppConfig.ready`."""
    _database_checks[name] = check


def check_health() -> dict[str, Health]:
    """Check all parts that this copy needs."""
    found = {"database": OK}
    checks: dict[str, DatabaseCheck] = {"migraties": _check_migrations, **_database_checks}
    try:
        with _connect("default") as connection, connection.cursor() as cursor:
            for name, check in checks.items():
                found[name] = check(cursor)
    except psycopg.Error:
        found = {"database": Health(Status.DOWN, "De database antwoordt niet.")}
    if "replica" in settings.DATABASES:
        found["replica"] = _check_replica()
    found["valkey"] = _check_valkey()
    return found


def worst(parts: dict[str, Health]) -> Status:
    """Return the status of the whole."""
    return max((part.status for part in parts.values()), key=list(Status).index)


def _connect(alias: str) -> "psycopg.Connection[tuple[object, ...]]":
    parameters = connections[alias].settings_dict
    return psycopg.connect(
        host=parameters["HOST"],
        port=parameters["PORT"] or None,
        dbname=parameters["NAME"],
        user=parameters["USER"],
        password=parameters["PASSWORD"],
        connect_timeout=SECONDS,
        options=f"-c statement_timeout={SECONDS}s",
        **{key: value for key, value in parameters["OPTIONS"].items() if key.startswith("ssl")},
    )


@lru_cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)


def _check_migrations(cursor: "psycopg.Cursor[tuple[object, ...]]") -> Health:
    cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
    (is_made,) = cursor.fetchone() or (False,)
    applied = set()
    if is_made:
        applied = set(cursor.execute("SELECT app, name FROM django_migrations").fetchall())
    if _known_migrations() - applied:
        return Health(Status.DOWN, "De database is nog niet bijgewerkt naar deze versie.")
    return OK


def _check_replica() -> Health:
    try:
        _connect("replica").close()
    except psycopg.Error:
        return Health(Status.DEGRADED, "Rapportages met actuele cijfers werken nu niet.")
    return OK


def _check_valkey() -> Health:
    location = settings.CACHES["default"]["LOCATION"]
    try:
        with redis.Redis.from_url(location, socket_connect_timeout=1, socket_timeout=1) as client:
            client.ping()
    except redis.RedisError:
        return Health(Status.DEGRADED, "Herinneringen en mail wachten tot Valkey terug is. De schermen werken.")
    return OK


class HealthMiddleware:
    """Answer the two addresses; stands before all other middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        answer = {"live": _live, "ready": _ready}.get(request.path.removeprefix(PREFIX))
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return JsonResponse({"status": "alleen GET"}, status=405, headers={"Allow": "GET, HEAD"})
        response = answer()
        response.headers["Cache-Control"] = "no-store"
        return response


def _live() -> JsonResponse:
    return JsonResponse({"status": Status.OK})


def _ready() -> JsonResponse:
    parts = check_health()
    status = worst(parts)
    body = {
        "status": status,
        "onderdelen": {
            name: {"status": part.status} | ({"toelichting": part.toelichting} if part.toelichting else {})
            for name, part in parts.items()
        },
    }
    return JsonResponse(body, status=503 if status is Status.DOWN else 200)
