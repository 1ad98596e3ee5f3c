"""Forms around a traject: starting, handing over, closing."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from cjg.basis.api import CardRadioSelect, ComboboxSelect, DateInput, describe_missing, open_on
from cjg.dossier.api import Persoon
from cjg.organisatie.api import Medewerker, Team
from gezinsplan.models import Evaluatie, Traject
from gezinsplan.services.traject import COACHENDE_ROLLEN


def coaches_on(day: datetime.date) -> QuerySet[Medewerker]:
    """Return who may be the aanspreekpunt of a traject on a day, by name."""
    return (
        Medewerker.objects.filter(
            open_on(day, "gebruiker__roltoekenningen__"),
            gebruiker__roltoekenningen__rol__in=COACHENDE_ROLLEN,
            gebruiker__is_active=True,
        )
        .select_related("gebruiker")
        .order_by("gebruiker__naam", "pk")
        .distinct()
    )


class StartForm(forms.Form):
    """Start a traject: for whom, what kind, with whom, from when."""

    jeugdigen = forms.ModelMultipleChoiceField(
        Persoon.objects.none(),
        label="Voor wie",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "cjg-options"}),
        help_text="Het traject telt voor de gemeente van de bovenste jeugdige die u kiest.",
    )
    soort = forms.ChoiceField(label="Soort", choices=Traject.Soort.choices, widget=CardRadioSelect)
    aanspreekpunt = forms.ModelChoiceField(Medewerker.objects.none(), label="Vast aanspreekpunt", widget=ComboboxSelect)
    team = forms.ModelChoiceField(Team.objects.none(), label="Team")
    begindatum = forms.DateField(label="Begindatum", widget=DateInput)
    regie = forms.ChoiceField(
        label="Wie ondersteunt de regie van het gezin", choices=Traject.Regie.choices, initial=Traject.Regie.CJG
    )

    def __init__(self, *args: Any, gezin: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jeugdigen = [lid.persoon_id for lid in gezin.huidige_leden if lid.is_jeugdige]
        fields: Any = self.fields
        fields["jeugdigen"].queryset = Persoon.objects.filter(pk__in=jeugdigen).order_by("-geboortedatum", "pk")
        fields["aanspreekpunt"].queryset = coaches_on(day)
        fields["team"].queryset = Team.objects.order_by("naam")
        describe_missing(
            self,
            jeugdigen="Kies voor wie de hulp is.",
            soort="Kies een soort.",
            aanspreekpunt="Kies wie het vaste aanspreekpunt is.",
            team="Kies een team.",
            begindatum="Vul de begindatum in.",
        )


class OverdrachtForm(forms.Form):
    """Hand a traject to another aanspreekpunt."""

    medewerker = forms.ModelChoiceField(Medewerker.objects.none(), label="Nieuw aanspreekpunt", widget=ComboboxSelect)
    team = forms.ModelChoiceField(Team.objects.none(), label="Team")
    dag = forms.DateField(label="Vanaf", widget=DateInput)
    notitie = forms.CharField(
        label="Wat moet de nieuwe coach weten?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["medewerker"].queryset = coaches_on(day)
        fields["team"].queryset = Team.objects.order_by("naam")
        describe_missing(
            self,
            medewerker="Kies wie het traject overneemt.",
            dag="Vul de dag in.",
            notitie="Schrijf op wat de nieuwe coach moet weten.",
        )


class AfsluitForm(forms.Form):
    """Close a traject, with its last evaluation when it was held."""

    reden = forms.ChoiceField(
        label="Waarom stopt het traject?", choices=Traject.RedenBeeindiging.choices, widget=CardRadioSelect
    )
    einddatum = forms.DateField(label="Laatste dag", widget=DateInput)
    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    gehouden_op = forms.DateField(
        label="Afsluitend gesprek op",
        required=False,
        widget=DateInput,
        help_text="Laat leeg als er geen gesprek is geweest.",
    )
    wat_werkte = forms.CharField(
        label="Wat werkte?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, reden="Kies waarom het traject stopt.", einddatum="Vul de laatste dag in.")


class EvaluatieForm(forms.Form):
    """Record an evaluation: when, what worked, what happens next. The scores are in `ScoresForm`."""

    gehouden_op = forms.DateField(label="Gehouden op", widget=DateInput)
    wat_werkte = forms.CharField(
        label="Wat werkte?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    vervolg = forms.ChoiceField(label="Hoe gaat het verder?", choices=Evaluatie.Vervolg.choices, widget=CardRadioSelect)
    reden = forms.CharField(label="Waarom?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    grond_langer = forms.ChoiceField(
        label="Waarom duurt de hulp langer dan 6 maanden?",
        required=False,
        choices=[("", "Kies een reden"), *Traject.GrondLanger.choices],
        help_text="De teamleider moet akkoord zijn.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if soort != Evaluatie.Soort.ZES_MAANDEN:
            del self.fields["grond_langer"]
        describe_missing(
            self,
            gehouden_op="Vul in wanneer de evaluatie was.",
            vervolg="Kies hoe het verder gaat.",
            reden="Schrijf op waarom u dit vervolg kiest.",
        )


class VerzettenForm(forms.Form):
    """Move an evaluation to another day."""

    uiterlijk = forms.DateField(label="Nieuwe dag", widget=DateInput)
    reden = forms.CharField(label="Waarom?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, uiterlijk="Kies een dag.", reden="Schrijf op waarom u de evaluatie verzet.")
