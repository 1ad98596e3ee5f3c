"""The OpenAPI document as something to read: per resource its routes, with fields, codes and answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_KINDS = {
    "date": "datum (JJJJ-MM-DD)",
    "date-time": "tijdstip met tijdzone",
    "uuid": "uuid",
    "uri": "adres",
    "email": "mailadres",
    "binary": "bestand",
    "string": "tekst",
    "integer": "geheel getal",
    "number": "getal",
    "boolean": "true of false",
    "object": "object",
}
# What drf-spectacular writes about a list of codes: "* `code` - Label" per line.
_CODE = re.compile(r"^\* `([^`]*)` - (.*)$", re.MULTILINE)
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Veld:
    """A field of a body or an answer, or a parameter."""

    naam: str
    soort: str
    verplicht: bool = False
    uitleg: str = ""
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One status that a route can answer with."""

    status: str
    uitleg: str
    velden: tuple[Veld, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one path."""

    id: str
    methode: str
    pad: str
    titel: str
    uitleg: str
    scope: str
    parameters: tuple[Veld, ...]
    velden: tuple[Veld, ...]
    antwoord: Antwoord
    fouten: tuple[Antwoord, ...]


@dataclass(frozen=True, slots=True)
class Groep:
    """The routes of one resource."""

    naam: str
    routes: tuple[Route, ...]


def read_groups(document: Json) -> list[Groep]:
    """Return the resources of a document in the order of their names."""
    groups: dict[str, list[Route]] = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            groups.setdefault(path.split("/")[1], []).append(_route(document, path, method, operation))
    return [Groep(name, tuple(routes)) for name, routes in sorted(groups.items())]


def _route(document: Json, path: str, method: str, operation: Json) -> Route:
    answers = {status: answer for status, answer in operation["responses"].items() if status < "400"}
    status, answer = next(iter(answers.items()))
    scopes = [scope for way in operation.get("security", []) for scope in way.get("oauth2", [])]
    return Route(
        id=operation["operationId"],
        methode=method.upper(),
        pad=path,
        titel=operation["summary"],
        uitleg=operation.get("description", ""),
        scope=scopes[0] if scopes else "",
        parameters=tuple(_parameter(document, each) for each in operation["parameters"]),
        velden=_content(document, operation.get("requestBody", {})),
        antwoord=Antwoord(status, _file_or_nothing(answer), _content(document, answer)),
        fouten=tuple(
            Antwoord(code, each["description"])
            for code, each in sorted(operation["responses"].items())
            if code >= "400"
        ),
    )


def _file_or_nothing(answer: Json) -> str:
    kinds = [kind for kind in answer.get("content", {}) if kind != "application/json"]
    return f"Een bestand ({kinds[0]})." if kinds else ""


def _parameter(document: Json, parameter: Json) -> Veld:
    where = {"header": " in de kop", "path": " in het pad", "query": ""}[parameter["in"]]
    required = parameter.get("required", False)
    veld = _field(document, parameter["name"], parameter["schema"], required=required)
    text, codes = _split_codes(parameter.get("description", ""))
    return Veld(veld.naam, veld.soort + where, veld.verplicht, text or veld.uitleg, codes or veld.codes)


def _content(document: Json, holder: Json) -> tuple[Veld, ...]:
    schema = holder.get("content", {}).get("application/json", {}).get("schema")
    return tuple(_fields(document, schema)) if schema else ()


def _fields(document: Json, schema: Json, prefix: str = "", depth: int = 0) -> list[Veld]:
    schema = _resolve(document, schema)
    required = set(schema.get("required", []))
    found: list[Veld] = []
    for name, each in schema.get("properties", {}).items():
        found.append(_field(document, prefix + name, each, required=name in required))
        inner = _resolve(document, each)
        is_list = inner.get("type") == "array"
        deeper = _resolve(document, inner["items"]) if is_list else inner
        if deeper.get("properties") and depth < _DEPTH:
            found += _fields(document, deeper, f"{prefix}{name}{'[]' if is_list else ''}.", depth + 1)
    return found


def _field(document: Json, name: str, schema: Json, *, required: bool) -> Veld:
    schema = _resolve(document, schema)
    is_list = schema.get("type") == "array"
    inner = _resolve(document, schema["items"]) if is_list else schema
    text, codes = _split_codes(schema.get("description") or inner.get("description", ""))
    kind = f"lijst van: {_kind(document, inner)}" if is_list else _kind(document, inner)
    known = {code for code, _ in codes}
    others = tuple((str(code), "") for code in inner.get("enum", ()) if code not in {None, ""} and code not in known)
    return Veld(name, kind, required, text, codes + others)


def _kind(document: Json, schema: Json) -> str:
    if "enum" in schema:
        return "code"
    if "oneOf" in schema:
        return " of ".join(_kind(document, _resolve(document, each)) for each in schema["oneOf"])
    kinds = schema.get("type", "object")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    kind = next((each for each in kinds if each != "null"), "object")
    text = _KINDS.get(schema.get("format", ""), _KINDS.get(kind, kind))
    if longest := schema.get("maxLength"):
        text += f", hoogstens {longest} tekens"
    return text + (" of null" if "null" in kinds else "")


def _split_codes(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the words of a description, and the codes with their labels that stand under it."""
    return _CODE.sub("", text).strip(), tuple(_CODE.findall(text))


def _resolve(document: Json, schema: Json) -> Json:
    """Follow a reference to another part of the document."""
    alone = schema.get("allOf")
    if alone and len(alone) == 1:
        schema = {**alone[0], **{name: value for name, value in schema.items() if name != "allOf"}}
    reference = schema.get("$ref")
    if reference is None:
        return schema
    node: Any = document
    for step in reference.removeprefix("#/").split("/"):
        node = node[step]
    return _resolve(document, node)
