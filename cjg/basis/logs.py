"""The technical log: one JSON object per line, without personal data.

Our own modules log an event name and named values. Of other packages only the sentence is kept, never what was filled
in, because that may be an address, a name or a text. Of an exception the type and the lines of code are kept, never
its message: PostgreSQL puts the values of a row in it.
"""

import json
import logging
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from cjg.basis.ids import uuid7

logger = logging.getLogger(__name__)

_request_id: ContextVar[UUID | None] = ContextVar("request_id", default=None)
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
OWN_LOGGERS = ("cjg", "gezinsplan", "toegang", "rapportage")


class JsonFormatter(logging.Formatter):
    """Write a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        is_own = record.name.split(".")[0] in OWN_LOGGERS
        line: dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "bron": record.name,
            "gebeurtenis": str(record.msg),
        }
        request_id = _request_id.get()
        if request_id:
            line["verzoek"] = str(request_id)
        if is_own:
            line |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info and record.exc_info[1] is not None:
            line["fout"] = describe_exception(record.exc_info[1])
        return json.dumps(line, default=str, ensure_ascii=False)


def describe_exception(error: BaseException) -> list[dict[str, Any]]:
    """Return type and lines of code of an exception and of what caused it, without any message."""
    described = []
    current: BaseException | None = error
    while current is not None:
        frames = traceback.extract_tb(current.__traceback__)
        described.append(
            {
                "soort": f"{type(current).__module__}.{type(current).__qualname__}",
                "regels": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
            }
        )
        current = current.__cause__ or current.__context__
    return described


class RequestLogMiddleware:
    """Give each request an id, and log how it ended: route, status and duration.

    The route is logged, not the path: a path holds the key of somebody's dossier. Query strings and bodies never.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = uuid7()
        request.verzoek_id = request_id  # type: ignore[attr-defined]  # read by the gate for its log lines
        token = _request_id.set(request_id)
        started = time.monotonic()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = str(request_id)
            match = request.resolver_match
            logger.info(
                "request",
                extra={
                    "methode": request.method,
                    "route": match.route if match else None,
                    "status": response.status_code,
                    "ms": round((time.monotonic() - started) * 1000, 1),
                },
            )
            return response
        finally:
            _request_id.reset(token)


def logging_configuration(level: str) -> dict[str, Any]:
    """Return the configuration of Python's logging: everything as JSON on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "cjg.basis.logs.JsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # "Not Found" and "Forbidden" are in our own line already.
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "propagate": False},
            # One line per task that begins and ends says nothing; what fails is a warning or worse.
            "celery.app.trace": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            # Libraries that make fonts and pictures talk a lot.
            "fontTools": {"level": "ERROR"},
            "weasyprint": {"level": "ERROR"},
        },
    }
