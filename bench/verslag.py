"""The printed figures, each beside its budget, and the ways to measure: statements, CPU and time."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

Action = Callable[[], Any]
# What a transaction costs the database, but asks it nothing.
_FRAME = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")


@dataclass
class Verslag:
    """The lines that are printed, and which budgets were overrun."""

    overruns: list[str] = field(default_factory=list)
    write: Callable[[str], None] = print

    def head(self, title: str) -> None:
        """Begin a part."""
        self.write(f"\n{title}")

    def figure(
        self, what: str, value: float, *, most: float | None = None, least: float | None = None, unit: str = ""
    ) -> None:
        """Print one figure with its budget, and remember an overrun."""
        over = (most is not None and value > most) or (least is not None and value < least)
        limit = f"≤ {most:g}" if most is not None else f"≥ {least:g}" if least is not None else ""
        shown = f"{value:,.0f}" if value == int(value) or value >= 1000 else f"{value:.2f}"
        self.write(f"  {what:<66}{shown:>10} {unit:<7}{limit:<9}{'OVER BUDGET' if over else ''}".rstrip())
        if over:
            self.overruns.append(what)

    def same(self, what: str, *values: float) -> None:
        """Remember an overrun where figures that have to be the same are not."""
        if len(set(values)) > 1:
            self.write(f"  {what}: not the same: {', '.join(f'{value:g}' for value in values)}  OVER BUDGET")
            self.overruns.append(what)

    @property
    def exit_code(self) -> int:
        """1 when a budget was overrun."""
        return 1 if self.overruns else 0


def cpu_of(action: Action, times: int = 15) -> float:
    """Return the least CPU seconds of this process for one call, after a warm-up.

    The least, because neighbours who empty the caches of a shared processor only add to it, most to the larger page.
    """
    action()
    return min(_samples(action, times, time.process_time))


def time_of(action: Action, times: int = 5) -> float:
    """Return the least seconds on the clock for one call, after a warm-up: the machine is shared."""
    action()
    return min(_samples(action, times, time.perf_counter))


def work_of(action: Action, times: int = 5, *, alias: str = "default") -> float:
    """Return the median seconds that this process and its backend work for one call, after a warm-up.

    What it would take on a machine with nothing else to do: waiting for a turn is not counted.
    """
    return _median(action, times, lambda: working_time(alias))


def working_time(alias: str = "default") -> float:
    """Return the CPU seconds so far of this process and of the PostgreSQL process that serves it."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _median(action: Action, times: int, clock: Callable[[], float]) -> float:
    action()
    return statistics.median(_samples(action, times, clock))


def _samples(action: Action, times: int, clock: Callable[[], float]) -> list[float]:
    samples = []
    for _ in range(times):
        began = clock()
        action()
        samples.append(clock() - began)
    return samples


def statements_of(action: Action) -> list[str]:
    """Return the statements that one call sends, after a warm-up; the frame of a transaction is no statement."""
    action()
    with CaptureQueriesContext(connection) as queries:
        action()
    return [query["sql"] for query in queries if not query["sql"].startswith(_FRAME)]
