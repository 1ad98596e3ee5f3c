"""On which day a reminder goes out. Pure: the day is always an argument.

A reminder ahead that falls on a Saturday, Sunday or holiday goes out on the working day before, so that nobody
loses days; one on the day itself or after it goes out on the next working day, because before it would not be true.
"""

from __future__ import annotations

import datetime

from cjg.basis.api import is_working_day, working_day_from
from cjg.taken.models import Herinnering

_DAY = datetime.timedelta(days=1)
OFFSETS = {
    Herinnering.Soort.VOORAF: -14 * _DAY,
    Herinnering.Soort.OP_DE_DAG: 0 * _DAY,
    Herinnering.Soort.TE_LAAT: 7 * _DAY,
}


def working_day_until(day: datetime.date) -> datetime.date:
    """Return the last working day on or before a day."""
    while not is_working_day(day):
        day -= _DAY
    return day


def reminder_day(soort: Herinnering.Soort, vervaldatum: datetime.date) -> datetime.date:
    """Return the working day on which a reminder of a kind goes out for a due date. Source: werkproces §4."""
    day = vervaldatum + OFFSETS[soort]
    return working_day_until(day) if soort == Herinnering.Soort.VOORAF else working_day_from(day)


def due_until(soort: Herinnering.Soort, today: datetime.date) -> datetime.date:
    """Return the last due date whose reminder of this kind is owed by today: the inverse of `reminder_day`.

    With it the scan compares dates only, and days that were missed are caught up by themselves.
    """
    is_ahead = soort == Herinnering.Soort.VOORAF
    last = working_day_from(today + _DAY) - _DAY if is_ahead else working_day_until(today)
    return last - OFFSETS[soort]
