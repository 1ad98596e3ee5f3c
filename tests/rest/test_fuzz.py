"""Schemathesis against the real server: whatever is sent, the API answers as its own document says, never with 5xx.

The suite does a short run. A long one, with at least 20,000 requests:

    FUZZ=lang .venv/bin/pytest tests/rest/test_fuzz.py
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from oauth2_provider.models import AccessToken

from cjg.basis.rest import access
from cjg.dossier.api import Persoon
from cjg.organisatie.api import Gebruiker, Medewerker, Rol, Roltoekenning, Team
from tests.cast import make_cast
from tests.poort.world import World, make_world
from tests.rest.oauth import SCOPES, make_app, sign_in

ROOT = Path(__file__).resolve().parents[2]
# One more than what a role may do: the deeper a request gets, the more it can break.
ROLLEN = (
    *(Rol.IA_MEDEWERKER, Rol.COACH, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER, Rol.ADMINISTRATIE),
    *(Rol.MANAGER, Rol.DATA_MEDEWERKER),
)
CONFIG = Path(__file__).with_name("schemathesis.toml")
SHORT = ("--phases", "fuzzing", "--max-examples", "5", "--no-shrink")
FULL = ("--max-examples", "400", "--workers", "2")
LONG = os.environ.get("FUZZ") == "lang"
# negative_data_rejection and positive_data_acceptance: what is allowed depends on rules that no schema holds.
CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance"),
    *("response_schema_conformance", "missing_required_header", "unsupported_method", "allow_header_conformance"),
    *("ignored_auth", "negative_data_rejection"),
)


@pytest.fixture
def world(transactional_db: None) -> World:
    cast = make_cast()
    for rol in ROLLEN:
        begin = timezone.localdate() - datetime.timedelta(days=30)
        if rol not in cast.hanna.rollen:
            Roltoekenning.objects.create(gebruiker=cast.hanna, rol=rol, begindatum=begin)
    return make_world(cast)


def known_objects(world: World) -> dict[str, list[str]]:
    """Name what exists, by the segment of a path and by the name in a body."""
    cast, objects = world.cast, world.objects
    personen = [str(pk) for pk in Persoon.objects.values_list("pk", flat=True)]
    gezinnen = [str(cast.gezin.pk), str(cast.ander_gezin.pk)]
    medewerkers = [str(pk) for pk in Medewerker.objects.values_list("pk", flat=True)]
    teams = [str(pk) for pk in Team.objects.values_list("pk", flat=True)]
    one = {naam: [str(obj.pk)] for naam, obj in objects.items()}
    return {
        **one,
        "personen": personen,
        "jeugdigen": personen,
        "persoon": personen,
        "jeugdige": personen,
        "voor": personen,
        "gezinnen": gezinnen,
        "gezin": gezinnen,
        "team": teams,
        **dict.fromkeys(("aanspreekpunt", "besprokenMet", "reflectieDoor", "deskundige"), medewerkers),
        "trajecten": one["traject"],
        "gezinsplannen": one["plan"],
        "evaluaties": one["evaluatie"],
        "besluiten": one["besluit"],
        "aanmeldingen": one["aanmelding"],
        "contactmomenten": one["contactmoment"],
        "wachtlijst": one["wachtlijstplaats"],
        "kwartaalrapporten": one["rapport"],
        "aanbieders": one["aanbieder"],
        "producten": one["product"],
    }


def run(
    site: str,
    token: str,
    folder: Path,
    objects: dict[str, list[str]],
    *arguments: str,
    checks: tuple[str, ...] = CHECKS,
) -> tuple[int, str]:
    """Run Schemathesis; return its exit code and what it said."""
    names = folder / "objecten.json"
    names.write_text(json.dumps(objects))
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(CONFIG),
        "run",
        f"{site}/api/v1/openapi.json",
        "--url",
    ]
    command += [f"{site}/api/v1", "-H", f"Authorization: Bearer {token}", "--checks", ",".join(checks)]
    command += ["--no-color", "--seed", "20261122", "--generation-database", "none", "--warnings", "off"]
    environment = {**os.environ, "FUZZ_OBJECTEN": str(names), "SCHEMATHESIS_HOOKS": "tests.rest.fuzz_hooks"}
    environment |= {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=7200
    )
    report = done.stdout + done.stderr
    (folder / "verslag.txt").write_text(report)
    return done.returncode, report


def requests_made(report: str) -> int:
    """Return how many requests a run made, as it says itself."""
    found = re.search(r"(\d[\d,]*) generated", report)
    assert found, report
    return int(found[1].replace(",", ""))


@pytest.fixture
def unhindered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "PER_CLIENT", 10**9)


def token_of(site: str, user: Gebruiker, scope: str) -> str:
    token = sign_in(site, make_app(), user, scope).token
    AccessToken.objects.filter(token=token).update(expires=timezone.now() + datetime.timedelta(days=1))
    return token


@pytest.mark.usefixtures("unhindered")
def test_api_answers_as_its_document_says(world: World, live_server: Any, tmp_path: Path) -> None:
    token = token_of(live_server.url, world.cast.hanna, " ".join(sorted(SCOPES)))
    code, report = run(live_server.url, token, tmp_path, known_objects(world), *(FULL if LONG else SHORT))
    assert code == 0, report[-20_000:]
    assert requests_made(report) >= (20_000 if LONG else 200)


@pytest.mark.usefixtures("unhindered")
def test_token_without_scopes_gets_nothing(world: World, live_server: Any, tmp_path: Path) -> None:
    token = token_of(live_server.url, world.cast.hanna, "zelf:lezen")
    few = ("--phases", "fuzzing", "--max-examples", "1", "--no-shrink")
    code, report = run(live_server.url, token, tmp_path, known_objects(world), *few, checks=(*CHECKS, "without_scope"))
    assert code == 0, report[-20_000:]
