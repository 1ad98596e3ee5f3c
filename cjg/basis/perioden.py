"""Reporting periods (half-open), quarters, and where a day in Amsterdam begins in UTC."""

import datetime as dt
import re
from dataclasses import dataclass

from cjg.basis.klok import AMSTERDAM

_KWARTAAL = re.compile(r"(\d{4})[- ]?[KkQq]([1-4])")


@dataclass(frozen=True, order=True)
class Periode:
    """A half-open span of days `[begin, einde)`: `einde` is the first day that no longer belongs to it."""

    begin: dt.date
    einde: dt.date

    def __post_init__(self) -> None:
        if self.einde <= self.begin:
            raise ValueError("a period holds at least one day")

    def __contains__(self, day: dt.date) -> bool:
        return self.begin <= day < self.einde

    @property
    def last_day(self) -> dt.date:
        """The last day that belongs to the period, as people write it."""
        return self.einde - dt.timedelta(days=1)

    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """Return the period as half-open moments in UTC, by the clock of Amsterdam."""
        return day_start(self.begin), day_start(self.einde)


@dataclass(frozen=True, order=True)
class Kwartaal:
    """A quarter of a year."""

    jaar: int
    nummer: int

    def __post_init__(self) -> None:
        if not 1 <= self.nummer <= 4 or not 1900 <= self.jaar <= 2999:
            raise ValueError("Dit kwartaal bestaat niet. Kies een jaar en een kwartaal van 1 tot en met 4.")

    @classmethod
    def of(cls, day: dt.date) -> "Kwartaal":
        """Return the quarter that a day lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def last_finished(cls, today: dt.date) -> "Kwartaal":
        """Return the last quarter that is over on a day."""
        return cls.of(today).previous()

    @classmethod
    def parse(cls, text: str) -> "Kwartaal":
        """Read `2026-K3` (also `2026Q3`, `2026 k3`); raises `ValueError` with a Dutch sentence."""
        match = _KWARTAAL.fullmatch(text.strip())
        if match is None:
            raise ValueError("Schrijf een kwartaal als jaar en nummer, bijvoorbeeld 2026-K3.")
        return cls(int(match[1]), int(match[2]))

    @property
    def begin(self) -> dt.date:
        """The first day."""
        return dt.date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def einde(self) -> dt.date:
        """The first day of the next quarter."""
        return self.next().begin

    @property
    def periode(self) -> Periode:
        """The quarter as a half-open period."""
        return Periode(self.begin, self.einde)

    @property
    def label(self) -> str:
        """The quarter as people read it: `3e kwartaal 2026`."""
        return f"{self.nummer}e kwartaal {self.jaar}"

    @property
    def code(self) -> str:
        """The quarter as `parse` reads it and file names hold it: `2026-K3`."""
        return f"{self.jaar}-K{self.nummer}"

    def shift(self, quarters: int) -> "Kwartaal":
        """Return the quarter that lies so many quarters later (or earlier)."""
        jaar, rest = divmod(self.jaar * 4 + self.nummer - 1 + quarters, 4)
        return Kwartaal(jaar, rest + 1)

    def previous(self) -> "Kwartaal":
        """Return the quarter before."""
        return self.shift(-1)

    def next(self) -> "Kwartaal":
        """Return the quarter after."""
        return self.shift(1)

    def is_finished(self, today: dt.date) -> bool:
        """Tell whether the quarter is over on a day."""
        return today >= self.einde


def day_start(day: dt.date) -> dt.datetime:
    """Return the moment in UTC at which a day begins in Amsterdam.

    Days of 23 and 25 hours (last Sunday of March and October) come out right, because midnight itself never moves.
    """
    return dt.datetime.combine(day, dt.time(), tzinfo=AMSTERDAM).astimezone(dt.UTC)


def day_bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return the half-open moments in UTC between which it is this day in Amsterdam."""
    return day_start(day), day_start(day + dt.timedelta(days=1))


def local_date(moment: dt.datetime) -> dt.date:
    """Return the day that it is in Amsterdam at an aware moment; raises `ValueError` for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("the moment must be aware")
    return moment.astimezone(AMSTERDAM).date()
