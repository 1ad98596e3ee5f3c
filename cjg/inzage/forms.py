"""The filter of the log."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from cjg.basis.api import ComboboxSelect, DateInput, day_start
from cjg.inzage.models import Inzageregel
from cjg.organisatie.api import Gebruiker

DAGEN = 30


class LogboekFilter(forms.Form):
    """Period, actor, dossier, action and result; it goes in the address, so it holds no name."""

    van = forms.DateField(label="Van", widget=DateInput)
    tot = forms.DateField(label="Tot en met", widget=DateInput)
    wie = forms.ModelChoiceField(
        label="Wie", queryset=Gebruiker.objects.none(), required=False, widget=ComboboxSelect, empty_label="Iedereen"
    )
    dossier = forms.UUIDField(
        label="Dossier", required=False, error_messages={"invalid": "Dit is geen nummer van een dossier."}
    )
    handeling = forms.ChoiceField(label="Handeling", required=False)
    resultaat = forms.ChoiceField(label="Resultaat", required=False)

    def __init__(self, data: Any, *, day: datetime.date) -> None:
        begin = {"van": (day - datetime.timedelta(days=DAGEN)).isoformat(), "tot": day.isoformat()}
        super().__init__(begin | {name: value for name, value in data.items() if value})
        velden: dict[str, Any] = dict(self.fields)
        # Clients are not in the list: the FG finds their lines by dossier.
        velden["wie"].queryset = Gebruiker.objects.exclude(soort=Gebruiker.Soort.CLIENT).order_by("naam", "pk")
        velden["handeling"].choices = [("", "Alle"), *Inzageregel.Handeling.choices]
        velden["resultaat"].choices = [("", "Alle"), *Inzageregel.Resultaat.choices]
        for naam in ("van", "tot"):
            velden[naam].error_messages["invalid"] = "Vul een datum in."

    def clean(self) -> dict[str, Any]:
        """Refuse a period that runs backwards."""
        gegevens: dict[str, Any] = super().clean() or {}
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag ligt voor de eerste. Pas de periode aan.")
        return gegevens

    def apply(self, regels: QuerySet[Inzageregel]) -> QuerySet[Inzageregel]:
        """Return the lines that fit; none when the filter is not valid."""
        if not self.is_valid():
            return regels.none()
        gekozen = self.cleaned_data
        regels = regels.filter(
            tijdstip__gte=day_start(gekozen["van"]), tijdstip__lt=day_start(gekozen["tot"] + datetime.timedelta(days=1))
        )
        wie = {"actor_id": gekozen["wie"].pk} if gekozen["wie"] else {}
        rest = {"gezin_id": gekozen["dossier"], "handeling": gekozen["handeling"], "resultaat": gekozen["resultaat"]}
        return regels.filter(**wie, **{naam: waarde for naam, waarde in rest.items() if waarde})
