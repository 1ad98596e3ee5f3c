"""Who changed what of a medewerker, and when: read from the row history that the database keeps itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps

from cjg.basis.api import Event
from cjg.organisatie.models import Afwezigheid, Gebruiker, Medewerker, Rol, Team

_LATEST = 30


def history_of(medewerker: Medewerker) -> list[Event]:
    """Return the latest changes of a medewerker, newest first."""
    gebruiker = medewerker.gebruiker_id
    teams = dict(Team.objects.values_list("pk", "naam"))
    names = dict(Medewerker.objects.values_list("pk", "gebruiker__naam"))
    found = [
        *((row, "Gegevens") for row in _events("MedewerkerEvent", pgh_obj=medewerker.pk)),
        *((row, f"Account: {row.naam}, {row.email}") for row in _events("GebruikerEvent", pgh_obj=gebruiker)),
        *((row, f"Rol {_label(Rol, row.rol)}") for row in _events("RoltoekenningEvent", gebruiker=gebruiker)),
        *((row, f"Team {teams.get(row.team_id, '')}") for row in _events("TeamlidmaatschapEvent", gebruiker=gebruiker)),
        *((row, _absence(row, names)) for row in _events("AfwezigheidEvent", medewerker=medewerker.pk)),
    ]
    found.sort(key=lambda pair: pair[0].pgh_created_at, reverse=True)
    who = _actors(row for row, _ in found[:_LATEST])
    return [
        Event(row.pgh_created_at, title, kind=_kind(row), by=who.get(_actor(row), ""), text=_period(row))
        for row, title in found[:_LATEST]
    ]


def _events(model: str, **lookup: Any) -> Any:
    rows: Any = apps.get_model("organisatie", model)._default_manager.filter(**lookup)
    return rows.select_related("pgh_context").order_by("-pgh_created_at")[:_LATEST]


def _label(choices: Any, code: str) -> str:
    return str(dict(choices.choices).get(code, code))


def _absence(row: Any, names: dict[Any, str]) -> str:
    vervanger = names.get(row.vervanger_id)
    return f"Afwezig ({_label(Afwezigheid.Reden, row.reden).lower()})" + (
        f", vervanger {vervanger}" if vervanger else ""
    )


def _kind(row: Any) -> str:
    return {"insert": "toegevoegd", "update": "gewijzigd", "delete": "weggehaald"}[row.pgh_label.split("_")[0]]


def _period(row: Any) -> str:
    begin = getattr(row, "begindatum", None)
    if begin is None:
        return ""
    return f"van {begin:%d-%m-%Y}" + (f" tot en met {row.einddatum:%d-%m-%Y}" if row.einddatum else "")


def _actor(row: Any) -> str:
    metadata = row.pgh_context.metadata if row.pgh_context else {}
    return str(metadata.get("gebruiker") or "")


def _actors(rows: Iterable[Any]) -> dict[str, str]:
    keys = {key for row in rows if (key := _actor(row))}
    return {str(pk): naam for pk, naam in Gebruiker.objects.filter(pk__in=keys).values_list("pk", "naam")}
