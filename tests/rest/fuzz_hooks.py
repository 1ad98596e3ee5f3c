"""Loaded by Schemathesis: puts objects that exist where a request names one, so that it gets past 404.

`FUZZ_OBJECTEN` names a JSON file with the uuids per segment of a path and per name in a body. Three in four uuids are
replaced; the rest stay invented, because strangers must be refused as well.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import schemathesis

KNOWN: dict[str, list[str]] = json.loads(Path(os.environ["FUZZ_OBJECTEN"]).read_text())


def _pick(kind: str, seed: str) -> str:
    """Choose by what was generated, so that a run can be repeated."""
    number = sum(seed.encode())
    known = KNOWN.get(kind)
    return known[number % len(known)] if known and number % 4 else seed


def _is_uuid(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4


def _fill(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _fill(key, each) for key, each in value.items()}
    if isinstance(value, list):
        return [_fill(name, each) for each in value]
    return _pick(name, value) if _is_uuid(value) else value


@schemathesis.hook
def map_case(context: Any, case: Any) -> Any:
    """Name objects that exist in the path, the body and the query."""
    parameters = case.path_parameters or {}
    if _is_uuid(parameters.get("uuid")):
        parameters["uuid"] = _pick(case.path.strip("/").split("/")[0], parameters["uuid"])
    if isinstance(case.body, dict):
        case.body = _fill("", case.body)
    for name, value in (case.query or {}).items():
        case.query[name] = _fill(name, value)
    if case.method in ("PATCH", "POST") and "{uuid}" in case.path and (case.headers or {}).get("If-Match"):
        case.headers["If-Match"] = f'"{_version(case.headers["If-Match"])}"'
    return case


def _version(header: Any) -> str:
    """Mostly the first versions: a stale edit is refused before anything else happens."""
    digits = "".join(filter(str.isdigit, str(header))) or "1"
    return str(int(digits[-1]) % 6 + 1) if len(digits) % 3 else digits[:9]


@schemathesis.check
def without_scope(context: Any, response: Any, case: Any) -> None:
    """Hold that a token which only says who somebody is opens nothing else; asked for by name."""
    assert response.status_code >= 400 or case.path == "/zelf", response.status_code
