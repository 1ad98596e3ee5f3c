"""The forms of the beheerder: medewerkers, roles, teams, absence."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cjg.basis.api import ComboboxSelect, DateInput, describe_missing
from cjg.organisatie.models import Afwezigheid, Gemeente, Medewerker, Rol, Team


def _clients() -> Any:
    return Gemeente.objects.filter(is_opdrachtgever=True)


def _date(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=DateInput)


class GegevensForm(forms.Form):
    """What is known of a medewerker."""

    naam = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254, help_text="Hiermee logt de medewerker in.")
    functie = forms.CharField(label="Functie", max_length=80)
    telefoon = forms.CharField(label="Telefoon", max_length=20, required=False)
    registratienummer = forms.CharField(label="SKJ- of BIG-nummer", max_length=20, required=False)
    fte = forms.DecimalField(
        label="Aantal fte", max_digits=4, decimal_places=3, min_value=0, max_value=1, initial=1, localize=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(
            self,
            naam="Vul de naam in.",
            email="Vul het e-mailadres in.",
            functie="Vul de functie in.",
            fte="Vul het aantal fte in, bijvoorbeeld 0,8.",
        )

    def clean_fte(self) -> Any:
        """Nobody works for nothing."""
        fte = self.cleaned_data["fte"]
        if not fte:
            raise forms.ValidationError("Vul meer dan 0 fte in.")
        return fte


class MedewerkerForm(GegevensForm):
    """Somebody new, with the first roles and team."""

    rollen = forms.MultipleChoiceField(label="Rollen", choices=Rol.choices, widget=forms.CheckboxSelectMultiple)
    gemeente = forms.ModelChoiceField(
        _clients(),
        label="Gemeente",
        required=False,
        empty_label="Niet van toepassing",
        help_text="Alleen voor een accountmanager.",
    )
    team = forms.ModelChoiceField(Team.objects.all(), label="Team", required=False, empty_label="Geen team")
    begindatum = _date("Eerste werkdag")

    def clean(self) -> dict[str, Any]:
        """An accountmanager is of one gemeente."""
        data: dict[str, Any] = super().clean() or {}
        if Rol.ACCOUNTMANAGER in data.get("rollen", []) and not data.get("gemeente"):
            self.add_error("gemeente", "Kies de gemeente van de accountmanager.")
        return data


class WijzigenForm(GegevensForm):
    """Change what is known of a medewerker."""

    versie = forms.IntegerField(widget=forms.HiddenInput)


class RolForm(forms.Form):
    """A role from–until."""

    rol = forms.ChoiceField(label="Rol", choices=[("", "Kies een rol"), *Rol.choices])
    gemeente = forms.ModelChoiceField(
        _clients(),
        label="Gemeente",
        required=False,
        empty_label="Niet van toepassing",
        help_text="Alleen voor een accountmanager.",
    )
    begindatum = _date("Vanaf")
    einddatum = _date("Tot en met", required=False)


class LidmaatschapForm(forms.Form):
    """A team from–until."""

    team = forms.ModelChoiceField(Team.objects.all(), label="Team", empty_label="Kies een team")
    begindatum = _date("Vanaf")
    einddatum = _date("Tot en met", required=False)


class EindeForm(forms.Form):
    """The last day of a role, a membership or an absence."""

    einddatum = _date("Laatste dag")


class UitDienstForm(forms.Form):
    """The last working day."""

    laatste_werkdag = _date(
        "Laatste werkdag", help_text="Rollen en teams eindigen op deze dag. Daarna sluit het account."
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)


class VervangerForm(forms.Form):
    """Who takes over from an absent colleague."""

    vervanger = forms.ModelChoiceField(
        Medewerker.objects.none(),
        label="Wie neemt het over?",
        required=False,
        empty_label="Niemand",
        help_text="De vervanger ziet de caseload zolang de afwezigheid duurt.",
        widget=ComboboxSelect,
    )

    def __init__(self, *args: Any, medewerker: Medewerker, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["vervanger"]
        field.queryset = Medewerker.objects.at_work(day).exclude(pk=medewerker.pk)


class AfwezigheidForm(VervangerForm):
    """An absence with its replacement."""

    reden = forms.ChoiceField(label="Reden", choices=Afwezigheid.Reden.choices)
    begindatum = _date("Afwezig vanaf")
    einddatum = _date("Tot en met", required=False, help_text="Weet u het nog niet? Laat dit dan leeg.")
    field_order = ("reden", "begindatum", "einddatum", "vervanger")


class TeamForm(forms.Form):
    """A team."""

    naam = forms.CharField(label="Naam", max_length=80)
    soort = forms.ChoiceField(label="Soort", choices=Team.Soort.choices)
    gemeente = forms.ModelChoiceField(_clients(), label="Gemeente", required=False, empty_label="Alle gemeenten")
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)


class GebiedForm(forms.Form):
    """A gebied and the team that works there."""

    naam = forms.CharField(label="Naam", max_length=80)
    gemeente = forms.ModelChoiceField(_clients(), label="Gemeente", empty_label="Kies een gemeente")
    team = forms.ModelChoiceField(
        Team.objects.all(),
        label="Team",
        empty_label="Kies een team",
        help_text="Nieuwe aanmeldingen gaan naar dit team.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
