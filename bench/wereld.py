"""A team of its own with so many of everything, moved there from the example data: for pages with 10 and 1,000 rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from cjg.basis.api import now, today
from cjg.organisatie.api import Gebruiker, Gemeente, Medewerker, Rol, Team, create_medewerker
from cjg.taken.services import scan_reminders


@dataclass(frozen=True)
class Meetteam:
    """A team with `aantal` running trajecten, all of one coach, and as many waiting families and besluiten."""

    aantal: int
    coach: Gebruiker
    leider: Gebruiker


# Trajecten that no other such team took, opened again; each of its steps sets what the constraints ask.
_TRAJECTEN = """
CREATE TEMP TABLE gekozen AS
    SELECT t.id, t.gezin_id FROM gezinsplan_traject t JOIN organisatie_team m ON m.id = t.team_id
    WHERE t.soort IN ('gezinscoaching', 'jongerencoaching') AND m.naam NOT LIKE 'Meetteam%%' ORDER BY t.id LIMIT %(n)s;
UPDATE gezinsplan_traject SET team_id = %(team)s, einddatum = NULL, status = 'uitvoering', reden_beeindiging = '',
    toelichting_einde = '' WHERE id IN (SELECT id FROM gekozen);
UPDATE gezinsplan_trajectdeelname SET einddatum = NULL WHERE traject_id IN (SELECT id FROM gekozen);
DELETE FROM gezinsplan_aanspreekpunt WHERE traject_id IN (SELECT id FROM gekozen);
INSERT INTO gezinsplan_aanspreekpunt (id, aangemaakt_op, gewijzigd_op, begindatum, traject_id, medewerker_id, overdracht)
    SELECT gen_random_uuid(), now(), now(), %(begin)s, id, %(coach)s, '' FROM gekozen;
UPDATE gezinsplan_evaluatie SET status = 'gepland', gehouden_op = NULL, vervolg = '', grond_langer = '',
    akkoord_door_id = NULL, akkoord_op = NULL, uiterlijk = %(vandaag)s + 5
    WHERE soort = '3-maanden' AND traject_id IN (SELECT id FROM gekozen);
"""
_WACHTLIJST = """
CREATE TEMP TABLE wachtend AS
    SELECT p.id, p.aanmelding_id, a.gezin_id FROM intake_wachtlijstplaats p
    JOIN intake_aanmelding a ON a.id = p.aanmelding_id JOIN organisatie_team m ON m.id = p.team_id
    WHERE m.naam NOT LIKE 'Meetteam%%' ORDER BY p.id LIMIT %(n)s;
UPDATE intake_wachtlijstplaats SET team_id = %(team)s, tot = NULL, reden_einde = ''
    WHERE id IN (SELECT id FROM wachtend);
UPDATE intake_aanmelding SET team_id = %(team)s, status = 'wachtlijst', toelichting_einde = ''
    WHERE id IN (SELECT aanmelding_id FROM wachtend);
CREATE TEMP TABLE besloten AS
    SELECT b.id, b.gezin_id FROM toegang_besluit b WHERE b.gezin_id NOT IN (SELECT gezin_id FROM dossier_betrokkenheid
        JOIN organisatie_team m ON m.id = team_id WHERE m.naam LIKE 'Meetteam%%') ORDER BY b.id LIMIT %(n)s;
"""
_BETROKKEN = """
INSERT INTO dossier_betrokkenheid (id, aangemaakt_op, gewijzigd_op, begindatum, gezin_id, {wie}_id, grond, bron_id)
    SELECT gen_random_uuid(), now(), now(), %(begin)s, gezin_id, %({waarde})s, 'overig', gezin_id
    FROM (SELECT gezin_id FROM gekozen UNION SELECT gezin_id FROM wachtend UNION SELECT gezin_id FROM besloten) x;
"""
# What the triggers of the history look for; not set, each row would cost a caught error.
_HISTORIE = """
SELECT set_config('pgtrigger.ignore', '{}', true), set_config('pghistory.context_id', gen_random_uuid()::text, true),
       set_config('pghistory.context_metadata', '{"reden": "bench"}', true);
"""


def make_meetteam(aantal: int) -> Meetteam:
    """Move so much of the example data to a new team; its tasks are made by the scan."""
    team = Team.objects.create(
        naam=f"Meetteam {aantal}", soort="gebiedsteam", gemeente=Gemeente.objects.get(code="0392")
    )
    coach = _medewerker(f"coach{aantal}", Rol.COACH, team)
    leider = _medewerker(f"leider{aantal}", Rol.TEAMLEIDER, team)
    waarden: dict[str, Any] = {
        "n": aantal, "team": team.pk, "coach": coach.pk, "begin": today() - dt.timedelta(days=400), "vandaag": today(),
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_HISTORIE)
        for sql in (_TRAJECTEN, _WACHTLIJST, _BETROKKEN.format(wie="team", waarde="team"),
                    _BETROKKEN.format(wie="medewerker", waarde="coach")):  # fmt: skip
            for statement in filter(str.strip, sql.split(";")):
                cursor.execute(statement, waarden)
        cursor.execute("DROP TABLE gekozen, wachtend, besloten")
    scan_reminders(today=today(), now=now())
    return Meetteam(aantal, _account(coach), _account(leider))


def _medewerker(naam: str, rol: Rol, team: Team) -> Medewerker:
    return create_medewerker(
        email=f"{naam}@cjg.example", naam=f"Meet {naam}", functie=rol.label, rollen=[rol], teams=[team],
        begindatum=today() - dt.timedelta(days=500),
    )  # fmt: skip


def _account(medewerker: Medewerker) -> Gebruiker:
    return Gebruiker.objects.get(pk=medewerker.gebruiker_id)
