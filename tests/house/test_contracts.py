"""Each contract of import-linter holds, and is broken by the import that it is there to stop."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from cjg.config import BASE_DIR

LAYERS = "Imports go one way, room by room"
DOORS = "What one room takes from another comes through its door"
SETTINGS = "The settings are read through django.conf"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    for name in ("cjg", "gezinsplan", "toegang", "rapportage", "tools"):
        shutil.copytree(BASE_DIR / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.json", "static"))
    shutil.copy(BASE_DIR / "pyproject.toml", copy)
    return copy


def _lint(house: Path) -> str:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=house,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_all_contracts_are_kept(house: Path) -> None:
    assert "3 kept, 0 broken" in _lint(house)


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("cjg/basis/ids.py", "import cjg.organisatie.api", LAYERS),
        ("cjg/dossier/api.py", "from gezinsplan import api", LAYERS),
        ("toegang/models/__init__.py", "def later():\n    import rapportage.models", LAYERS),
        ("cjg/portaal/apps.py", "import cjg.werkplek.apps", LAYERS),
        ("cjg/embedded/keys.py", "import cjg.basis.ids", LAYERS),
        ("toegang/api.py", "from gezinsplan.models import Traject", DOORS),
        ("cjg/intake/api.py", "import cjg.dossier.querysets", DOORS),
        ("cjg/inzage/tasks.py", "from django.conf import settings\nfrom cjg.settings import DEMO", SETTINGS),
    ],
)
def test_contract_is_broken_by_a_wrong_import(house: Path, module: str, line: str, broken: str) -> None:
    path = house / module
    original = path.read_text(encoding="utf-8") if path.exists() else None
    try:
        path.write_text(f"{original or ''}\n{line}\n", encoding="utf-8")
        assert f"{broken} BROKEN" in _lint(house)
    finally:
        if original is None:
            path.unlink()
        else:
            path.write_text(original, encoding="utf-8")


def test_every_room_stands_in_the_contracts() -> None:
    contracts = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = {room.strip() for layer in contracts[0]["layers"] for room in layer.split("|")}
    rooms = {
        config.name
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(BASE_DIR) and ".venv" not in config.path
    }
    assert rooms == set(contracts[1]["rooms"])
    assert rooms < layers


def test_no_contract_ignores_an_import() -> None:
    assert "ignore_imports" not in (BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
