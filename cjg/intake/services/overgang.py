"""Moving an aanmelding from state to state, and the place on the wachtlijst that goes with it."""

from __future__ import annotations

import datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from cjg.basis.api import bump_versie
from cjg.dossier.api import Betrokkenheid, add_betrokkenheid, end_betrokkenheid
from cjg.intake.models import Aanmelding, Wachtlijstplaats
from cjg.intake.overgangen import OVERGANGEN, Overgang
from cjg.organisatie.api import Medewerker, Team

Status = Aanmelding.Status
_GROND = Betrokkenheid.Grond.AANMELDING


@transaction.atomic
def accept_aanmelding(
    *, aanmelding: Aanmelding, expected_versie: int, today: datetime.date, now: datetime.datetime
) -> Wachtlijstplaats:
    """Put a new aanmelding on the wachtlijst of its team. Raises `StaleVersion` or `ValidationError`."""
    _move(aanmelding, Status.WACHTLIJST, "", expected_versie, now)
    # After reopening it waits again: the same place, counted from now.
    plaats: Wachtlijstplaats
    plaats, _ = Wachtlijstplaats.objects.update_or_create(
        aanmelding=aanmelding,
        defaults={"team": aanmelding.team, "sinds": today, "tot": None, "reden_einde": "", "gewijzigd_op": now},
        create_defaults={"team": aanmelding.team, "sinds": today},
    )
    return plaats


@transaction.atomic
def end_aanmelding(
    *,
    aanmelding: Aanmelding,
    naar: Aanmelding.Status,
    reden: str,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Aanmelding:
    """Refer an aanmelding on (`doorverwezen`) or close it (`gesloten`), with the reason; nobody waits any more.

    Whoever was involved through the aanmelding still is today, and no longer tomorrow. Raises `StaleVersion`, or
    `ValidationError` without a reason or when the table has no such step.
    """
    if naar not in (Status.DOORVERWEZEN, Status.GESLOTEN):
        raise ValueError(f"{naar} is no ending")
    overgang = _move(aanmelding, naar, reden, expected_versie, now)
    _end_wait(aanmelding, overgang, today, now)
    end_betrokkenheid(bron_id=aanmelding.pk, einddatum=today)
    return aanmelding


@transaction.atomic
def reopen_aanmelding(
    *, aanmelding: Aanmelding, reden: str, expected_versie: int, today: datetime.date, now: datetime.datetime
) -> Aanmelding:
    """Take an ended aanmelding up again, with the reason; its team is involved again."""
    _move(aanmelding, Status.NIEUW, reden, expected_versie, now)
    involve(aanmelding, today)
    return aanmelding


@transaction.atomic
def start_from_wachtlijst(
    *, aanmelding: Aanmelding, day: datetime.date, today: datetime.date, now: datetime.datetime
) -> Aanmelding:
    """End the wait because a traject starts on `day`; called by the room that makes the traject, in its transaction.

    The involvement through the aanmelding ends on that day (not before today): the traject brings its own. Raises
    `ValidationError` when the aanmelding does not wait, or when the start lies before it came in.
    """
    aanmelding = Aanmelding.objects.select_for_update().get(pk=aanmelding.pk)
    if day < aanmelding.datum:
        raise ValidationError({"begindatum": "De startdatum ligt voor de datum van de aanmelding."})
    overgang = _move(aanmelding, Status.GESTART, "", aanmelding.versie, now)
    _end_wait(aanmelding, overgang, day, now)
    end_betrokkenheid(bron_id=aanmelding.pk, einddatum=max(day, today))
    return aanmelding


@transaction.atomic
def change_wachtlijstplaats(
    *,
    plaats: Wachtlijstplaats,
    team: Team,
    bellen_op: datetime.date | None,
    beller: Medewerker | None,
    expected_versie: int,
    today: datetime.date,
    now: datetime.datetime,
) -> Wachtlijstplaats:
    """Change who is called when, or move the place to another team, which is then involved instead.

    Raises `StaleVersion`, or `ValidationError` when the wait is over.
    """
    bump_versie(plaats, expected_versie, now=now)
    plaats.refresh_from_db(fields=["tot"])
    if plaats.tot is not None:
        raise ValidationError("Dit gezin wacht niet meer.", code="niet_open")
    plaats.bellen_op, plaats.beller = bellen_op, beller
    plaats.save(update_fields=["bellen_op", "beller"])
    if team.pk != plaats.team_id:
        aanmelding = Aanmelding.objects.select_for_update().get(pk=plaats.aanmelding_id)
        bump_versie(aanmelding, aanmelding.versie, now=now)
        move_team(aanmelding, team, today)
        plaats.team = team
    return plaats


def move_team(aanmelding: Aanmelding, team: Team, today: datetime.date) -> None:
    """Give an aanmelding, and its place on the wachtlijst, to another team; the former team is out at once."""
    end_betrokkenheid(bron_id=aanmelding.pk, einddatum=today - datetime.timedelta(days=1), team=aanmelding.team)
    aanmelding.team = team
    aanmelding.save(update_fields=["team"])
    Wachtlijstplaats.objects.filter(aanmelding=aanmelding, tot__isnull=True).update(team=team)
    add_betrokkenheid(gezin=aanmelding.gezin, grond=_GROND, bron_id=aanmelding.pk, begindatum=today, team=team)


def involve(aanmelding: Aanmelding, today: datetime.date) -> None:
    """Involve the team of an aanmelding and the one who registered it with the dossier."""
    involve_here = partial(
        add_betrokkenheid, gezin=aanmelding.gezin, grond=_GROND, bron_id=aanmelding.pk, begindatum=today
    )
    involve_here(team=aanmelding.team)
    if aanmelding.medewerker is not None:
        involve_here(medewerker=aanmelding.medewerker)


def _move(
    aanmelding: Aanmelding, naar: Aanmelding.Status, reden: str, expected_versie: int, now: datetime.datetime
) -> Overgang:
    bump_versie(aanmelding, expected_versie, now=now)
    aanmelding.refresh_from_db(fields=["status"])
    overgang = OVERGANGEN.get((aanmelding.status, naar))
    if overgang is None:
        huidig = aanmelding.get_status_display().lower()
        raise ValidationError(f"Dit kan niet: de aanmelding is nu ‘{huidig}’.", code="overgang_niet_toegestaan")
    if overgang.reden and not reden.strip():
        raise ValidationError({"reden": overgang.reden})
    aanmelding.status, aanmelding.toelichting_einde = naar, reden.strip()
    aanmelding.save(update_fields=["status", "toelichting_einde"])
    return overgang


def _end_wait(aanmelding: Aanmelding, overgang: Overgang, day: datetime.date, now: datetime.datetime) -> None:
    if not overgang.einde:
        return
    plaats = Wachtlijstplaats.objects.select_for_update().get(aanmelding=aanmelding)
    bump_versie(plaats, plaats.versie, now=now)
    # A traject may be entered later than it started: the wait then was shorter than the list knew.
    plaats.sinds = min(plaats.sinds, day)
    plaats.tot, plaats.reden_einde = day, overgang.einde
    plaats.save(update_fields=["sinds", "tot", "reden_einde"])
