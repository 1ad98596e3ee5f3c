"""A wrong setting stops the start with a Dutch sentence that says which and why; a right one is typed."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cjg.basis.management.commands.documenteer_configuratie import PAGE, render_page
from cjg.config import BASE_DIR, Config, ConfigurationError, get_config

SERVERS = {
    "DATABASE_URL": "postgresql://app@db/cjg",
    "DATABASE_OWNER_URL": "postgresql://eigenaar@db/cjg",
    "VALKEY_URL": "redis://valkey:6379/0",
    "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789-abcdefghijklmnop",
    "VELDSLEUTEL": "dGVzdHNsZXV0ZWwtdm9vci1kZS10ZXN0cy0wMTIzNDU=",
}


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Config.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def _read(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> Config:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return get_config.__wrapped__()


def test_no_setting_at_all_means_embedded_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    config = _read(monkeypatch, {})
    assert (config.is_embedded, config.is_valkey_embedded) == (True, True)
    assert config.data_dir == BASE_DIR / ".data"


def test_all_servers_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    config = _read(monkeypatch, SERVERS)
    assert (config.is_embedded, config.is_valkey_embedded) == (False, False)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PORT": "tachtig"}, "PORT: Dit moet een geheel getal zijn."),
        ({"PORT": "0"}, "PORT: Dit moet minstens 1 zijn."),
        ({"PORT": "70000"}, "PORT: Dit mag hoogstens 65535 zijn."),
        ({"PEILDATUM": "gisteren"}, "PEILDATUM: Dit moet een datum zijn als 2026-01-31."),
        ({"PEILDATUM": "2026-02-30"}, "PEILDATUM: Dit moet een datum zijn als 2026-01-31."),
        ({"DEMO": "misschien"}, "DEMO: Dit moet 1 of 0 zijn."),
        ({"LOG_LEVEL": "LUID"}, "LOG_LEVEL: Kies uit 'DEBUG', 'INFO', 'WARNING' of 'ERROR'."),
        ({"BESTAND": "/bestaat/niet.csv"}, "BESTAND: Er is geen bestand met deze naam."),
        ({"VALKEY_URL": "http://valkey"}, "VALKEY_URL: Dit moet een adres zijn dat begint met redis://"),
        ({"SMTP_URL": "mail.example.nl"}, "SMTP_URL: Dit moet een adres zijn dat begint met smtp://"),
        ({"PUBLIC_URL": "cjg.example.nl"}, "PUBLIC_URL: Dit moet een adres zijn dat begint met https://"),
        ({"API_CONTACT_EMAIL": "beheer"}, "API_CONTACT_EMAIL: Dit heeft niet de goede vorm."),
        ({"API_CONTACT_URL": "cjg.example/api"}, "API_CONTACT_URL: Dit heeft niet de goede vorm."),
        ({"DATABASE_URL": "mysql://db"}, "DATABASE_URL: Dit moet een adres zijn dat begint met postgresql://"),
        ({**SERVERS, "DATABASE_OWNER_URL": ""}, "DATABASE_URL is ingevuld en DATABASE_OWNER_URL niet."),
        ({**SERVERS, "DATABASE_URL": ""}, "DATABASE_OWNER_URL is ingevuld en DATABASE_URL niet."),
        ({**SERVERS, "DATABASE_OWNER_URL": SERVERS["DATABASE_URL"]}, "DATABASE_URL en DATABASE_OWNER_URL zijn gelijk."),
        ({"DATABASE_REPLICA_URL": "postgresql://r/cjg"}, "DATABASE_REPLICA_URL kan alleen samen met DATABASE_URL."),
        ({**SERVERS, "VALKEY_URL": ""}, "DATABASE_URL is ingevuld en VALKEY_URL niet."),
        ({**SERVERS, "SECRET_KEY": ""}, "SECRET_KEY ontbreekt."),
        ({**SERVERS, "VELDSLEUTEL": ""}, "VELDSLEUTEL ontbreekt."),
        ({"SECRET_KEY": "geheim"}, "SECRET_KEY is te zwak."),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is te zwak."),
        ({"VELDSLEUTEL": "2:dGVzdHNsZXV0ZWwtdm9vci1kZS10ZXN0cy0wMTIzNDU=,1:kort"}, "VELDSLEUTEL is te zwak."),
        ({"OIDC_ISSUER": "https://login.example.nl"}, "OIDC_ISSUER, OIDC_CLIENT_ID en OIDC_CLIENT_SECRET horen bij"),
        (
            {"SESSION_IDLE_MINUTES": "120", "SESSION_ABSOLUTE_MINUTES": "60"},
            "SESSION_IDLE_MINUTES mag niet groter zijn dan SESSION_ABSOLUTE_MINUTES.",
        ),
    ],
)
def test_wrong_value_is_named_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        _read(monkeypatch, environment)
    assert sentence in str(caught.value)


def test_every_fault_is_named_at_once_and_no_secret_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError) as caught:
        _read(monkeypatch, {"PORT": "x", "PEILDATUM": "y", "VALKEY_URL": "valkey://:Welkom01@server"})
    assert len(str(caught.value).splitlines()) == 3
    assert "Welkom01" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("cjg.example.nl, www.example.nl", ["cjg.example.nl", "www.example.nl"]),
        ('["cjg.example.nl"]', ["cjg.example.nl"]),
        ("[::1],localhost", ["[::1]", "localhost"]),
        ("[::1]", ["[::1]"]),
    ],
)
def test_allowed_hosts_is_a_list_with_commas_or_json(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: list[str]
) -> None:
    assert _read(monkeypatch, {"ALLOWED_HOSTS": value}).allowed_hosts == expected


def test_peildatum_is_a_date(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(monkeypatch, {"PEILDATUM": "2026-05-15"}).peildatum == date(2026, 5, 15)


def test_manage_command_stops_without_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE_DIR,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(tmp_path), "PORT": "tachtig"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "De configuratie klopt niet.\nPORT: Dit moet een geheel getal zijn.\n"


def test_page_about_the_configuration_is_up_to_date() -> None:
    """If this fails: python manage.py documenteer_configuratie."""
    assert PAGE.read_text(encoding="utf-8") == render_page()


def test_every_setting_has_a_dutch_description() -> None:
    for name, field in Config.model_fields.items():
        assert re.search(r"[a-z].*\.", field.description or ""), name
