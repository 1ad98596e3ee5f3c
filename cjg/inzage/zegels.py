"""Sealing the log by hour, and proving afterwards that nothing of a sealed hour is missing or changed.

An hour is sealed when no line can be added to it any more: after it had ended a transaction id was noted
(`Uurgrens`), and every transaction older than that one is done (`pg_snapshot_xmin`). The database sets the time
of a line at the moment of its INSERT, so a later transaction can only write in a later hour. The seal is an HMAC over
the hour's lines and the seal before it; its key, and a copy of the newest seals, live outside the database.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Max, Sum

from cjg.basis.api import derive_key
from cjg.inzage.models import Uurgrens, Uurzegel

BEGIN = b"\x00" * 32
SLEUTEL_ID = "inzage-1"

# A row as text is unambiguous once the session says how dates look.
_HOURS = """
SELECT date_trunc('hour', tijdstip, 'UTC') AS uur, count(*),
       sha256(string_agg(sha256(regel::text::bytea), ''::bytea ORDER BY tijdstip, id))
FROM inzage_inzageregel AS regel
WHERE tijdstip >= %s AND tijdstip < %s
GROUP BY 1 ORDER BY 1
"""
_DAY = datetime.timedelta(days=1)
_HOUR = datetime.timedelta(hours=1)
_LATE = datetime.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Uur:
    """One hour of the log as it is now."""

    uur: datetime.datetime
    aantal: int
    som: bytes


@dataclass(frozen=True, slots=True)
class Bevinding:
    """Something that is not as it was sealed, in Dutch, with the hour it is about."""

    uur: datetime.datetime | None
    tekst: str


@transaction.atomic
def seal_hours(*, now: datetime.datetime) -> int:
    """Seal every hour that can no longer get lines, oldest first; returns how many were sealed.

    May run twice or at several places at once: a lock lets one go, and a sealed hour is left alone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('inzage.zegels'))")
    einde = _final_until()
    sealed = 0
    if einde is not None:
        laatste = Uurzegel.objects.order_by("-uur").first()
        vorige = bytes(laatste.zegel) if laatste else BEGIN
        for uur in hours(laatste.uur + _HOUR if laatste else None, einde):
            vorige = _seal(uur, vorige)
            sealed += 1
        _export_head()
    _note_boundary(now)
    return sealed


def verify() -> tuple[list[Bevinding], int]:
    """Compare every sealed hour with the log and the exported heads.

    Returns what is wrong (empty: nothing is missing or changed) and the number of lines looked at.
    """
    bevindingen: list[Bevinding] = []
    zegels = {zegel.uur: zegel for zegel in Uurzegel.objects.all()}
    laatste = max(zegels, default=None)
    seen, lines, vorige = set(), 0, BEGIN
    for uur in hours(None, laatste + _HOUR) if laatste else ():
        lines += uur.aantal
        seen.add(uur.uur)
        zegel = zegels.get(uur.uur)
        if zegel is None:
            bevindingen.append(Bevinding(uur.uur, f"{uur.aantal} regels die er bij het verzegelen niet waren"))
        elif zegel.aantal != uur.aantal:
            bevindingen.append(Bevinding(uur.uur, f"{uur.aantal} regels; bij het verzegelen {zegel.aantal}"))
        elif not hmac.compare_digest(_mac(uur, bytes(zegel.vorige)), bytes(zegel.zegel)):
            bevindingen.append(Bevinding(uur.uur, "de regels zijn veranderd na het verzegelen"))
    for moment, zegel in sorted(zegels.items()):
        if moment not in seen:
            bevindingen.append(Bevinding(moment, f"alle {zegel.aantal} regels van dit uur ontbreken"))
        if bytes(zegel.vorige) != vorige:
            bevindingen.append(Bevinding(moment, "het zegel ervoor ontbreekt of is veranderd"))
        vorige = bytes(zegel.zegel)
    return bevindingen + _compare_heads(zegels), lines


def hours(begin: datetime.datetime | None, einde: datetime.datetime) -> Iterator[Uur]:
    """Yield the hours of the log that have lines, from `begin` (None: the first) up to `einde`, day by day."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'")
        cursor.execute("SELECT min(tijdstip) FROM inzage_inzageregel")
        first = cursor.fetchone()[0]
        if first is None:
            return
        van = max(begin, first) if begin else first
        while van < einde:
            # a day at a time: the memory that it takes does not grow with the log
            tot = min((van + _DAY).replace(hour=0, minute=0, second=0, microsecond=0), einde)
            cursor.execute(_HOURS, [van, tot])
            yield from [Uur(uur, aantal, bytes(som)) for uur, aantal, som in cursor.fetchall()]
            van = tot


def unsealed_since() -> datetime.datetime | None:
    """Return the moment of the oldest line that is not sealed yet, or None."""
    laatste = Uurzegel.objects.order_by("-uur").values_list("uur", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(tijdstip) FROM inzage_inzageregel WHERE %(na)s::timestamptz IS NULL OR tijdstip >= %(na)s",
            {"na": laatste + _HOUR if laatste else None},
        )
        oldest: datetime.datetime | None = cursor.fetchone()[0]
    return oldest


@dataclass(frozen=True, slots=True)
class Verzegeling:
    """How the log is sealed now: up to when, how many hours and lines, and since when lines wait for a seal."""

    tot: datetime.datetime | None
    uren: int
    regels: int
    onverzegeld_sinds: datetime.datetime | None
    is_late: bool


def seal_status(now: datetime.datetime) -> Verzegeling:
    """Return how the log is sealed; late when a line of more than three hours old has no seal. Three statements."""
    stand = Uurzegel.objects.aggregate(laatste=Max("uur"), uren=Count("uur"), regels=Sum("aantal"))
    sinds = unsealed_since()
    return Verzegeling(
        tot=stand["laatste"] + _HOUR if stand["laatste"] else None,
        uren=stand["uren"],
        regels=stand["regels"] or 0,
        onverzegeld_sinds=sinds,
        is_late=sinds is not None and now - sinds > _LATE,
    )


def _final_until() -> datetime.datetime | None:
    """Return the end of the last hour of which every transaction that can have written in it is done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        oldest_running = cursor.fetchone()[0]
    uur: datetime.datetime | None = (
        Uurgrens.objects.filter(grens__lt=oldest_running).order_by("-uur").values_list("uur", flat=True).first()
    )
    return uur + _HOUR if uur else None


def _note_boundary(now: datetime.datetime) -> None:
    ended = now.astimezone(datetime.UTC).replace(minute=0, second=0, microsecond=0) - _HOUR
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        Uurgrens.objects.bulk_create([Uurgrens(uur=ended, grens=cursor.fetchone()[0])], ignore_conflicts=True)


def _seal(uur: Uur, vorige: bytes) -> bytes:
    zegel = _mac(uur, vorige)
    Uurzegel.objects.create(uur=uur.uur, aantal=uur.aantal, sleutel_id=SLEUTEL_ID, vorige=vorige, zegel=zegel)
    return zegel


def _mac(uur: Uur, vorige: bytes) -> bytes:
    message = b"|".join(
        [vorige, uur.uur.astimezone(datetime.UTC).isoformat().encode(), str(uur.aantal).encode(), uur.som]
    )
    return hmac.new(derive_key(SLEUTEL_ID), message, hashlib.sha256).digest()


def _heads_file() -> Path:
    return Path(settings.INZAGE_KOPPEN)


def _export_head() -> None:
    """Keep the newest seal outside the database too, so that removing the last seals is noticed."""
    laatste = Uurzegel.objects.order_by("-uur").first()
    if laatste is None:
        return
    bestand = _heads_file()
    bestand.parent.mkdir(parents=True, exist_ok=True)
    regel = json.dumps({"uur": laatste.uur.isoformat(), "zegel": bytes(laatste.zegel).hex()})
    if not bestand.exists() or regel not in bestand.read_text(encoding="ascii").splitlines():
        with bestand.open("a", encoding="ascii") as uitvoer:
            uitvoer.write(regel + "\n")


def _compare_heads(zegels: dict[datetime.datetime, Uurzegel]) -> list[Bevinding]:
    bestand = _heads_file()
    if not bestand.exists():
        return [Bevinding(None, f"het bestand met de laatste zegels ontbreekt: {bestand}")] if zegels else []
    bevindingen = []
    for regel in bestand.read_text(encoding="ascii").splitlines():
        kop = json.loads(regel)
        moment = datetime.datetime.fromisoformat(kop["uur"])
        zegel = zegels.get(moment)
        if zegel is None or bytes(zegel.zegel).hex() != kop["zegel"]:
            bevindingen.append(Bevinding(moment, "het zegel komt niet overeen met het bestand met de laatste zegels"))
    return bevindingen
