"""What the list of gezinnen can be narrowed to. Names are searched for elsewhere: they never stand in an address."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from cjg.basis.api import open_on, today
from cjg.dossier.models import Betrokkenheid, Gezin
from cjg.organisatie.api import Gemeente, Team


class GezinFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped library
    """Gezinnen by gemeente and by who is involved today."""

    gemeente = django_filters.ModelChoiceFilter(
        label="Gemeente", queryset=Gemeente.objects.filter(is_opdrachtgever=True), empty_label="Alle"
    )
    team = django_filters.ModelChoiceFilter(
        label="Team", queryset=Team.objects.all(), empty_label="Alle", method="filter_team"
    )
    mijn = django_filters.BooleanFilter(label="Alleen van mij", method="filter_mijn", widget=forms.CheckboxInput)

    class Meta:
        model = Gezin
        fields: list[str] = []

    def filter_team(self, queryset: QuerySet[Gezin], name: str, value: Team) -> QuerySet[Gezin]:
        """Keep the gezinnen that a team is involved with."""
        return queryset.filter(Exists(Betrokkenheid.objects.filter(open_on(today()), gezin=OuterRef("pk"), team=value)))

    def filter_mijn(self, queryset: QuerySet[Gezin], name: str, value: bool) -> QuerySet[Gezin]:
        """Keep the gezinnen that one is involved with by name."""
        if not value:
            return queryset
        wie = self.request.user.profiel.medewerker_ids
        return queryset.filter(
            Exists(Betrokkenheid.objects.filter(open_on(today()), gezin=OuterRef("pk"), medewerker__in=wie))
        )
