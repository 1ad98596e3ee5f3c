"""The ground of the example data: chance with a seed, days, keys that follow the moment, and rows per table."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from cjg.basis.api import AMSTERDAM, is_working_day

_T = TypeVar("_T")
_TEKSTEN = Path(__file__).parent / "teksten"
JAREN = 3
DAG = dt.timedelta(days=1)

Rij = dict[str, Any]


@lru_cache(maxsize=8192)
def _works(day: dt.date) -> bool:
    return is_working_day(day)


@cache
def lines(naam: str) -> tuple[str, ...]:
    """Return the lines of one file of texts, without comments."""
    tekst = (_TEKSTEN / f"{naam}.txt").read_text(encoding="utf-8")
    return tuple(regel for regel in tekst.splitlines() if regel and not regel.startswith("#"))


@cache
def table(naam: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of one file of texts as columns."""
    return tuple(tuple(regel.split("|")) for regel in lines(naam))


class Wereld:
    """One run: the chance, the day it is, and the rows made so far, per model label."""

    def __init__(self, zaad: int, peildatum: dt.date, schaal: float = 1.0) -> None:
        self.rng = random.Random(zaad)  # noqa: S311 - examples that come out the same each time
        self.peildatum = peildatum
        self.schaal = schaal
        self.begin = peildatum - dt.timedelta(days=365 * JAREN)
        self.rijen: dict[str, list[Rij]] = defaultdict(list)

    # ---- chance
    def chance(self, kans: float) -> bool:
        """Tell whether something happens that happens with this probability."""
        return self.rng.random() < kans

    def pick(self, keuzes: Sequence[_T]) -> _T:
        """Return one of a sequence."""
        return keuzes[int(self.rng.random() * len(keuzes))]

    def weigh(self, gewichten: Mapping[_T, float]) -> _T:
        """Return one key, by weight."""
        return self.rng.choices(tuple(gewichten), tuple(gewichten.values()))[0]

    def spread(self, mediaan: float, sigma: float = 0.6, *, hoogste: float = 1e9) -> int:
        """Return a whole number around a median, with a long tail, as waiting and durations have."""
        return int(min(hoogste, self.rng.lognormvariate(0, sigma) * mediaan))

    # ---- days and moments
    def workday(self, day: dt.date) -> dt.date:
        """Return the first working day on or after a day."""
        while not _works(day):
            day += DAG
        return day

    def workday_before(self, day: dt.date) -> dt.date:
        """Return the last working day on or before a day."""
        while not _works(day):
            day -= DAG
        return day

    def day_between(self, begin: dt.date, einde: dt.date) -> dt.date:
        """Return a day in `[begin, einde]`, by chance."""
        return begin + int(self.rng.random() * ((einde - begin).days + 1)) * DAG

    def moment(self, day: dt.date) -> dt.datetime:
        """Return a moment in office hours of a day, in UTC."""
        seconds = int(self.rng.random() * 9 * 3600)
        local = dt.datetime.combine(day, dt.time(8, 15), tzinfo=AMSTERDAM) + dt.timedelta(seconds=seconds)
        return local.astimezone(dt.UTC)

    # ---- rows
    def key(self, moment: dt.datetime) -> UUID:
        """Return a UUIDv7 of a moment, the same for the same seed."""
        ms = int(moment.timestamp() * 1000)
        return UUID(
            int=(ms << 80) | (0x7 << 76) | (self.rng.getrandbits(12) << 64) | (0b10 << 62) | self.rng.getrandbits(62)
        )

    def add(self, label: str, day: dt.date, **velden: Any) -> UUID:
        """Keep one row of a model, registered on a day; return its key."""
        moment = self.moment(day)
        sleutel = self.key(moment)
        self.rijen[label].append({"id": sleutel, "aangemaakt_op": moment, "gewijzigd_op": moment, **velden})
        return sleutel

    def add_all(self, label: str, rijen: Iterable[Rij]) -> None:
        """Keep rows that carry their own key."""
        self.rijen[label].extend(rijen)
