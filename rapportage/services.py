"""Writes of quarterly reports: open one, explain it, adopt it. Adopted, a report never changes."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from cjg.basis.api import Kwartaal, bump_versie
from cjg.organisatie.api import Gemeente, Medewerker
from rapportage.bestanden import render_all
from rapportage.inhoud import compute_opname, report_content
from rapportage.models import Kwartaalopname, Kwartaalrapport, Rapportbestand
from rapportage.opname import Inhoud, canonical, sha256

AL_VASTGESTELD = "Dit kwartaalrapport is al vastgesteld. Het verandert niet meer."
NOG_BEZIG = "Dit kwartaal is nog niet voorbij. Stel het rapport vast na {dag}."


@transaction.atomic
def open_rapporten(kwartaal: Kwartaal) -> list[Kwartaalrapport]:
    """Return the reports of a quarter, one per gemeente and one for the region; make those that are not there."""
    gemeenten: list[Gemeente | None] = [*Gemeente.objects.filter(is_opdrachtgever=True).order_by("naam"), None]
    known = {
        rapport.gemeente_id: rapport
        for rapport in Kwartaalrapport.objects.filter(jaar=kwartaal.jaar, kwartaal=kwartaal.nummer)
    }
    missing = [
        Kwartaalrapport(jaar=kwartaal.jaar, kwartaal=kwartaal.nummer, gemeente=gemeente)
        for gemeente in gemeenten
        if (gemeente.pk if gemeente else None) not in known
    ]
    # somebody else may open the same ones at this moment
    Kwartaalrapport.objects.bulk_create(missing, ignore_conflicts=True)
    rows = Kwartaalrapport.objects.filter(jaar=kwartaal.jaar, kwartaal=kwartaal.nummer)
    return list(rows.newest_first())


@transaction.atomic
def explain_rapport(*, rapport: Kwartaalrapport, toelichting: str, expected_versie: int) -> Kwartaalrapport:
    """Write the explanation of the CJG beside the figures.

    Raises `ValidationError` when the report is adopted, `StaleVersion` when somebody else wrote in between.
    """
    if rapport.is_vastgesteld:
        raise ValidationError(AL_VASTGESTELD)
    bump_versie(rapport, expected_versie)
    rapport.toelichting = toelichting
    rapport.save(update_fields=["toelichting"])
    return rapport


def current_content(rapport: Kwartaalrapport) -> Inhoud:
    """Return what a report says: frozen as adopted, or computed now; the figures of its quarter may be frozen already."""
    if rapport.is_vastgesteld:
        return dict(json.loads(rapport.inhoud))
    return report_content(opname_content(rapport.periode), rapport.gebied, toelichting=rapport.toelichting)


def opname_content(kwartaal: Kwartaal) -> Inhoud:
    """Return the figures of a quarter: as frozen with its first report, or else computed now."""
    opname = _opname_of(kwartaal)
    return dict(json.loads(opname.inhoud)) if opname else compute_opname(kwartaal)


def adopt_rapport(
    *,
    rapport: Kwartaalrapport,
    medewerker: Medewerker,
    expected_versie: int,
    now: datetime.datetime,
    today: datetime.date,
) -> Kwartaalrapport:
    """Adopt a report: freeze its figures, their mask and definitions with a SHA-256, and render its files once.

    The first report of a quarter takes the opname of all gemeenten; the others are made from the same one. All of it
    happens as of one snapshot of the database, one adoption at a time.
    Raises `ValidationError` when it is adopted already or the quarter is not over, `StaleVersion` after another edit.
    """
    if today <= rapport.periode.periode.last_day:
        raise ValidationError(NOG_BEZIG.format(dag=f"{rapport.periode.periode.last_day:%d-%m-%Y}"))
    with _one_snapshot():
        rapport.refresh_from_db()
        if rapport.is_vastgesteld:
            raise ValidationError(AL_VASTGESTELD)
        bump_versie(rapport, expected_versie, now=now)
        opname = _opname_of(rapport.periode) or _take_opname(rapport.periode, now)
        inhoud = report_content(json.loads(opname.inhoud), rapport.gebied, toelichting=rapport.toelichting)
        rapport.opname = opname
        rapport.inhoud = canonical(inhoud).decode()
        rapport.sha256 = sha256(inhoud)
        rapport.vastgesteld_op, rapport.vastgesteld_door = now, medewerker
        rapport.status = Kwartaalrapport.Status.VASTGESTELD
        rapport.save(update_fields=["opname", "inhoud", "sha256", "vastgesteld_op", "vastgesteld_door", "status"])
        Rapportbestand.objects.bulk_create(
            Rapportbestand(rapport=rapport, soort=soort, inhoud=bytes_, sha256=hashlib.sha256(bytes_).hexdigest())
            for soort, bytes_ in render_all(rapport, inhoud).items()
        )
    return rapport


def _opname_of(kwartaal: Kwartaal) -> Kwartaalopname | None:
    return Kwartaalopname.objects.filter(jaar=kwartaal.jaar, kwartaal=kwartaal.nummer).first()


def _take_opname(kwartaal: Kwartaal, now: datetime.datetime) -> Kwartaalopname:
    inhoud = compute_opname(kwartaal)
    return Kwartaalopname.objects.create(
        jaar=kwartaal.jaar,
        kwartaal=kwartaal.nummer,
        inhoud=canonical(inhoud).decode(),
        sha256=sha256(inhoud),
        aangemaakt_op=now,
        gewijzigd_op=now,
    )


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Run as of one snapshot of the database, after every other adoption has ended.

    Inside a transaction of the caller the isolation cannot be chosen any more; then only the lock holds.
    """
    outer = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not outer:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # LOCK takes no snapshot, so what the adoption before this one wrote is seen
        cursor.execute("LOCK TABLE rapportage_kwartaalrapport IN SHARE ROW EXCLUSIVE MODE")
        yield
