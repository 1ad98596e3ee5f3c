"""Terms of Dutch administrative law, working days and months. All of it is pure: the day is always an argument."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import holidays

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=64)
def feestdagen(year: int) -> dict[dt.date, str]:
    """Return the recognised holidays of a year with their Dutch names.

    5 May counts every year and Good Friday is put on a par with the others. Days that a royal decree adds for one
    year (art. 3, third paragraph) are not known here.
    Source: Algemene termijnenwet, art. 3.
    """
    found = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    return {**dict(found.items()), dt.date(year, 5, 5): "Bevrijdingsdag"}


def is_working_day(day: dt.date) -> bool:
    """Tell whether a day is not a Saturday, Sunday or recognised holiday."""
    return day.weekday() < _SATURDAY and day not in feestdagen(day.year)


def working_day_from(day: dt.date) -> dt.date:
    """Return the first working day on or after a day."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: dt.date, count: int) -> dt.date:
    """Return the day that lies `count` working days after a day, which itself is not counted.

    Raises `ValueError` for a negative count.
    """
    if count < 0:
        raise ValueError("count must not be negative")
    for _ in range(count):
        day = working_day_from(day + _DAY)
    return day


def count_working_days(begin: dt.date, einde: dt.date) -> int:
    """Count the working days after `begin` up to and including `einde`; 0 when `einde` is not later."""
    return sum(is_working_day(begin + dt.timedelta(days=n)) for n in range(1, (einde - begin).days + 1))


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day `months` later (or earlier), or the last day of that month if it is shorter.

    So 30 November + 3 months is 28 or 29 February. Add to the first day each time (3, then 6 months), never to the
    result, because the month-end is then lost.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def term_end(start: dt.date, *, days: int = 0, weeks: int = 0, months: int = 0) -> dt.date:
    """Return the last day of a statutory term that begins on the day after `start`.

    A term that ends on a Saturday, Sunday or holiday runs on to the next working day (art. 1). A term of three days
    or more holds at least two working days (art. 2). Terms over twelve weeks, ninety days or three months are not
    extended (art. 4).
    Source: Algemene termijnenwet.
    """
    end = add_months(start, months) + dt.timedelta(days=days + 7 * weeks)
    # art. 4 names each unit apart; a term of mixed units does not occur in the law
    if weeks > 12 or days > 90 or months > 3:
        return end
    if (end - start).days >= 3:
        while count_working_days(start, end) < 2:
            end += _DAY
    return working_day_from(end)


@dataclass(frozen=True, order=True)
class Opschorting:
    """A stretch of days that don't count for a term, both ends included; without `einddatum` it still runs.

    After a request to complete an application the first day is the day after the request, the last day the one
    before the completion arrived, or the last day that was given for it.
    Source: Awb, art. 4:15.
    """

    begindatum: dt.date
    einddatum: dt.date | None = None

    def __post_init__(self) -> None:
        if self.einddatum is not None and self.einddatum < self.begindatum - _DAY:
            raise ValueError("einddatum lies before begindatum")

    @classmethod
    def for_completion(
        cls, requested_on: dt.date, *, completed_on: dt.date | None = None, given_until: dt.date | None = None
    ) -> "Opschorting":
        """Build the suspension that a request to complete an application causes.

        It ends on the day before the completion, or on the last day given if nothing came by then. Only
        `given_until` means: the end as far as it is known now.
        """
        ends = [completed_on - _DAY] if completed_on is not None else []
        ends += [given_until] if given_until is not None else []
        begin = requested_on + _DAY
        return cls(begin, max(min(ends), begin - _DAY) if ends else None)


def decide_by(
    ontvangstdatum: dt.date, *, weeks: int = 8, verdaging_weeks: int = 0, opschortingen: Iterable[Opschorting] = ()
) -> dt.date | None:
    """Return the last day to decide on an application, or None while a suspension without end is running.

    The term counts from the day after receipt; extension and suspended days come on top, and days that are
    suspended twice count once.
    Source: Awb, art. 4:13 (eight weeks), 4:14 (extension by notice), 4:15 (suspension); Algemene termijnenwet, art. 1.
    """
    end = ontvangstdatum + dt.timedelta(weeks=weeks + verdaging_weeks)
    counted_until = ontvangstdatum
    for stop in sorted(opschortingen, key=lambda stop: stop.begindatum):
        first = max(stop.begindatum, counted_until + _DAY)
        if first > end:
            continue
        if stop.einddatum is None:
            return None
        if stop.einddatum >= first:
            end += stop.einddatum - first + _DAY
            counted_until = stop.einddatum
    return working_day_from(end)


def bezwaar_until(bekendmaking: dt.date) -> dt.date:
    """Return the last day to object: six weeks, counted from the day after the decision was made known.

    Source: Awb, art. 6:7 and 6:8; Algemene termijnenwet, art. 1.
    """
    return term_end(bekendmaking, weeks=6)


def decide_on_bezwaar_by(bekendmaking: dt.date, *, adviescommissie: bool = False, verdaagd: bool = False) -> dt.date:
    """Return the last day to decide on an objection: counted from the day after the term to object ended.

    Source: Awb, art. 7:10 (six weeks, twelve with an advisory committee, six more after an extension).
    """
    return working_day_from(
        bezwaar_until(bekendmaking) + dt.timedelta(weeks=(12 if adviescommissie else 6) + 6 * verdaagd)
    )
