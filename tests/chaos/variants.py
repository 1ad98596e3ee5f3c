"""Deliberately bad variants of the application, that a round must find fault with."""

from dataclasses import dataclass

from tests.chaos.deployment import VICTIMS


@dataclass(frozen=True)
class Variant:
    """A mistake in the database's guarantees.

    Args:
        name: what is wrong with it.
        statements: how it is made.
        victims: what is killed to bring it to light.
        expected: a part of the fault that must be found.
        comes_to_light: a question with an answer once the harm is done; empty when the kills alone do it.
        undo: how the next variant starts from a good application again.
    """

    name: str
    statements: tuple[str, ...]
    victims: tuple[str, ...]
    expected: str
    comes_to_light: str = ""
    undo: tuple[str, ...] = ()


ASYNCHRONOUS = Variant(
    "bevestigen voordat het op schijf staat",
    (
        "ALTER SYSTEM SET synchronous_commit = off",
        "ALTER SYSTEM SET wal_writer_delay = '10s'",
        "SELECT pg_reload_conf()",
    ),
    ("PostgreSQL",),
    "verloren",
    undo=("ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()"),
)
WITHOUT_UNIQUE = Variant(
    "geen unieke sleutel op contacten",
    ("ALTER TABLE intake_contactmoment DROP CONSTRAINT intake_contactmoment_pkey CASCADE",),
    tuple(VICTIMS),
    "dubbel",
    # Both clicks must be between their INSERT and their COMMIT at the same moment.
    comes_to_light="SELECT 1 FROM intake_contactmoment GROUP BY id HAVING count(*) > 1",
)
