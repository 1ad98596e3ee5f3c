"""`check_setup` names what is not fit for real use, and is content with what is."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cjg.basis.management.commands.check_setup import check_configuration, check_database, check_machine
from cjg.config import Config
from tests.database import owner_connection

FIT = {
    "public_url": "https://cjg.example.nl",
    "smtp_url": "smtp://mail.example.nl",
    "trusted_proxies": ["10.0.0.1"],
    "organisatie_contact": "023 000 00 00",
    "api_contact_email": "beheer@cjg.example.nl",
}


@pytest.mark.django_db
def test_names_what_is_not_fit() -> None:
    output = StringIO()
    with pytest.raises(CommandError, match="Nog niet klaar"):
        call_command("check_setup", stdout=output)
    assert "SMTP_URL is leeg" in output.getvalue()


@pytest.mark.django_db
def test_database_of_the_tests_is_fit() -> None:
    """The tests run in the application's role, as production does."""
    assert list(check_database()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "undo", "sentence"),
    [
        (
            "GRANT UPDATE ON inzage_inzageregel TO cjg_app",
            "REVOKE UPDATE ON inzage_inzageregel FROM cjg_app",
            "kan regels van het logboek wijzigen",
        ),
        ("DROP EXTENSION fuzzystrmatch", "CREATE EXTENSION fuzzystrmatch", "ontbreken: fuzzystrmatch"),
    ],
)
def test_database_that_is_not_fit_is_noticed(statement: str, undo: str, sentence: str) -> None:
    with owner_connection("test_cjg") as owner:
        owner.execute(statement)
        try:
            assert any(sentence in finding for _, finding in check_database())
        finally:
            owner.execute(undo)


def test_configuration_for_real_use_is_fit(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert list(check_configuration(Config(**FIT))) == []


@pytest.mark.parametrize("name", FIT)
def test_configuration_that_is_not_fit_is_noticed(settings: object, name: str) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert len(list(check_configuration(Config(**{key: value for key, value in FIT.items() if key != name})))) >= 1


def test_key_that_others_can_read_is_noticed(tmp_path: Path) -> None:
    keys = tmp_path / "sleutels"
    keys.mkdir()
    (keys / "veldsleutel").touch(mode=0o600)
    config = Config(data_dir=tmp_path)
    subjects: Callable[[], list[str]] = lambda: [subject for subject, _ in check_machine(config)]  # noqa: E731
    assert "Sleutels" not in subjects()
    (keys / "veldsleutel").chmod(0o644)
    assert "Sleutels" in subjects()
