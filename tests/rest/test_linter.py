"""The OpenAPI document against the NL API Design Rules, by Spectral; and Spectral against documents that break one."""

from __future__ import annotations

import copy
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS

from cjg.basis.rest.pages import openapi_document
from tools.lint_api import Finding, install, lint

Json = dict[str, Any]
Change = Callable[[Json], Any]


@pytest.fixture(scope="module", autouse=True)
def _spectral() -> None:
    if shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail("npm ontbreekt; in CI moet het OpenAPI-document langs Spectral")
        pytest.skip("npm ontbreekt: het OpenAPI-document is niet langs Spectral gegaan")
    install()


@pytest.fixture(scope="module")
def document() -> Json:
    openapi_document.cache_clear()
    GENERATOR_STATS.reset()
    made: Json = json.loads(openapi_document())
    return made


def test_document_is_made_without_warnings(document: Json) -> None:
    """What drf-spectacular could not find out, no client can either."""
    assert not GENERATOR_STATS, str(GENERATOR_STATS)


def test_document_keeps_the_design_rules(document: Json, tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document))
    assert lint(path) == []


def _rename_path(old: str, new: str) -> Change:
    def change(document: Json) -> None:
        document["paths"][new] = document["paths"].pop(old)

    return change


def _get(document: Json) -> Json:
    operation: Json = document["paths"]["/contactmomenten"]["get"]
    return operation


def _add_query(name: str) -> Change:
    def change(document: Json) -> None:
        _get(document)["parameters"].append({"name": name, "in": "query", "schema": {"type": "string"}})

    return change


def _set_property(name: str, schema: Json) -> Change:
    def change(document: Json) -> None:
        document["components"]["schemas"]["Contactmoment"]["properties"][name] = schema

    return change


def _one_resource(document: Json) -> Json:
    schemas = document["components"]["schemas"]
    kept = {name: each for name, each in schemas.items() if "Contactmoment" in name or name == "Problem"}
    paths = {path: item for path, item in document["paths"].items() if path.startswith("/contactmomenten")}
    return document | {"paths": paths, "components": document["components"] | {"schemas": kept}}


WRONG: dict[str, list[Change]] = {
    "adr:path-segments-kebab-case": [
        _rename_path("/contactmomenten", "/contactMomenten"),
        _rename_path("/contactmomenten", "/contact_momenten"),
        _rename_path("/contactmomenten", "/_contact/momenten"),
        _rename_path("/contactmomenten", "/contactmomenten.json"),
    ],
    "adr:no-trailing-slash": [_rename_path("/contactmomenten", "/contactmomenten/")],
    "adr:query-keys-camel-case": [_add_query("datum_vanaf"), _add_query("Datum")],
    "adr:no-sensitive-uris": [_add_query("bsn"), _add_query("achternaam")],
    "adr:property-names": [_set_property("duur_minuten", {"type": "integer"})],
    "adr:http-methods": [lambda d: d["paths"]["/contactmomenten"].update(trace=_get(d))],
    "adr:version-header": [
        lambda d: _get(d)["responses"]["200"]["headers"].pop("API-Version"),
        lambda d: _get(d)["responses"]["404"].pop("headers"),
    ],
    "adr:uri-version": [lambda d: d["servers"][0].update(url="/api"), lambda d: d["servers"][0].update(url="/v1.2")],
    "adr:servers-use-https": [lambda d: d["servers"][0].update(url="http://cjg.example/api/v1")],
    "oas3-api-servers": [lambda d: d.pop("servers")],
    "adr:semver": [lambda d: d["info"].update(version="1.0")],
    "adr:doc-openapi": [lambda d: d.update(openapi="2.0")],
    "adr:doc-openapi-contact": [lambda d: d["info"]["contact"].pop("email")],
    "adr:doc-openapi-contact-present": [lambda d: d["info"].pop("contact")],
    "adr:doc-openapi-summary": [lambda d: _get(d).pop("summary")],
    "adr:problem-details": [
        lambda d: _get(d)["responses"]["400"].update(content={"application/json": {"schema": {"type": "object"}}}),
        lambda d: d["components"]["schemas"]["Problem"]["required"].remove("detail"),
    ],
    "adr:invalid-input": [
        lambda d: _get(d)["responses"].pop("400"),
        lambda d: _get(d)["responses"].update({"422": _get(d)["responses"]["400"]}),
    ],
    "adr:date-time-format": [_set_property("om", {"type": "string", "format": "time"})],
    "adr:date-omit-time-portion": [
        _set_property("einddatum", {"type": "string", "format": "date-time"}),
        _set_property("datum", {"type": "string"}),
    ],
    "oas3-schema": [lambda d: d["info"].pop("title")],
    "operation-operationId-unique": [
        lambda d: d["paths"]["/contactmomenten"]["post"].update(operationId=_get(d)["operationId"])
    ],
    "path-params": [lambda d: d["paths"]["/contactmomenten/{uuid}"]["get"].update(parameters=[])],
}
CASES = [(rule, change) for rule, changes in WRONG.items() for change in changes]


@pytest.fixture(scope="module")
def found(document: Json, tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """Lint all wrong documents in one go, each with one resource only: that is quicker."""
    folder = tmp_path_factory.mktemp("fout")
    paths = []
    small = _one_resource(document)
    for number, (_, change) in enumerate(CASES):
        wrong = copy.deepcopy(small)
        change(wrong)
        paths.append(folder / f"{number}.json")
        paths[-1].write_text(json.dumps(wrong))
    findings: list[Finding] = lint(*paths)
    return [{each.rule for each in findings if each.file == path.name} for path in paths]


@pytest.mark.parametrize(("number", "rule"), [(number, rule) for number, (rule, _) in enumerate(CASES)])
def test_wrong_document_is_refused(found: list[set[str]], number: int, rule: str) -> None:
    assert rule in found[number]
