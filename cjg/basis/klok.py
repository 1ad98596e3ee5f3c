"""What time it is: UTC for the database, the day in Amsterdam for people and terms."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> dt.datetime:
    """Return the present moment, aware and in UTC; under `PEILDATUM` that day with the present time of day."""
    real = dt.datetime.now(dt.UTC)
    day = _peildatum()
    if day is None:
        return real
    local = real.astimezone(AMSTERDAM)
    return dt.datetime.combine(day, local.time(), tzinfo=AMSTERDAM).astimezone(dt.UTC)


def today() -> dt.date:
    """Return the day it is now in Amsterdam, or `PEILDATUM`."""
    return _peildatum() or dt.datetime.now(AMSTERDAM).date()


def _peildatum() -> dt.date | None:
    value = getattr(settings, "PEILDATUM", None)
    if not value:
        return None
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
