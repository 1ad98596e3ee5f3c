"""The form with an address, for those of a gezin who live there."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from cjg.basis.api import DateInput, describe_missing, today
from cjg.dossier.models import Adres, Persoon
from cjg.dossier.services import AdresInvoer


class AdresForm(forms.Form):
    """Where people live, and from when; offered with the address that the gezin has now."""

    personen = forms.MultipleChoiceField(
        label="Wie wonen hier?", widget=forms.CheckboxSelectMultiple(attrs={"class": "cjg-options"})
    )
    straat = forms.CharField(label="Straat", max_length=80)
    huisnummer = forms.IntegerField(label="Huisnummer", min_value=1, max_value=99_999)
    toevoeging = forms.CharField(label="Toevoeging", required=False, max_length=10)
    postcode = forms.RegexField(
        label="Postcode",
        regex=r"^\s*[1-9][0-9]{3}\s*[A-Za-z]{2}\s*$",
        max_length=10,
        error_messages={"invalid": "Vul een postcode in als 1234 AB."},
    )
    woonplaats = forms.CharField(label="Woonplaats", max_length=80)
    begindatum = forms.DateField(label="Woont hier vanaf", widget=DateInput)
    is_geheim = forms.BooleanField(
        label="Dit adres is geheim", required=False, help_text="Een geheim adres komt niet op brieven."
    )

    def __init__(self, *args: Any, leden: Sequence[Persoon], adressen: Sequence[Adres], **kwargs: Any) -> None:
        self.leden = {str(persoon.pk): persoon for persoon in leden}
        kwargs["initial"] = self._start(adressen) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["personen"]
        field.choices = [(key, persoon.naam) for key, persoon in self.leden.items()]
        describe_missing(
            self,
            personen="Kies wie hier wonen.",
            straat="Vul de straat in.",
            huisnummer="Vul het huisnummer in.",
            postcode="Vul de postcode in.",
            woonplaats="Vul de woonplaats in.",
            begindatum="Vul in vanaf welke dag.",
        )

    def _start(self, adressen: Sequence[Adres]) -> dict[str, Any]:
        """Return the address most of them share; who has none or the same one is chosen."""
        own = {str(adres.persoon_id): adres for adres in adressen}
        lines = [adres.regel for adres in own.values()]
        most = max(own.values(), key=lambda adres: lines.count(adres.regel), default=None)
        here = [key for key in self.leden if key not in own or (most and own[key].regel == most.regel)]
        names = AdresInvoer.__dataclass_fields__
        return {"personen": here, "begindatum": today()} | {name: getattr(most, name) for name in names if most}

    def clean_begindatum(self) -> datetime.date:
        """Refuse a day that still has to come."""
        dag: datetime.date = self.cleaned_data["begindatum"]
        if dag > today():
            raise forms.ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag ervoor.")
        return dag

    @property
    def chosen(self) -> list[Persoon]:
        """The persons who live here."""
        return [self.leden[key] for key in self.cleaned_data["personen"]]

    def invoer(self) -> AdresInvoer:
        """Return the address for the service."""
        return AdresInvoer(**{name: self.cleaned_data[name] for name in AdresInvoer.__dataclass_fields__})
