"""The OpenAPI document of the whole API against the NL API Design Rules that can be read from it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from cjg.basis.rest.pages import openapi_document

Json = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Json:
    openapi_document.cache_clear()  # another test may have made it of its own routes
    answer: Json = Client().get("/api/v1/openapi.json").json()
    return answer


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_every_reference_leads_somewhere(document: Json) -> None:
    for reference in set(_references(document)):
        node = document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def test_paths_are_kebab_case_without_trailing_slash(document: Json) -> None:
    segment = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{uuid\}")
    for path in document["paths"]:
        *segments, last = path.removeprefix("/").split("/")
        assert all(segment.fullmatch(each) for each in segments), path
        assert segment.fullmatch(last.removeprefix("_")), path


def test_names_are_camel_case(document: Json) -> None:
    camel = re.compile(r"[a-z][a-zA-Z0-9]*")
    for _, _, operation in _operations(document):
        names = [each["name"] for each in operation.get("parameters", []) if each["in"] in ("query", "path")]
        assert all(camel.fullmatch(name) for name in names), names
    for name, schema in document["components"]["schemas"].items():
        assert all(camel.fullmatch(each) for each in schema.get("properties", {})), name


def test_methods_are_the_standard_ones(document: Json) -> None:
    assert {method for _, method, _ in _operations(document)} <= {"get", "post", "put", "patch", "delete"}


def test_every_answer_has_the_version_and_every_error_is_a_problem(document: Json) -> None:
    for path, method, operation in _operations(document):
        statuses = set(operation["responses"])
        assert {"400", "401", "403", "429"} <= statuses, (path, method)
        assert "422" not in statuses
        for status, response in operation["responses"].items():
            assert "API-Version" in response["headers"], (path, method, status)
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"], (path, method, status)


def test_every_post_takes_a_key_and_every_edit_a_version(document: Json) -> None:
    for path, method, operation in _operations(document):
        headers = {each["name"] for each in operation.get("parameters", []) if each["in"] == "header"}
        assert ("Idempotency-Key" in headers) == (method == "post"), (path, method)
        assert ("If-Match" in headers) == (method == "patch" or (method == "post" and "{uuid}" in path))


def test_no_address_asks_for_a_bsn(document: Json) -> None:
    for path, _, operation in _operations(document):
        assert "bsn" not in path
        assert not [each for each in operation.get("parameters", []) if "bsn" in each["name"].lower()]


def test_every_route_names_its_scope_or_is_open_on_purpose(document: Json) -> None:
    for path, method, operation in _operations(document):
        view: Any = resolve(f"/api/v1{path}".replace("{uuid}", "01a20465-4e54-7006-9641-ad539cca1712")).func
        if {} in operation.get("security", [{}]):
            assert getattr(view.cls, "is_open", False), f"{method} {path} is open to everybody"
            continue
        scopes = [scope for each in operation["security"] for scope in each.get("oauth2", [])]
        assert len(scopes) == 1, (path, method, scopes)


def test_version_contact_and_licence_are_named(document: Json) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    assert document["info"]["license"]["identifier"] == "EUPL-1.2"
    assert all(document["info"]["contact"][name] for name in ("name", "url", "email"))
