"""The editor of a concept: one form per goal and action, with rows that can be added without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from cjg.basis.api import ComboboxSelect, DateInput
from cjg.dossier.api import Gezin
from cjg.organisatie.api import Medewerker
from gezinsplan.inhoud import MEESTE_ACTIES, MEESTE_DOELEN
from gezinsplan.invoer import ActieInvoer, DoelInvoer, PlanInvoer
from gezinsplan.models import Actie, Akkoord
from gezinsplan.models.plan import Leefgebied


class PlanForm(forms.Form):
    """What a plan says beside its goals."""

    krachten = forms.CharField(
        label="Wat gaat goed?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    zorgen = forms.CharField(
        label="Wat zijn de zorgen?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    verwachte_duur_maanden = forms.IntegerField(
        label="Hoe lang duurt de hulp, denkt u? (maanden)", required=False, min_value=1, max_value=60
    )
    familiegroepsplan = forms.ChoiceField(
        label="Wil het gezin zelf een plan maken (familiegroepsplan)?",
        required=False,
        choices=[
            ("", "Nog niet gevraagd"),
            ("gemaakt", "Ja, en het is gemaakt"),
            ("afgezien", "Nee"),
            ("later", "Later"),
        ],
    )
    familiegroepsplan_op = forms.DateField(label="Gevraagd op", required=False, widget=DateInput)
    besproken_met = forms.ModelChoiceField(
        Medewerker.objects.none(), label="Besproken met collega", required=False, widget=ComboboxSelect
    )
    besproken_op = forms.DateField(label="Besproken op", required=False, widget=DateInput)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        staff = Medewerker.objects.filter(gebruiker__is_active=True)
        fields["besproken_met"].queryset = staff.select_related("gebruiker").order_by("gebruiker__naam", "pk")


class ActieForm(forms.Form):
    """Who does what, and by when."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    soort = forms.ChoiceField(label="Wie", choices=Actie.Soort.choices)
    wie = forms.CharField(label="Naam", required=False, max_length=120)
    wat = forms.CharField(label="Doet wat", required=False, max_length=500)
    uiterlijk = forms.DateField(label="Vóór", required=False, widget=DateInput)

    def clean(self) -> dict[str, Any]:
        """An action has both who and what, or is an empty row."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("wat") and not data.get("wie"):
            self.add_error("wie", "Schrijf op wie dit doet.")
        if data.get("wie") and not data.get("wat"):
            self.add_error("wat", "Schrijf op wat deze persoon doet.")
        return data

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.cleaned_data.get("wie") or self.cleaned_data.get("wat"))


class DoelForm(forms.Form):
    """A goal in the family's own words."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    omschrijving = forms.CharField(
        label="Doel, in eigen woorden", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    leefgebied = forms.ChoiceField(label="Waar gaat het over", choices=Leefgebied.choices)
    voor = forms.ChoiceField(label="Van wie", required=False)
    weg = forms.BooleanField(label="Dit doel weghalen", required=False)

    def __init__(self, *args: Any, personen: list[tuple[str, str]], aantal_acties: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["voor"].choices = [("", "Van het hele gezin"), *personen]
        self.acties: list[ActieForm] = []
        self.aantal_acties = aantal_acties

    @property
    def is_empty(self) -> bool:
        """Whether this goal is to go, or was never filled in."""
        filled = self.cleaned_data.get("omschrijving") or any(not actie.is_empty for actie in self.acties)
        return bool(self.cleaned_data.get("weg")) or not filled


class PlanEditor:
    """All forms of one concept together; `erbij` is the row that somebody asked for."""

    def __init__(
        self, personen: list[tuple[str, str]], data: Mapping[str, str] | None, inhoud: PlanInvoer, versie: int
    ) -> None:
        self.personen = personen
        self.data: Any = data
        if data is None:
            self.form = PlanForm(initial={**vars(inhoud), "versie": versie})
            self.doelen = [self._initial(n, doel) for n, doel in enumerate(inhoud.doelen)] or [self._doel(0, 1)]
        else:
            self.form = PlanForm(data)
            self.doelen = self._posted(data)

    @property
    def erbij(self) -> str:
        """Which row was asked for: `doel`, or `actie-<n>`; empty when the plan is to be saved."""
        return str(self.data.get("erbij", "")) if self.data is not None else ""

    @property
    def parts(self) -> list[forms.Form]:
        """Every form of the concept."""
        return [self.form, *self.doelen, *(actie for doel in self.doelen for actie in doel.acties)]

    def is_valid(self) -> bool:
        """Validate every form, so that all errors show at once."""
        is_valid = [part.is_valid() for part in self.parts].count(False) == 0
        for doel in self.doelen if is_valid else ():
            if not doel.is_empty and not doel.cleaned_data["omschrijving"]:
                doel.add_error("omschrijving", "Schrijf het doel op.")
                is_valid = False
        return is_valid

    def add_row(self) -> None:
        """Add the row that was asked for, keeping all that was typed."""
        if self.erbij == "doel" and len(self.doelen) < MEESTE_DOELEN:
            self.doelen.append(self._doel(len(self.doelen), 1))
            _focus(self.doelen[-1], "omschrijving")
        number = self.erbij.removeprefix("actie-")
        if self.erbij.startswith("actie-") and number.isdecimal() and int(number) < len(self.doelen):
            doel = self.doelen[int(number)]
            if doel.aantal_acties < MEESTE_ACTIES:
                doel.acties.append(ActieForm(prefix=f"{doel.prefix}-a{doel.aantal_acties}"))
                _focus(doel.acties[-1], "wie")
                doel.aantal_acties += 1

    def invoer(self) -> PlanInvoer:
        """Return the plan as the service takes it."""
        data = self.form.cleaned_data
        besproken_met = data["besproken_met"]
        return PlanInvoer(
            doelen=tuple(_doel_invoer(doel) for doel in self.doelen if not doel.is_empty),
            krachten=data["krachten"],
            zorgen=data["zorgen"],
            verwachte_duur_maanden=data["verwachte_duur_maanden"],
            besproken_met=besproken_met.pk if besproken_met else None,
            besproken_op=data["besproken_op"],
            familiegroepsplan=data["familiegroepsplan"],
            familiegroepsplan_op=data["familiegroepsplan_op"],
        )

    def _doel(self, n: int, acties: int, **kwargs: Any) -> DoelForm:
        form = DoelForm(prefix=f"d{n}", personen=self.personen, aantal_acties=acties, **kwargs)
        data = kwargs.get("data")
        form.acties = [ActieForm(data, prefix=f"d{n}-a{m}") for m in range(acties)]
        return form

    def _initial(self, n: int, doel: DoelInvoer) -> DoelForm:
        form = self._doel(n, 0, initial={**vars(doel), "voor": str(doel.voor or "")})
        form.acties = [ActieForm(initial=vars(actie), prefix=f"d{n}-a{m}") for m, actie in enumerate(doel.acties)]
        form.acties = form.acties or [ActieForm(prefix=f"d{n}-a0")]
        form.aantal_acties = len(form.acties)
        return form

    def _posted(self, data: Mapping[str, str]) -> list[DoelForm]:
        aantal = _count(data.get("aantal-doelen", ""), MEESTE_DOELEN)
        return [
            self._doel(n, _count(data.get(f"aantal-acties-{n}", ""), MEESTE_ACTIES), data=data) for n in range(aantal)
        ]


def _focus(form: forms.Form, name: str) -> None:
    """Let one go on typing in the row that was asked for; the page would begin at its top again."""
    form.fields[name].widget.attrs["autofocus"] = True


def _count(text: str, most: int) -> int:
    return min(int(text), most) if text.isdecimal() and len(text) < 4 else 0


def _doel_invoer(form: DoelForm) -> DoelInvoer:
    data = form.cleaned_data
    return DoelInvoer(
        omschrijving=data["omschrijving"],
        leefgebied=data["leefgebied"],
        voor=UUID(data["voor"]) if data["voor"] else None,
        acties=tuple(
            ActieInvoer(
                wie=actie.cleaned_data["wie"],
                wat=actie.cleaned_data["wat"],
                uiterlijk=actie.cleaned_data["uiterlijk"],
                soort=actie.cleaned_data["soort"],
                id=actie.cleaned_data["id"],
            )
            for actie in form.acties
            if not actie.is_empty
        ),
        id=data["id"],
    )


class AkkoordForm(forms.Form):
    """What one person answered."""

    antwoord = forms.ChoiceField(label="Antwoord", choices=Akkoord.Antwoord.choices)
    datum = forms.DateField(label="Op", widget=DateInput)
    toelichting = forms.CharField(label="Toelichting, als het geen volledig ja is", required=False, max_length=500)


class PlanStartForm(forms.Form):
    """Start a plan, perhaps together with the other gezin of a child."""

    samen_met = forms.ModelChoiceField(Gezin.objects.none(), label="Samen met", required=False)

    def __init__(self, *args: Any, gezinnen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["samen_met"].queryset = gezinnen
        fields["samen_met"].empty_label = "Alleen dit gezin"
