"""The reminder scan: a fixed number of statements, whatever the number of open things.

It only creates rows that a unique constraint makes unrepeatable (architecture §6), so it may run twice, at the same
time, or late. Whoever holds a thing gets the task; whoever replaces them gets the mail, and sees the task through
the replacement. A reminder that is a week late goes to the teamleiders of the team as well, and so does one for
somebody who is away without a replacement.
"""

# ruff: noqa: S608 - nothing but the names of our own tables is put into the statements

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet

from cjg.taken.bronnen import bronnen
from cjg.taken.models import Herinnering, Taak
from cjg.taken.ontvangers import absent_medewerkers, teamleiders
from cjg.taken.planning import due_until


@dataclass(frozen=True)
class Scanresultaat:
    """What one run made and stopped."""

    taken: int
    herinneringen: int
    vervallen: int


@transaction.atomic
def scan_reminders(*, today: datetime.date, now: datetime.datetime) -> Scanresultaat:
    """Make the tasks and reminders that are owed by today, and stop the tasks whose reason is gone.

    Two schedulers at once make nothing twice: rows go in by one order (no deadlock) and past a unique constraint.
    The tasks come first, in a statement of their own, so that the reminders find them whoever made them.
    """
    wie, parameters = _who_is_reminded(today)
    codes = [bron.soort.code for bron in bronnen()]
    with connection.cursor() as cursor:
        cursor.execute(wie + _TAKEN, [*parameters, now, now, today])
        taken = cursor.rowcount
        cursor.execute(wie + _HERINNERINGEN, [*parameters, now, now, today])
        herinneringen = cursor.rowcount
        cursor.execute(wie + _VERVALLEN, [*parameters, now, now, codes, due_until(Herinnering.Soort.VOORAF, today)])
        return Scanresultaat(taken, herinneringen, cursor.rowcount)


def _who_is_reminded(today: datetime.date) -> tuple[str, list[Any]]:
    """Build the CTEs up to `wie`: one row per thing, kind of reminder and medewerker whose task it is."""
    bron, bron_parameters = _sources(today)
    leider, leider_parameters = _compile(teamleiders(today))
    afwezig, afwezig_parameters = _compile(absent_medewerkers(today))
    grenzen = [value for soort in Herinnering.Soort for value in (soort.value, due_until(soort, today))]
    te_laat = Herinnering.Soort.TE_LAAT.value
    parameters = [*bron_parameters, *leider_parameters, *afwezig_parameters, *grenzen, te_laat]
    return _WIE.format(bron=bron, leider=leider, afwezig=afwezig), parameters


def _sources(today: datetime.date) -> tuple[str, list[Any]]:
    until = due_until(Herinnering.Soort.VOORAF, today)
    parts: list[str] = []
    parameters: list[Any] = []
    for bron in bronnen():
        try:
            sql, values = _compile(bron.rows(today, until))
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s::text, q.* FROM ({sql}) AS q")
        parameters += [bron.soort.code, *values]
    return " UNION ALL ".join(parts) or _NO_SOURCE, parameters


def _compile(queryset: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    sql, parameters = queryset.query.sql_with_params()
    return sql, tuple(parameters)


_NO_SOURCE = "SELECT ''::text, NULL::uuid, NULL::uuid, NULL::date, NULL::uuid, NULL::uuid, ''::text WHERE false"

_WIE = """
WITH bron (soort, onderwerp_id, gezin_id, vervaldatum, medewerker_id, team_id, titel) AS MATERIALIZED ({bron}),
leider (team_id, medewerker_id) AS ({leider}),
afwezig (medewerker_id, vervanger_id) AS ({afwezig}),
grens (herinnering, tot) AS (VALUES (%s, %s::date), (%s, %s::date), (%s, %s::date)),
wie AS MATERIALIZED (
    SELECT bron.*, grens.herinnering, bron.medewerker_id AS houder_id
    FROM bron JOIN grens ON bron.vervaldatum <= grens.tot
    WHERE bron.medewerker_id IS NOT NULL
    UNION
    SELECT bron.*, grens.herinnering, leider.medewerker_id
    FROM bron JOIN grens ON bron.vervaldatum <= grens.tot JOIN leider ON leider.team_id = bron.team_id
    LEFT JOIN afwezig ON afwezig.medewerker_id = bron.medewerker_id
    WHERE grens.herinnering = %s OR bron.medewerker_id IS NULL
       OR (afwezig.medewerker_id IS NOT NULL AND afwezig.vervanger_id IS NULL)
)
"""

# A task that was stopped and is due again (a coach who took over for a while) opens again: it is the same task.
_TAKEN = f"""
INSERT INTO {Taak._meta.db_table} AS taak
    (id, aangemaakt_op, gewijzigd_op, soort, titel, onderwerp_soort, onderwerp_id, gezin_id, uiterlijk,
     zichtbaar_vanaf, medewerker_id, team_id, status)
SELECT taken_uuid7(), %s, %s, nieuw.soort, nieuw.titel, nieuw.soort, nieuw.onderwerp_id, nieuw.gezin_id,
       nieuw.vervaldatum, %s, nieuw.houder_id, nieuw.team_id, 'open'
FROM (
    SELECT DISTINCT ON (onderwerp_id, soort, vervaldatum, houder_id) * FROM wie
    WHERE NOT EXISTS (
        SELECT 1 FROM {Taak._meta.db_table} AS al
        WHERE al.soort = wie.soort AND al.onderwerp_id = wie.onderwerp_id AND al.uiterlijk = wie.vervaldatum
          AND al.medewerker_id = wie.houder_id AND al.status <> 'vervallen')
    ORDER BY onderwerp_id, soort, vervaldatum, houder_id
) AS nieuw
ON CONFLICT ON CONSTRAINT taak_eenmaal DO UPDATE
    SET status = 'open', afgesloten_op = NULL, gewijzigd_op = EXCLUDED.gewijzigd_op
    WHERE taak.status = 'vervallen'
"""

_HERINNERINGEN = f"""
INSERT INTO {Herinnering._meta.db_table}
    (id, aangemaakt_op, gewijzigd_op, onderwerp_soort, onderwerp_id, soort, vervaldatum, ontvanger_id, taak_id, dag)
SELECT taken_uuid7(), %s, %s, nieuw.soort, nieuw.onderwerp_id, nieuw.herinnering, nieuw.vervaldatum,
       nieuw.ontvanger_id, nieuw.taak_id, %s
FROM (
    SELECT DISTINCT ON (wie.onderwerp_id, wie.herinnering, wie.vervaldatum, ontvanger_id)
        wie.soort, wie.onderwerp_id, wie.herinnering, wie.vervaldatum, taak.id AS taak_id,
        coalesce(afwezig.vervanger_id, wie.houder_id) AS ontvanger_id
    FROM wie
    JOIN {Taak._meta.db_table} AS taak
      ON taak.soort = wie.soort AND taak.onderwerp_id = wie.onderwerp_id AND taak.uiterlijk = wie.vervaldatum
     AND taak.medewerker_id = wie.houder_id AND taak.status = 'open'
    LEFT JOIN afwezig ON afwezig.medewerker_id = wie.houder_id
    WHERE NOT EXISTS (
        SELECT 1 FROM {Herinnering._meta.db_table} AS al
        WHERE al.onderwerp_id = wie.onderwerp_id AND al.soort = wie.herinnering
          AND al.vervaldatum = wie.vervaldatum
          AND al.ontvanger_id = coalesce(afwezig.vervanger_id, wie.houder_id))
    ORDER BY wie.onderwerp_id, wie.herinnering, wie.vervaldatum, ontvanger_id
) AS nieuw
ON CONFLICT DO NOTHING
"""

_VERVALLEN = f"""
UPDATE {Taak._meta.db_table} AS taak SET status = 'vervallen', afgesloten_op = %s, gewijzigd_op = %s
WHERE taak.status = 'open' AND taak.soort = ANY(%s) AND taak.uiterlijk <= %s
  AND NOT EXISTS (
    SELECT 1 FROM wie WHERE wie.soort = taak.soort AND wie.onderwerp_id = taak.onderwerp_id
      AND wie.vervaldatum = taak.uiterlijk AND wie.houder_id = taak.medewerker_id)
"""
