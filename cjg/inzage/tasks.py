"""Work on the log that runs by itself."""

from __future__ import annotations

from celery import shared_task
from django.db import connection

from cjg.basis.api import now, today
from cjg.inzage.zegels import seal_hours

MAANDEN_VOORUIT = 24


@shared_task
def verzegel_uren() -> int:
    """Seal the hours of the log that can no longer get lines."""
    return seal_hours(now=now())


@shared_task
def maak_partities() -> int:
    """Make the partitions of the coming 24 months, by the owner's function; returns how many are new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inzage_maak_partities(%s, %s)", [today(), MAANDEN_VOORUIT])
        return int(cursor.fetchone()[0])
