"""The OpenAPI 3.1 document: what drf-spectacular finds in the code, completed with what holds for every route."""

import re
from typing import Any

from drf_spectacular.contrib.django_oauth_toolkit import DjangoOAuthToolkitScheme
from drf_spectacular.openapi import AutoSchema

from cjg.basis.rest.access import needed_scope
from cjg.basis.rest.problem import CONTENT_TYPE, STANDARD

Json = dict[str, Any]

_VERBS = {
    "list": "Lijst opvragen",
    "retrieve": "Opvragen",
    "create": "Toevoegen",
    "partial_update": "Wijzigen",
}
_PROBLEM: Json = {
    "type": "object",
    "description": "Een fout, volgens RFC 9457.",
    "required": ["type", "title", "status", "detail", "instance", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "code": {"type": "string"},
        "invalidParams": {
            "type": "array",
            "description": "Alle fouten in de invoer, per veld.",
            "items": {
                "type": "object",
                "required": ["name", "code", "reason"],
                "properties": {name: {"type": "string"} for name in ("name", "code", "reason")},
            },
        },
    },
}
_HEADERS: Json = {
    "API-Version": {
        "description": "De volledige versie van de API.",
        "schema": {"type": "string", "examples": ["1.0.0"]},
    },
    "ETag": {"description": "De versie van het object; stuur haar mee in If-Match.", "schema": {"type": "string"}},
    "Location": {"description": "Waar het nieuwe object staat.", "schema": {"type": "string", "format": "uri"}},
    "Retry-After": {"description": "Na hoeveel seconden u het opnieuw kunt proberen.", "schema": {"type": "string"}},
}
_IDEMPOTENCY_KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Een zelfgekozen sleutel. Dezelfde sleutel met dezelfde inhoud geeft hetzelfde antwoord, een dag lang.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
_IF_MATCH: Json = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "De ETag die u bij het ophalen kreeg.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
}


class BearerScheme(DjangoOAuthToolkitScheme):  # type: ignore[no-untyped-call]  # untyped library
    """Describes the tokens of `BearerAuthentication`, with the scope that a route needs."""

    target_class = "cjg.basis.rest.access.BearerAuthentication"

    def get_security_requirement(self, auto_schema: Any) -> Json:
        """Return the scope of one route."""
        scope = needed_scope(auto_schema.view, auto_schema.method)
        return {self.name: [scope] if scope else []}


class ApiSchema(AutoSchema):
    """Takes texts from `@extend_schema` only: docstrings are English and speak to programmers."""

    def get_description(self) -> str:  # type: ignore[override]  # drf-spectacular drops DRF's arguments
        """Return nothing of the docstring."""
        return ""

    def get_summary(self) -> str:
        """Return what the route does, in Dutch."""
        action = getattr(self.view, "action", None) or ""
        return _VERBS.get(action, action.strip("_").replace("_", " ").capitalize())


def keep_api(endpoints: list[Any]) -> list[Any]:
    """Keep the routes of the API, and leave out those that serve this document."""
    own = "cjg.basis.rest."
    return [each for each in endpoints if each[0].startswith("/api/v1/") and not each[3].cls.__module__.startswith(own)]


def _without_marks(node: Any) -> Any:
    """Return the document without the marks that drf-spectacular leaves for itself."""
    if isinstance(node, dict):
        return {name: _without_marks(value) for name, value in node.items() if name != "x-spec-enum-id"}
    return [_without_marks(value) for value in node] if isinstance(node, list) else node


def complete(result: Json, generator: Any, request: Any, public: Any) -> Json:
    """Add to every route what all have: version header, problems, keys and versions; name objects by uuid."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = _PROBLEM
    components["headers"] = _HEADERS
    for name, schema in components["schemas"].items():
        if name != "Problem" and schema.get("type") == "object":
            schema.pop("description", None)
            if name.endswith("Request"):
                schema["additionalProperties"] = False
    result["paths"] = {_by_uuid(path): item for path, item in result.get("paths", {}).items()}
    for path, item in result["paths"].items():
        for method, operation in item.items():
            _complete_operation(path, method, operation)
    document: Json = _without_marks(result)
    return document


def _complete_operation(path: str, method: str, operation: Json) -> None:
    parameters = operation.setdefault("parameters", [])
    for parameter in parameters:
        if parameter["in"] == "path" and parameter["name"] == "id":
            parameter["name"] = "uuid"
            parameter.pop("description", None)
    if method == "post":
        parameters.append(_IDEMPOTENCY_KEY)
    if is_edit(path, method):
        parameters.append(_IF_MATCH)
    _complete_responses(path, method, operation["responses"])


def _complete_responses(path: str, method: str, responses: Json) -> None:
    for code in _problem_statuses(path, method):
        responses.setdefault(str(code), _problem(code))
    for status, response in responses.items():
        headers = response.setdefault("headers", {})
        headers["API-Version"] = {"$ref": "#/components/headers/API-Version"}
        if status == "200" and (is_edit(path, method) or (method == "get" and path.endswith("{uuid}"))):
            headers["ETag"] = {"$ref": "#/components/headers/ETag"}
        if status == "201":
            headers["Location"] = {"$ref": "#/components/headers/Location"}
        if status in ("429", "503"):
            headers["Retry-After"] = {"$ref": "#/components/headers/Retry-After"}
        if not response.get("description"):
            response["description"] = "Gelukt."


def _problem_statuses(path: str, method: str) -> list[int]:
    statuses = [400, 401, 403, 404, 406, 429, 500, 503]
    statuses += [409, 413, 415] if method in ("post", "patch") else []
    return statuses + ([412, 428] if is_edit(path, method) else [])


def is_edit(path: str, method: str) -> bool:
    """Tell whether a route changes an object that is there: then the version that the edit started from is needed."""
    return method == "patch" or (method == "post" and "{" in path)


def _problem(status: int) -> Json:
    return {
        "description": STANDARD[status][1] + ".",
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _by_uuid(path: str) -> str:
    return re.sub(r"\{id\}", "{uuid}", path)
