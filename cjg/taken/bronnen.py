"""What higher rooms register here: kinds of work, and where reminders of it come from.

This room knows no dossier. A higher room says, once, which of its things are open and due; the scan reads all of
them in one statement.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

# The columns, in this order, that `Herinneringsbron.rows` must give.
KOLOMMEN = ("onderwerp_id", "gezin_id", "uiterlijk", "medewerker_id", "team_id", "titel")


@dataclass(frozen=True)
class Taaksoort:
    """A kind of work: how it is called, where its page is, and whether a person may tick it off.

    A kind that follows from something else (an evaluatie) is not ticked off: it ends when that thing is done.
    """

    code: str
    naam: str
    url: Callable[[UUID], str]
    is_afvinkbaar: bool = False


@dataclass(frozen=True)
class Herinneringsbron:
    """Where reminders come from: `rows(today, until)` are the open things due up to and including `until`.

    The queryset ends in `.values(*KOLOMMEN)`. `medewerker_id` is who has to do it today (may be empty: then the
    teamleider of `team_id` is reminded), `titel` says what it is without any name.
    """

    soort: Taaksoort
    rows: Callable[[datetime.date, datetime.date], QuerySet[Any, Any]]


_soorten: dict[str, Taaksoort] = {}
_bronnen: dict[str, Herinneringsbron] = {}


def register_taaksoort(soort: Taaksoort) -> None:
    """Make a kind of work known; raise ValueError when another one has its code."""
    if _soorten.setdefault(soort.code, soort) != soort:
        raise ValueError(f"taaksoort {soort.code} is registered twice")


def register_provider(bron: Herinneringsbron) -> None:
    """Let the scan make tasks and reminders for the things of a higher room; called in `AppConfig.ready`."""
    register_taaksoort(bron.soort)
    if _bronnen.setdefault(bron.soort.code, bron) != bron:
        raise ValueError(f"provider {bron.soort.code} is registered twice")


def bronnen() -> tuple[Herinneringsbron, ...]:
    """Return what was registered, in a fixed order."""
    return tuple(_bronnen[code] for code in sorted(_bronnen))


def taaksoort(code: str) -> Taaksoort | None:
    """Return a kind of work by its code."""
    return _soorten.get(code)
