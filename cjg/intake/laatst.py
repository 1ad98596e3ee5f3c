"""What somebody used last: so that logging the next contact takes few choices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cjg.intake.models import Contactmoment

LOOK_BACK = 30


@dataclass(frozen=True, slots=True)
class LaatstGebruikt:
    """The values of one's last contacts, per field the last used first; `laatste` is the last contact."""

    volgorde: dict[str, list[str]]
    laatste: dict[str, Any]


def last_used(medewerker_id: UUID | None) -> LaatstGebruikt:
    """Read one's last contacts in one statement; an import is nobody's."""
    kolommen = ("kanaal", "vraagsteller", "themas", "resultaten", "leeftijdsgroep")
    rows: list[dict[str, Any]] = []
    if medewerker_id is not None:
        queryset = Contactmoment.objects.filter(medewerker_id=medewerker_id).order_by("-datum", "-id")
        rows = list(queryset.values(*kolommen, "gemeente_id", "wijk__naam", "vindplaats", "duur_minuten")[:LOOK_BACK])
    volgorde = {kolom: _recent_first(row[kolom] for row in rows) for kolom in kolommen}
    volgorde["vindplaats"] = [plaats for plaats in _recent_first(row["vindplaats"] for row in rows) if plaats]
    return LaatstGebruikt(volgorde, rows[0] if rows else {})


def _recent_first(waarden: Iterable[Any]) -> list[str]:
    gezien: dict[str, None] = {}
    for waarde in waarden:
        gezien.update(dict.fromkeys(waarde if isinstance(waarde, list) else [waarde]))
    return list(gezien)


def sort_choices(keuzes: Sequence[tuple[str, Any]], volgorde: Sequence[str]) -> list[tuple[str, Any]]:
    """Return choices with the last used first, the rest in their own order."""
    rang = {code: plaats for plaats, code in enumerate(volgorde)}
    return sorted(keuzes, key=lambda keuze: rang.get(keuze[0], len(rang)))
