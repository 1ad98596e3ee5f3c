"""The forms of the four steps: each fills one step of the onderzoek."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms

from cjg.basis.api import CardRadioSelect, ComboboxSelect, InlineRadioSelect, describe_missing, open_on
from cjg.organisatie.api import Medewerker, Rol
from toegang.models import Leveringsvorm, Onderzoek
from toegang.services import Opties, Situatie, Specialistisch, Stap, Vorm
from toegang.services.onderzoek import VERPLICHT

_MEEDENKERS = (Rol.COACH, Rol.POH_JEUGD, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER)


def _text(label: str, uitleg: str = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=uitleg,
        required=required,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _yes_no(label: str, uitleg: str = "", *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=uitleg,
        required=required,
        choices=[("ja", "Ja"), ("nee", "Nee")],
        coerce=lambda value: value == "ja",
        empty_value=None,
        widget=InlineRadioSelect,
    )


def _as_word(value: bool | None) -> str:
    return {True: "ja", False: "nee", None: ""}[value]


class StapForm(forms.Form):
    """Base of the four: filled from the onderzoek, gives the step for the service."""

    nummer: ClassVar[int]
    alleen_pgb: ClassVar[tuple[str, ...]] = ()  # folded away by the page as long as no PGB is chosen
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, onderzoek: Onderzoek, day: datetime.date) -> None:
        self.onderzoek = onderzoek
        initial = {name: self.shown(name) for name in self.base_fields if name != "versie"}
        super().__init__(data, initial={**initial, "versie": onderzoek.versie})
        self.auto_id = f"id_stap{self.nummer}_%s"
        describe_missing(self, **VERPLICHT[self.nummer])
        self.limit_choices(day)

    def shown(self, name: str) -> Any:
        """Return the stored value as the form shows it."""
        value = getattr(self.onderzoek, name)
        return _as_word(value) if isinstance(self.base_fields[name], forms.TypedChoiceField) else value

    def limit_choices(self, day: datetime.date) -> None:
        """Set the people that can be chosen on a day."""

    def to_stap(self) -> Stap:
        """Return the step as the service takes it."""
        raise NotImplementedError


class SituatieForm(StapForm):
    """Step 1."""

    nummer = 1
    hulpvraag = _text("Wat vraagt het gezin?", "In hun eigen woorden.", rows=3)
    situatie = _text("Welke problemen zijn er?", "Thuis, op school, in de ontwikkeling of psychisch.")
    vertrouwenspersoon_verteld = forms.BooleanField(
        label="Het gezin weet van de vertrouwenspersoon", help_text="Dat moet van de Jeugdwet (artikel 2.5)."
    )

    def to_stap(self) -> Situatie:
        data = {name: self.cleaned_data[name] for name in self.fields if name != "versie"}
        return Situatie(**data)


class OptiesForm(StapForm):
    """Step 2: from light to heavy."""

    nummer = 2
    eigen_kracht = _text("Wat kan het gezin zelf?", rows=3)
    netwerk = _text("Wat kunnen familie, vrienden of buren doen?", rows=3)
    vrij_toegankelijk = _text("Wat kan vrij toegankelijke hulp doen?", "Zoals het CJG, school of een cursus.", rows=3)
    voorliggend = _text("Is er een andere wet of regeling?", "Zoals de Wlz of de zorgverzekering.", rows=2)
    ontbrekende_voorziening = forms.CharField(
        label="Welke vrije hulp ontbrak?",
        help_text="Vul dit in als er geen passende vrije hulp was. De gemeente leert hiervan.",
        required=False,
        max_length=200,
    )
    reflectie = _text("Wat vindt uw collega?", "Zo licht als kan, zo zwaar als nodig.", rows=3)
    reflectie_door = forms.ModelChoiceField(
        label="Welke collega dacht mee?",
        help_text="Deze collega neemt niet ook het besluit.",
        queryset=Medewerker.objects.none(),
        widget=ComboboxSelect,
    )

    def limit_choices(self, day: datetime.date) -> None:
        colleagues = _active(day).exclude(pk=self.onderzoek.besluit.voorbereid_door_id)
        _offer(self, "reflectie_door", colleagues)

    def to_stap(self) -> Opties:
        data = {name: self.cleaned_data[name] for name in self.fields if name != "versie"}
        return Opties(**data)


class SpecialistischForm(StapForm):
    """Step 3."""

    nummer = 3
    specialistisch_nodig = _yes_no("Is specialistische hulp nodig?")
    specialistisch = _text("Waarom, welke hulp en hoeveel?", "Bij nee: waarom is andere hulp genoeg?")
    deskundige = forms.ModelChoiceField(
        label="Wie heeft dit beoordeeld?",
        help_text="Een deskundige met een SKJ- of BIG-nummer. De naam komt in de brief.",
        queryset=Medewerker.objects.none(),
        widget=ComboboxSelect,
    )

    def limit_choices(self, day: datetime.date) -> None:
        _offer(self, "deskundige", _active(day).exclude(registratienummer=""))

    def to_stap(self) -> Specialistisch:
        data = {name: self.cleaned_data[name] for name in self.fields if name != "versie"}
        return Specialistisch(**data)


class VormForm(StapForm):
    """Step 4; the three tests count only for a PGB."""

    nummer = 4
    leveringsvorm = forms.ChoiceField(
        label="Welke vorm?",
        choices=[
            (Leveringsvorm.ZIN, "Zorg in natura: de gemeente regelt de hulp"),
            (Leveringsvorm.PGB, "PGB: het gezin koopt zelf de hulp in"),
        ],
        widget=CardRadioSelect,
    )
    leveringsvorm_toelichting = _text("Waarom past deze vorm?", rows=3)
    pgb_bekwaam = _yes_no("PGB: kan het gezin het budget beheren?", "Zelf of met hulp (8.1.1 lid 2a).", required=False)
    pgb_motivering = forms.CharField(
        label="PGB: waarom past zorg in natura niet?",
        help_text="Zoals het gezin het zegt (8.1.1 lid 2b).",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pgb_kwaliteit = _yes_no("PGB: is de hulp van goede kwaliteit?", "8.1.1 lid 2c.", required=False)

    alleen_pgb = ("pgb_bekwaam", "pgb_motivering", "pgb_kwaliteit")

    def to_stap(self) -> Vorm:
        data = {name: self.cleaned_data[name] for name in self.fields if name != "versie"}
        return Vorm(**data)


FORMULIEREN: dict[int, type[StapForm]] = {1: SituatieForm, 2: OptiesForm, 3: SpecialistischForm, 4: VormForm}


def _active(day: datetime.date) -> Any:
    """Return the medewerkers whose work it is to judge this, with their names."""
    return (
        Medewerker.objects.filter(
            open_on(day, "gebruiker__roltoekenningen__"),
            gebruiker__roltoekenningen__rol__in=_MEEDENKERS,
            gebruiker__is_active=True,
        )
        .select_related("gebruiker")
        .order_by("gebruiker__naam", "pk")
        .distinct()
    )


def _offer(form: forms.Form, name: str, queryset: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = queryset
    field.empty_label = "Kies een medewerker"
