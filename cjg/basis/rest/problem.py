"""Errors of the API as `application/problem+json` (RFC 9457): Dutch, all at once, without repeating values."""

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.signals import got_request_exception
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings

from cjg.basis.constraints import is_conflict, message_of
from cjg.basis.models import StaleVersion
from cjg.basis.rest.names import to_camel

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
_UNREADABLE = "De inhoud is niet te lezen"
WHOLE = "algemeen"  # the name in invalidParams of an error that is about the whole

# status: (code, title, what to do when the error itself doesn't say)
STANDARD: dict[int, tuple[str, str, str]] = {
    400: ("ongeldige-invoer", "De invoer klopt niet", "Verbeter de genoemde velden en verstuur het verzoek opnieuw."),
    401: ("niet-aangemeld", "U bent niet aangemeld", "Meld u aan, of stuur een geldig toegangstoken mee."),
    403: ("geen-toegang", "U mag dit niet doen", "Uw rol of toegangstoken geeft dit recht niet."),
    404: ("niet-gevonden", "Niet gevonden", "Dit adres bestaat niet, of het is niet voor u."),
    405: ("methode-niet-toegestaan", "Deze methode bestaat hier niet", "Kijk in de kop Allow welke methoden er zijn."),
    406: ("niet-leverbaar", "Dit formaat bestaat hier niet", "Vraag om application/json of application/problem+json."),
    409: ("conflict", "Dit past niet bij wat er al is", "Haal de gegevens opnieuw op en probeer het nog eens."),
    412: (
        "verouderd",
        "Iemand anders heeft dit gewijzigd",
        "Vergelijk beide versies en verstuur uw wijziging opnieuw.",
    ),
    413: ("te-groot", "De inhoud is te groot", "Verstuur minder gegevens in één verzoek."),
    415: ("formaat-onbekend", "Dit formaat wordt niet gelezen", "Verstuur application/json."),
    428: ("if-match-ontbreekt", "De versie ontbreekt", "Stuur in If-Match de ETag mee die u bij het ophalen kreeg."),
    429: ("te-veel-verzoeken", "Te veel verzoeken", "Wacht even en probeer het daarna opnieuw."),
    500: ("storing", "Er ging bij ons iets mis", "Uw verzoek is niet verwerkt. Probeer het later opnieuw."),
    503: ("niet-beschikbaar", "Het systeem is nu niet bereikbaar", "Probeer het over een minuut opnieuw."),
}

# What DRF says itself repeats what was sent (which may be a BSN); these sentences don't.
_OWN_REASONS = {
    "required": "Vul dit veld in.",
    "null": "Dit veld mag niet leeg (null) zijn.",
    "blank": "Dit veld mag niet leeg zijn.",
    "empty": "Geef minstens één waarde.",
    "invalid_choice": "Kies een waarde uit de codelijst.",
    "does_not_exist": "Dit bestaat niet, of het is niet voor u.",
    "incorrect_type": "Geef hier een uuid.",
    "not_a_list": "Geef hier een lijst.",
    "unique": "Deze waarde bestaat al.",
    "null_characters_not_allowed": "Nultekens zijn niet toegestaan.",
}


class ApiProblem(exceptions.APIException):
    """A refusal with a status, a code and a Dutch sentence; `extra` members go into the body as they are."""

    def __init__(
        self, status: int, detail: str = "", *, code: str = "", title: str = "", extra: Mapping[str, Any] | None = None
    ) -> None:
        self.status_code = status
        self.problem_code, self.title, self.extra = code, title, dict(extra or {})
        super().__init__(detail or STANDARD[status][2], code or STANDARD[status][0])


def problem_body(
    status: int, detail: str = "", *, code: str = "", title: str = "", instance: str = "", **extra: Any
) -> dict[str, Any]:
    """Return the members of a problem; what is not given comes from the table per status."""
    standard = STANDARD.get(status, STANDARD[500] if status >= 500 else STANDARD[400])
    code = code or standard[0]
    body = {
        "type": f"urn:cjg:fout:{code}",
        "title": title or standard[1],
        "status": status,
        "detail": detail or standard[2],
        "instance": quote(instance),  # RFC 9457 asks for a URI reference; a path holds whatever was sent
        "code": code,
    }
    return {**body, **extra}


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response:
    """Turn every exception of an API view into a problem; `EXCEPTION_HANDLER` of DRF.

    What nobody expected becomes a 500 that says nothing about the inside, and still reaches the log and the test
    client.
    """
    request = context["request"]
    problem = _as_problem(exc, context)
    if problem is None:
        got_request_exception.send(sender=type(context["view"]), request=request)
        logger.error("api_error", exc_info=exc, extra={"view": type(context["view"]).__name__})
        problem = ApiProblem(500)
    body = problem_body(
        problem.status_code,
        _text(problem.detail),
        code=problem.problem_code,
        title=problem.title,
        instance=request.path,
        **problem.extra,
    )
    return Response(body, status=problem.status_code, headers=_headers(exc, problem), content_type=CONTENT_TYPE)


def _as_problem(exc: Exception, context: dict[str, Any]) -> ApiProblem | None:
    return next((translate(exc, context) for kinds, translate in _TRANSLATIONS if isinstance(exc, kinds)), None)


def _database_away(exc: Exception) -> ApiProblem:
    logger.error("database_unavailable", exc_info=exc)
    return ApiProblem(503)


def _forbidden(exc: exceptions.PermissionDenied) -> ApiProblem:
    code = getattr(exc.detail, "code", None)
    if code == exceptions.PermissionDenied.default_code:
        return ApiProblem(403)
    return ApiProblem(403, _text(exc.detail), code=code or "")


def _headers(exc: Exception, problem: ApiProblem) -> dict[str, str]:
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    elif problem.status_code == 503:
        headers["Retry-After"] = "60"
    return headers


def _both_versions(exc: StaleVersion, context: dict[str, Any]) -> dict[str, Any]:
    """Return both versions, so that nothing is lost: what was sent, and what is there now for who may see it."""
    current = getattr(context["view"], "current_representation", lambda: None)()
    return {
        "verwachteVersie": exc.expected,
        "huidigeVersie": exc.current,
        "ingezonden": context["request"].data,
        "huidig": current,
    }


def _invalid(params: list[dict[str, str]]) -> ApiProblem:
    detail = "Verbeter het genoemde veld." if len(params) == 1 else f"Verbeter de {len(params)} genoemde velden."
    if all(param["name"] == WHOLE for param in params):
        detail = " ".join(param["reason"] for param in params)
    return ApiProblem(400, detail, extra={"invalidParams": params})


def _flatten(detail: Any, path: str = "") -> list[dict[str, str]]:
    """Return every error with the path to its field: `doelen.0.omschrijving`."""
    if isinstance(detail, dict):
        return [param for key, value in detail.items() for param in _flatten(value, _join(path, str(key)))]
    if isinstance(detail, list | tuple):
        found = []
        for index, value in enumerate(detail):
            deeper = _join(path, str(index)) if isinstance(value, dict | list) else path
            found += _flatten(value, deeper)
        return found
    code = getattr(detail, "code", "invalid")
    return [_param(path, code, _OWN_REASONS.get(code, str(detail)))]


def _flatten_django(exc: DjangoValidationError) -> list[dict[str, str]]:
    if not hasattr(exc, "error_dict"):
        return [_param("", error.code or "invalid", message) for error, message in _messages(exc)]
    return [
        _param("" if field == NON_FIELD_ERRORS else to_camel(field), error.code or "invalid", message)
        for field, errors in exc.error_dict.items()
        for each in errors
        for error, message in _messages(each)
    ]


def _messages(exc: DjangoValidationError) -> Iterator[tuple[DjangoValidationError, str]]:
    for error in exc.error_list:
        yield error, error.messages[0]


def _param(name: str, code: str, reason: str) -> dict[str, str]:
    return {"name": name or WHOLE, "code": code.replace("_", "-"), "reason": reason}


def _join(path: str, key: str) -> str:
    if key == api_settings.NON_FIELD_ERRORS_KEY:
        return path
    return f"{path}.{key}" if path else key


def _text(detail: Any) -> str:
    return " ".join(map(str, detail)) if isinstance(detail, list | tuple) else str(detail)


# The first kind that fits counts: special kinds stand before the general ones they derive from.
_TRANSLATIONS: tuple[tuple[Any, Callable[[Any, dict[str, Any]], ApiProblem]], ...] = (
    (ApiProblem, lambda exc, _: exc),
    (exceptions.ValidationError, lambda exc, _: _invalid(_flatten(exc.detail))),
    (DjangoValidationError, lambda exc, _: _invalid(_flatten_django(exc))),
    (StaleVersion, lambda exc, context: ApiProblem(412, str(exc), extra=_both_versions(exc, context))),
    (Http404, lambda *_: ApiProblem(404)),
    (PermissionDenied, lambda exc, _: ApiProblem(403, str(exc))),
    (RequestDataTooBig, lambda *_: ApiProblem(413)),
    (IntegrityError, lambda exc, _: ApiProblem(409 if is_conflict(exc) else 400, message_of(exc))),
    ((OperationalError, InterfaceError), lambda exc, _: _database_away(exc)),
    (exceptions.ParseError, lambda exc, _: ApiProblem(400, _text(exc.detail), code="onleesbaar", title=_UNREADABLE)),
    (exceptions.PermissionDenied, lambda exc, _: _forbidden(exc)),
    (exceptions.APIException, lambda exc, _: ApiProblem(exc.status_code)),
)
