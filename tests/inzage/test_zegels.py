"""The sealed log: seven ways to tamper with it, all seven found; and the application cannot even try."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from cjg.inzage.api import Actor, Inzageregel, Regel, record
from cjg.inzage.zegels import seal_hours, verify

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])

NU = datetime.datetime.now(datetime.UTC).replace(minute=30, second=0, microsecond=0)
EERSTE, TWEEDE, DERDE = (NU - datetime.timedelta(hours=n) for n in (5, 4, 3))


def as_owner(statement: str, *args: Any) -> None:
    """Tamper as somebody who has got hold of the owner's role, past the triggers."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, args)
        cursor.execute("SET session_replication_role = DEFAULT")


def insert(moment: datetime.datetime, soort: str = "persoon") -> uuid.UUID:
    pk = uuid.uuid4()
    as_owner(
        "INSERT INTO inzage_inzageregel (tijdstip, id, actor_naam, rol, organisatie, objectsoort, handeling, doel,"
        " grond, resultaat) VALUES (%s, %s, 'Anna', 'coach', 'CJG', %s, 'lezen', 'hulpverlening', '', 'gelukt')",
        moment,
        pk,
        soort,
    )
    return pk


@pytest.fixture
def sealed(settings: Any, tmp_path: Path) -> list[uuid.UUID]:
    """Three hours of three lines, sealed."""
    settings.INZAGE_KOPPEN = tmp_path / "zegels.jsonl"
    ids = [insert(uur + datetime.timedelta(minutes=minuut)) for uur in (EERSTE, TWEEDE, DERDE) for minuut in range(3)]
    seal_hours(now=NU)  # notes the boundary
    assert seal_hours(now=NU) == 3
    with transaction.atomic():
        assert verify()[0] == []
    return ids


def delete(pk: uuid.UUID) -> None:
    as_owner("DELETE FROM inzage_inzageregel WHERE id = %s", pk)


TAMPERINGS: dict[str, Callable[[list[uuid.UUID]], object]] = {
    "change a field": lambda ids: as_owner("UPDATE inzage_inzageregel SET rol = 'x' WHERE id = %s", ids[4]),
    "change the time": lambda ids: as_owner(
        "UPDATE inzage_inzageregel SET tijdstip = tijdstip + interval '1 second' WHERE id = %s", ids[4]
    ),
    "delete the first": lambda ids: delete(ids[0]),
    "delete one in the middle": lambda ids: delete(ids[4]),
    "delete the last": lambda ids: delete(ids[8]),
    "insert one": lambda ids: insert(TWEEDE + datetime.timedelta(minutes=9)),
    "swap two": lambda ids: as_owner(
        "UPDATE inzage_inzageregel SET id = CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)",
        *(ids[0], ids[1], ids[0], ids[0], ids[1]),
    ),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_tampering_with_a_sealed_hour_is_found(sealed: list[uuid.UUID], how: str) -> None:
    TAMPERINGS[how](sealed)
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("verify_inzage")


def test_removing_the_last_hour_with_its_seal_is_found(sealed: list[uuid.UUID]) -> None:
    as_owner("DELETE FROM inzage_inzageregel WHERE tijdstip >= %s", DERDE)
    as_owner("DELETE FROM inzage_uurzegel WHERE uur > %s", TWEEDE)
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("verify_inzage")


def test_line_of_a_whole_hour_that_was_not_there_is_found(sealed: list[uuid.UUID]) -> None:
    insert(EERSTE - datetime.timedelta(hours=3))
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("verify_inzage")


def test_untouched_log_verifies(sealed: list[uuid.UUID], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_inzage")
    assert "Het inzagelogboek klopt." in capsys.readouterr().out


def test_hour_with_a_transaction_still_running_is_not_sealed(settings: Any, tmp_path: Path) -> None:
    """A transaction that wrote in the hour but has not committed would otherwise add a line after the seal."""
    settings.INZAGE_KOPPEN = tmp_path / "zegels.jsonl"
    insert(EERSTE)
    with transaction.atomic(using="eigenaar"):
        with connections["eigenaar"].cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        seal_hours(now=NU)
        assert seal_hours(now=NU) == 0
    assert seal_hours(now=NU) == 1


FORBIDDEN = {
    "update": "UPDATE inzage_inzageregel SET rol = 'x'",
    "delete": "DELETE FROM inzage_inzageregel",
    "truncate": "TRUNCATE inzage_inzageregel",
    "own time": "INSERT INTO inzage_inzageregel (tijdstip, id, actor_naam, rol, organisatie, objectsoort, handeling,"
    " doel, grond, resultaat) VALUES ('2020-01-01', gen_random_uuid(), '', '', '', '', 'lezen', '', '', 'gelukt')",
    "partition": "INSERT INTO inzage_inzageregel_rest SELECT * FROM inzage_inzageregel",
    "drop": "DROP TABLE inzage_inzageregel",
    "switch triggers off": "SET session_replication_role = replica",
    "change a seal": "UPDATE inzage_uurzegel SET aantal = 0",
    "change history": "UPDATE dossier_persoonevent SET achternaam = 'x'",
}


@pytest.mark.parametrize("how", FORBIDDEN)
def test_application_cannot_change_the_log(sealed: list[uuid.UUID], how: str) -> None:
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SET pgtrigger.ignore = '{*}'")
        cursor.execute(FORBIDDEN[how])
    with transaction.atomic():
        assert verify() == ([], 9)


def test_lines_are_written_in_one_statement(django_assert_num_queries: Any) -> None:
    regel = Regel(uuid.uuid4(), uuid.uuid4(), "persoon", uuid.uuid4(), "lezen", "betrokkenheid")
    with django_assert_num_queries(1):
        record(actor=Actor(uuid.uuid4(), "Anna", "coach", "CJG"), regels=[regel] * 50, doel="hulpverlening")
    assert Inzageregel.objects.count() == 50
