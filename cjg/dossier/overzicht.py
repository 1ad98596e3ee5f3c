"""Sections that higher rooms add to the one-page overview of a gezin: a typed registry, filled in `AppConfig.ready`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cjg.dossier.models import Gezin


@dataclass(frozen=True, slots=True)
class OverzichtDeel:
    """One section: a template of the room that offers it, with its context and what it shows (for the log)."""

    titel: str
    template: str
    context: dict[str, Any]
    getoond: tuple[Any, ...] = ()


OverzichtProvider = Callable[[Any, Gezin, datetime.date], OverzichtDeel | None]

_PROVIDERS: dict[str, tuple[int, OverzichtProvider]] = {}


def register_overzicht(naam: str, provider: OverzichtProvider, *, volgorde: int) -> None:
    """Offer a section; a room that registers a name twice replaces its own (code reload)."""
    _PROVIDERS[naam] = (volgorde, provider)


def overzicht_of(user: Any, gezin: Gezin, day: datetime.date) -> list[OverzichtDeel]:
    """Return the sections of all rooms for a gezin, in order; a room with nothing to say is left out."""
    ordered = sorted(_PROVIDERS.values(), key=lambda item: item[0])
    delen = (provider(user, gezin, day) for _, provider in ordered)
    return [deel for deel in delen if deel is not None]
