"""What was decided and sent stays as it is, tried in the database role of the application."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from cjg.basis.api import today
from cjg.basis.databaserol import app_role
from tests.cast import Cast
from tests.toegang.helpers import content, record, steps, take
from toegang.models import Beschikking, Besluit, Mandaat, Onderzoek

PDF = b"%PDF-1.7 voorbeeld"


def run(sql: str, params: list[Any]) -> None:
    """Run one statement as the application, in a savepoint of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (app_role(),)
        cursor.execute(sql, params)


def refused(sql: str, params: list[Any], match: str) -> None:
    """Run a statement that the database must refuse."""
    with pytest.raises(DatabaseError, match=match):
        run(sql, params)


@pytest.fixture
def brief(cast: Cast, klaar: Besluit) -> Beschikking:
    """A letter of a besluit that was taken."""
    besluit = take(klaar, cast.ida)
    return Beschikking.objects.create(
        besluit=besluit,
        volgnummer=1,
        kenmerk=f"{besluit.nummer}/1",
        geadresseerde=cast.ouder,
        pdf=PDF,
        sha256=hashlib.sha256(PDF).hexdigest(),
        verstuurd_op=today(),
    )


@pytest.mark.parametrize(
    "change",
    [
        "motivering = 'anders'",
        "einddatum = einddatum + 1",
        "status = 'onderzoek', uitkomst = '', genomen_op = NULL",
        "genomen_door_id = voorbereid_door_id",
        "mandaat_id = NULL",
    ],
)
def test_taken_besluit_does_not_change(cast: Cast, klaar: Besluit, change: str) -> None:
    take(klaar, cast.ida)
    before = content(klaar)
    refused(f"UPDATE toegang_besluit SET {change} WHERE id = %s", [klaar.pk], "verandert niet")
    assert content(klaar) == before


def test_taken_besluit_and_its_onderzoek_are_not_removed(cast: Cast, klaar: Besluit) -> None:
    take(klaar, cast.ida)
    refused("DELETE FROM toegang_onderzoek WHERE besluit_id = %s", [klaar.pk], "verandert niet")
    refused("DELETE FROM toegang_besluit WHERE id = %s", [klaar.pk], "verandert niet")
    refused("UPDATE toegang_onderzoek SET reflectie = 'x' WHERE besluit_id = %s", [klaar.pk], "verandert niet")
    assert Onderzoek.objects.filter(besluit=klaar).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE toegang_beschikking SET pdf = ''",
        "UPDATE toegang_beschikking SET verstuurd_op = verstuurd_op - 1",
        "DELETE FROM toegang_beschikking",
        "TRUNCATE toegang_beschikking",
        "ALTER TABLE toegang_beschikking DISABLE TRIGGER ALL",
        "DROP TRIGGER alleen_toevoegen ON toegang_beschikking",
        "ALTER TABLE toegang_besluit DISABLE TRIGGER besluit_bevroren",
    ],
)
def test_letter_as_sent_does_not_change(brief: Beschikking, statement: str) -> None:
    refused(statement, [], "permission denied|must be owner")
    brief.refresh_from_db()
    assert bytes(brief.pdf) == PDF
    assert brief.sha256 == hashlib.sha256(bytes(brief.pdf)).hexdigest()


TAKE = """UPDATE toegang_besluit SET status = 'genomen', uitkomst = 'afgewezen', motivering = 'omdat', genomen_op = %s,
    genomen_door_id = %s, mandaat_id = %s WHERE id = %s"""


def test_database_refuses_a_besluit_that_skips_a_step(cast: Cast, besluit: Besluit) -> None:
    for stap in steps(cast)[:3]:
        record(besluit, stap)
    mandaat = Mandaat.objects.filter(gemeente="0392", rol="teamleider").get()
    refused(TAKE, [today(), cast.medewerker("hanna").pk, mandaat.pk, besluit.pk], "vier stappen")
    record(besluit, steps(cast)[3])
    run(TAKE, [today(), cast.medewerker("hanna").pk, mandaat.pk, besluit.pk])


def test_database_refuses_the_reflection_partner_as_decider(cast: Cast, klaar: Besluit) -> None:
    mandaat = Mandaat.objects.filter(gemeente="0392", rol="teamleider").get()
    refused(TAKE, [today(), cast.medewerker("bram").pk, mandaat.pk, klaar.pk], "meedenkt")


def test_database_refuses_a_mandate_of_another_gemeente(cast: Cast, klaar: Besluit) -> None:
    elders = Mandaat.objects.filter(gemeente="0473", rol="teamleider").get()
    refused(TAKE, [today(), cast.medewerker("hanna").pk, elders.pk, klaar.pk], "geldt niet voor deze gemeente")
