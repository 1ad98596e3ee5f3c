"""Idempotency-Key of the API: the same key and body give the same answer, another body is refused."""

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from cjg.basis.idempotency import MAX_KEY, claim
from cjg.basis.models import Idempotentie
from cjg.basis.rest.problem import ApiProblem
from cjg.basis.sleutels import derive

_KEPT_HEADERS = ("ETag", "Location")


@dataclass
class Replay:
    """The use of a key by one request."""

    row: Idempotentie
    is_first: bool

    @property
    def object_id(self) -> uuid.UUID | None:
        """The object that the first answer was about."""
        return self.row.object_id

    def response(self) -> Response:
        """Return the first answer again, marked as such."""
        stored = json.loads(self.row.antwoord)
        headers = {**stored["headers"], "Idempotent-Replayed": "true"}
        return Response(stored["data"], status=stored["status"], headers=headers)


def check_key(key: str) -> str:
    """Return a usable key; raises `ApiProblem` (400)."""
    key = key.strip()
    if not 1 <= len(key) <= MAX_KEY or not (key.isascii() and key.isprintable()):
        raise ApiProblem(
            400, f"Idempotency-Key is leeg, te lang (meer dan {MAX_KEY}) of onleesbaar.", code="sleutel-ongeldig"
        )
    return key


def begin(actor: str, key: str, path: str, data: Any) -> Replay:
    """Claim a key for a request; raises `ApiProblem` (409) when it was used for another one."""
    fingerprint = _fingerprint(path, data)
    row, is_first = claim(actor=actor, sleutel=key, verzoek_hash=fingerprint)
    if not is_first and not hmac.compare_digest(bytes(row.verzoek_hash), fingerprint):
        raise ApiProblem(
            409,
            "Deze Idempotency-Key is al gebruikt voor een ander verzoek. Kies voor elk verzoek een nieuwe.",
            code="sleutel-hergebruikt",
        )
    return Replay(row, is_first)


def finish(replay: Replay, response: HttpResponseBase) -> None:
    """Keep the answer, encrypted, for who sends the same request again."""
    if not isinstance(response, Response):
        raise TypeError("a POST answers with a DRF Response, so that it can be answered again")
    response.render()
    headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    stored = {"status": response.status_code, "headers": headers, "data": response.data}
    replay.row.antwoord = json.dumps(stored, cls=JSONEncoder)
    replay.row.object_id = _object_id(response.data)
    replay.row.save(update_fields=["antwoord", "object_id"])


def _fingerprint(path: str, data: Any) -> bytes:
    # keyed: the body may be little more than a BSN, which a bare hash would give away
    text = json.dumps([path, data], sort_keys=True, cls=JSONEncoder)
    return hmac.new(derive("idempotentie"), text.encode(), hashlib.sha256).digest()


def _object_id(data: Any) -> uuid.UUID | None:
    value = data.get("uuid") if isinstance(data, dict) else None
    return uuid.UUID(str(value)) if value else None
