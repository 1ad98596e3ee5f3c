"""What the list of medewerkers can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef

from cjg.basis.api import open_on, today
from cjg.organisatie.models import Medewerker, Rol, Roltoekenning, Team, Teamlidmaatschap

_STATUS = [("in-dienst", "In dienst"), ("afwezig", "Afwezig"), ("uit-dienst", "Uit dienst")]


class MedewerkerFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped library
    """Medewerkers by name, role, team and whether they are at work."""

    naam = django_filters.CharFilter("gebruiker__naam", "icontains", label="Naam")
    rol = django_filters.ChoiceFilter(label="Rol", choices=Rol.choices, empty_label="Alle", method="filter_rol")
    team = django_filters.ModelChoiceFilter(
        label="Team", queryset=Team.objects.all(), empty_label="Alle", method="filter_team"
    )
    status = django_filters.ChoiceFilter(label="Status", choices=_STATUS, empty_label="Alle", method="filter_status")

    class Meta:
        model = Medewerker
        fields: list[str] = []

    def filter_rol(self, queryset: Any, name: str, value: str) -> Any:
        """Keep who holds a role today."""
        return queryset.filter(
            Exists(Roltoekenning.objects.filter(open_on(today()), gebruiker=OuterRef("gebruiker"), rol=value))
        )

    def filter_team(self, queryset: Any, name: str, value: Team) -> Any:
        """Keep who is in a team today."""
        return queryset.filter(
            Exists(Teamlidmaatschap.objects.filter(open_on(today()), gebruiker=OuterRef("gebruiker"), team=value))
        )

    def filter_status(self, queryset: Any, name: str, value: str) -> Any:
        """Keep who works here, is away, or has left."""
        if value == "afwezig":
            return queryset.absent(today())
        return queryset.at_work(today()) if value == "in-dienst" else queryset.left(today())
