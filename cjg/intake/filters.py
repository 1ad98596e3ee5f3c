"""What the lists of the intake can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from cjg.basis.api import DateInput
from cjg.intake.codes import Kanaal, Kerntaak, Resultaat, Thema, Urgentie, Vraagsteller
from cjg.intake.models import Aanmelding, Contactmoment
from cjg.organisatie.api import Gebied, Gemeente, Team


def _choice(label: str, keuzes: Any, **kwargs: Any) -> Any:
    return django_filters.ChoiceFilter(label=label, choices=keuzes, empty_label="Alle", **kwargs)


def _model(label: str, rijen: Any, **kwargs: Any) -> Any:
    return django_filters.ModelChoiceFilter(label=label, queryset=rijen, empty_label="Alle", **kwargs)


class ContactmomentFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped library
    """Contacts by day, place, channel, asker, theme and result; `mijn` keeps one's own."""

    van = django_filters.DateFilter("datum", "gte", label="Vanaf", widget=DateInput)
    tot = django_filters.DateFilter("datum", "lte", label="Tot en met", widget=DateInput)
    kanaal = _choice("Kanaal", Kanaal.choices)
    vraagsteller = _choice("Vraagsteller", Vraagsteller.choices)
    thema = _choice("Onderwerp", Thema.choices, method="filter_thema")
    resultaat = _choice("Gedaan", Resultaat.choices, method="filter_resultaat")
    gemeente = _model("Gemeente", Gemeente.objects.filter(is_opdrachtgever=True))
    wijk = _model("Wijk", Gebied.objects.all())
    mijn = django_filters.BooleanFilter(label="Alleen van mij", method="filter_mijn", widget=forms.CheckboxInput)

    class Meta:
        model = Contactmoment
        fields: list[str] = []

    def filter_thema(self, queryset: QuerySet[Contactmoment], name: str, value: str) -> QuerySet[Contactmoment]:
        return queryset.filter(themas__contains=[value])

    def filter_resultaat(self, queryset: QuerySet[Contactmoment], name: str, value: str) -> QuerySet[Contactmoment]:
        return queryset.filter(resultaten__contains=[value])

    def filter_mijn(self, queryset: QuerySet[Contactmoment], name: str, value: bool) -> QuerySet[Contactmoment]:
        """Keep the contacts of who asks."""
        medewerker_id = self.request.user.profiel.medewerker_id
        return queryset.filter(medewerker_id=medewerker_id, medewerker__isnull=False) if value else queryset


class AanmeldingFilter(django_filters.FilterSet):  # type: ignore[misc]  # untyped library
    """Aanmeldingen by state, urgency, kerntaak and team."""

    status = _choice("Status", Aanmelding.Status.choices)
    urgentie = _choice("Urgentie", Urgentie.choices)
    kerntaak = _choice("Kerntaak", Kerntaak.choices)
    team = _model("Team", Team.objects.all())

    class Meta:
        model = Aanmelding
        fields: list[str] = []
