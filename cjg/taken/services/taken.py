"""Making, finishing, moving and stopping work items, in the transaction of what they are about."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cjg.organisatie.api import Medewerker, Team
from cjg.taken.bronnen import taaksoort
from cjg.taken.models import Herinnering, Taak
from cjg.taken.planning import reminder_day


@transaction.atomic
def add_taak(
    *,
    soort: str,
    titel: str,
    onderwerp_soort: str,
    onderwerp_id: UUID,
    gezin_id: UUID | None,
    uiterlijk: datetime.date,
    zichtbaar_vanaf: datetime.date,
    medewerker: Medewerker | None = None,
    team: Team | None = None,
) -> Taak:
    """Give a medewerker (or a team) something to do by a day. Giving the same thing twice changes nothing.

    `titel` is seen outside the dossier too, so it names nobody. Raises `ValidationError` without a receiver.
    """
    taak = Taak(
        soort=soort,
        titel=titel,
        onderwerp_soort=onderwerp_soort,
        onderwerp_id=onderwerp_id,
        gezin_id=gezin_id,
        uiterlijk=uiterlijk,
        zichtbaar_vanaf=zichtbaar_vanaf,
        medewerker=medewerker,
        team=team,
    )
    taak.clean_fields()
    taak.validate_constraints(exclude={"onderwerp_id"})
    Taak.objects.bulk_create([taak], ignore_conflicts=True)
    made: Taak = Taak.objects.get(soort=soort, onderwerp_id=onderwerp_id, uiterlijk=uiterlijk, medewerker=medewerker)
    return made


@transaction.atomic
def tick_taak(*, taak: Taak, now: datetime.datetime) -> Taak:
    """Mark a task as done. Raises `ValidationError` for one that follows from something else (an evaluatie)."""
    _check_tickable(taak)
    return _set_status(taak, Taak.Status.OPEN, Taak.Status.GEREED, now)


@transaction.atomic
def untick_taak(*, taak: Taak, now: datetime.datetime) -> Taak:
    """Take back that a task was done."""
    _check_tickable(taak)
    return _set_status(taak, Taak.Status.GEREED, Taak.Status.OPEN, now)


def finish_taken(*, onderwerp_id: UUID, now: datetime.datetime) -> int:
    """Finish the open tasks about a thing, because it was done. Returns how many."""
    return _close(_open_about([onderwerp_id]), Taak.Status.GEREED, now)


def stop_taken(*, onderwerp_ids: Iterable[UUID], now: datetime.datetime) -> int:
    """Stop the open tasks about things that need not be done any more. Returns how many."""
    return _close(_open_about(onderwerp_ids), Taak.Status.VERVALLEN, now)


@transaction.atomic
def move_taken(*, onderwerp_id: UUID, uiterlijk: datetime.date, now: datetime.datetime) -> int:
    """Move the open tasks about a thing to another day; reminders of that day follow by themselves.

    A task that moves far ahead disappears from the screen until its first reminder. Returns how many moved.
    """
    rows = _open_about([onderwerp_id])
    _close(rows.filter(_twin(uiterlijk=uiterlijk)), Taak.Status.VERVALLEN, now)
    zichtbaar = reminder_day(Herinnering.Soort.VOORAF, uiterlijk)
    return rows.exclude(uiterlijk=uiterlijk).update(uiterlijk=uiterlijk, zichtbaar_vanaf=zichtbaar, gewijzigd_op=now)


@transaction.atomic
def reassign_taken(*, onderwerp_ids: Iterable[UUID], van: UUID, naar: UUID, now: datetime.datetime) -> int:
    """Hand the open tasks about things from one medewerker to another. Returns how many changed hands.

    Where the other has the same task already, that one stays.
    """
    rows = _open_about(onderwerp_ids).filter(medewerker=van)
    _close(rows.filter(_twin(medewerker=naar)), Taak.Status.VERVALLEN, now)
    return rows.update(medewerker=naar, gewijzigd_op=now)


def _open_about(onderwerp_ids: Iterable[UUID]) -> QuerySet[Taak]:
    rows: QuerySet[Taak] = Taak.objects.filter(onderwerp_id__in=list(onderwerp_ids), status=Taak.Status.OPEN)
    return rows


def _twin(**changed: object) -> Exists:
    """Build the condition that another row already is what this one would become."""
    same = {"soort": OuterRef("soort"), "uiterlijk": OuterRef("uiterlijk"), "medewerker": OuterRef("medewerker")}
    twins = Taak.objects.filter(onderwerp_id=OuterRef("onderwerp_id"), **{**same, **changed})
    return Exists(twins.exclude(pk=OuterRef("pk")))


def _close(rows: QuerySet[Taak], status: Taak.Status, now: datetime.datetime) -> int:
    return rows.update(status=status, afgesloten_op=now, gewijzigd_op=now)


def _check_tickable(taak: Taak) -> None:
    soort = taaksoort(taak.soort)
    if soort is not None and not soort.is_afvinkbaar:
        raise ValidationError("Deze taak is klaar als u het onderwerp zelf afrondt. Open de taak.")


def _set_status(taak: Taak, van: Taak.Status, naar: Taak.Status, now: datetime.datetime) -> Taak:
    afgesloten = None if naar == Taak.Status.OPEN else now
    Taak.objects.filter(pk=taak.pk, status=van).update(status=naar, afgesloten_op=afgesloten, gewijzigd_op=now)
    taak.refresh_from_db(fields=["status", "afgesloten_op"])
    return taak
