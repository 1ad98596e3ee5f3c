"""What docker-compose.yml runs is what `make start` runs, without defaults for secrets and without privileges."""

import re
from typing import Any

import pytest
import yaml

from cjg.config import BASE_DIR, Config
from cjg.embedded import APP_ROLE, DATABASE, OWNER_ROLE
from cjg.processes import GRACE_SECONDS, PROCESSES
from cjg.system_packages import NEEDS

SERVERS = {"postgres", "valkey"}
STEPS = {"voorbereiden"}
SECRETS = re.compile(r"WACHTWOORD|SECRET|SLEUTEL|PASSWORD|_URL")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (BASE_DIR / "Dockerfile").read_text(encoding="utf-8")


def test_services_are_the_processes_of_the_supervisor(compose: dict[str, Any]) -> None:
    names = {process.name for process in PROCESSES}
    assert set(compose["services"]) == names | SERVERS | STEPS
    for name in names:
        assert compose["services"][name]["command"] == ["python", "-m", "cjg.processes", name]


def test_start_is_prepared_by_the_same_command(compose: dict[str, Any]) -> None:
    source = (BASE_DIR / "cjg/supervisor/run.py").read_text(encoding="utf-8")
    _, _, command = compose["services"]["voorbereiden"]["command"]
    assert f'self._manage("{command}")' in source
    for name in (process.name for process in PROCESSES):
        assert compose["services"][name]["depends_on"]["voorbereiden"] == {
            "condition": "service_completed_successfully"
        }


def test_every_running_service_has_a_health_check_and_comes_back(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        if name not in STEPS:
            assert service["healthcheck"]["test"], name
            assert service["restart"] == "unless-stopped", name


def test_processes_get_the_time_to_finish(compose: dict[str, Any]) -> None:
    for name in (process.name for process in PROCESSES):
        assert int(compose["services"][name]["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS


def test_no_secret_has_a_default(compose: dict[str, Any]) -> None:
    """`${X:?message}` stops the start when X is not filled in; `${X:-}` is only for what may be empty."""
    may_be_empty = {"SMTP_URL", "OIDC_CLIENT_SECRET"}
    for name, service in compose["services"].items():
        for variable, value in service.get("environment", {}).items():
            if SECRETS.search(variable) and variable not in may_be_empty:
                assert re.search(r"\$\{\w+:\?[^}]+\}", value), f"{name}: {variable}"
            assert not re.search(r"\$\{\w+:-[^}]+\}", value), f"{name}: {variable}"


def test_environment_of_the_processes_exists(compose: dict[str, Any]) -> None:
    """A misspelt name would be ignored in silence."""
    known = {name.upper() for name in Config.model_fields}
    for process in PROCESSES:
        assert set(compose["services"][process.name]["environment"]) <= known


def test_processes_have_no_privileges(compose: dict[str, Any], dockerfile: str) -> None:
    for process in PROCESSES:
        service = compose["services"][process.name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.search(r"^USER 10001$", dockerfile, re.MULTILINE)
    assert "requirements-productie.lock" in dockerfile
    assert "--require-hashes" in dockerfile


def test_image_installs_what_pdf_needs(dockerfile: str) -> None:
    for package in NEEDS["pdf"].debian:
        assert package in dockerfile


def test_servers_are_the_versions_of_the_embedded_ones(compose: dict[str, Any]) -> None:
    assert compose["services"]["postgres"]["image"] == "postgres:18"
    assert compose["services"]["valkey"]["image"].startswith("valkey/valkey:9")
    assert set(compose["volumes"]) == {"gegevens", "uitvoer", "postgres", "valkey"}


def test_roles_and_database_have_the_same_names() -> None:
    script = (BASE_DIR / "docker/maak-rollen.sh").read_text(encoding="utf-8")
    for name in (APP_ROLE, OWNER_ROLE, f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}"):
        assert name in script


def test_no_port_is_open_to_the_network(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_configuration_of_compose_is_accepted() -> None:
    """The addresses have the form that the configuration asks for."""
    config = Config(
        database_url="postgresql://cjg_app:geheim@postgres/cjg",
        database_owner_url="postgresql://cjg_eigenaar:geheim@postgres/cjg",
        valkey_url="redis://:geheim@valkey:6379/0",
    )
    assert not config.is_embedded
