"""The form in which a contactmoment is logged in under twenty seconds."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cjg.basis.api import (
    ChipCheckboxSelect,
    ChipRadioSelect,
    ComboboxSelect,
    DateInput,
    describe_missing,
    today,
    uuid7,
)
from cjg.intake.anoniem import name_warnings
from cjg.intake.codes import Kanaal, Leeftijdsgroep, Resultaat, Signaal, Thema, Vraagsteller
from cjg.intake.gegevens import Contactgegevens
from cjg.intake.laatst import LaatstGebruikt, sort_choices
from cjg.intake.models import Contactmoment
from cjg.intake.widgets import FoldedCheckboxSelect, FoldedRadioSelect
from cjg.organisatie.api import Gebied, Gemeente

ONBEKEND, ANDERS = "onbekend", "anders"
_DUUR = [(str(minuten), f"{minuten} min") for minuten in (5, 10, 15, 20, 30, 45, 60)]


class ContactmomentForm(forms.Form):
    """A contactmoment. Everything that was the same last time is filled in already."""

    datum = forms.DateField(label="Datum", widget=DateInput)
    kanaal = forms.ChoiceField(label="Hoe kwam de vraag binnen?", widget=ChipRadioSelect)
    aantal_bereikt = forms.IntegerField(label="Hoeveel mensen bereikte u?", required=False, min_value=1)
    vraagsteller = forms.ChoiceField(label="Wie stelt de vraag?", widget=FoldedRadioSelect)
    leeftijdsgroep = forms.ChoiceField(label="Leeftijd van het kind", widget=ChipRadioSelect)
    themas = forms.MultipleChoiceField(label="Waarover gaat het?", widget=FoldedCheckboxSelect)
    resultaten = forms.MultipleChoiceField(label="Wat is er gedaan?", widget=ChipCheckboxSelect)
    plaats = forms.ChoiceField(label="Waar woont het gezin?", widget=ChipRadioSelect)
    andere_gemeente = forms.ChoiceField(label="Welke andere gemeente?", required=False, widget=ComboboxSelect)
    vindplaats = forms.CharField(
        label="Vindplaats",
        required=False,
        max_length=80,
        help_text="De school, praktijk of plek, bijvoorbeeld Perron 18.",
        widget=forms.TextInput(attrs={"list": "vindplaatsen", "autocomplete": "off"}),
    )
    duur_minuten = forms.IntegerField(
        label="Duur in minuten", required=False, widget=forms.NumberInput(attrs={"list": "duren", "min": 1})
    )
    signaal = forms.ChoiceField(label="Signaal", required=False, choices=[("", "Geen signaal"), *Signaal.choices])
    toelichting = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Een contact is anoniem: schrijf geen namen, nummers of adressen op.",
    )
    namen_bevestigd = forms.BooleanField(label="Er staan geen namen van mensen in mijn tekst", required=False)
    sleutel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, laatst: LaatstGebruikt, **kwargs: Any) -> None:
        kwargs["initial"] = _defaults(laatst) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.gebieden = list(Gebied.objects.select_related("gemeente").order_by("gemeente__naam", "naam"))
        for veld, keuzes in (
            ("kanaal", Kanaal.choices),
            ("vraagsteller", Vraagsteller.choices),
            ("themas", Thema.choices),
            ("resultaten", Resultaat.choices),
        ):
            self._choices(veld, sort_choices(keuzes, laatst.volgorde[veld]))
        self._choices("leeftijdsgroep", Leeftijdsgroep.choices)
        plaatsen = self._places()
        self._choices("plaats", plaatsen)
        if self.initial["plaats"] and self.initial["plaats"] not in dict(plaatsen):
            self.initial["plaats"] = ANDERS
        # The list of 342 is only asked for by who opens it; it is small enough to send along.
        self._choices("andere_gemeente", [("", "Kies een gemeente"), *Gemeente.objects.values_list("code", "naam")])
        self.vindplaatsen, self.duren = laatst.volgorde["vindplaats"], _DUUR
        self.heeft_namen = False
        describe_missing(
            self,
            datum="Vul de datum van het contact in.",
            kanaal="Kies hoe de vraag binnenkwam.",
            vraagsteller="Kies wie de vraag stelt.",
            themas="Kies ten minste één onderwerp.",
            resultaten="Kies ten minste één ding dat is gedaan.",
            plaats="Kies waar het gezin woont, of ‘Niet bekend’.",
        )

    def _choices(self, veld: str, keuzes: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[veld]
        field.choices = keuzes

    def _places(self) -> list[tuple[str, str]]:
        wijken = [(f"wijk:{gebied.naam}", gebied.naam) for gebied in self.gebieden]
        gemeenten = {gebied.gemeente_id: gebied.gemeente.naam for gebied in self.gebieden}
        zonder = [
            (f"gemeente:{code}", f"{naam}, wijk niet bekend")
            for code, naam in gemeenten.items()
            if sum(gebied.gemeente_id == code for gebied in self.gebieden) > 1
        ]
        return [*wijken, *zonder, (ANDERS, "Andere gemeente"), (ONBEKEND, "Niet bekend")]

    def clean(self) -> dict[str, Any]:
        """Ask which gemeente, and once whether what looks like a name is none."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("plaats") == ANDERS and not data.get("andere_gemeente"):
            self.add_error("andere_gemeente", "Kies de gemeente, of kies hierboven ‘Niet bekend’.")
        if not self.errors:
            for waarschuwing in name_warnings(self.gegevens(), today=today()):
                self.heeft_namen = True
                if not data["namen_bevestigd"]:
                    self.add_error(waarschuwing.veld, waarschuwing.reden)
        return data

    def gegevens(self, medewerkersrol: str = "ia") -> Contactgegevens:
        """Return the content for the service."""
        data = self.cleaned_data
        gemeente, wijk = self._place(data["plaats"], data["andere_gemeente"])
        return Contactgegevens(
            datum=data["datum"],
            kanaal=data["kanaal"],
            vraagsteller=data["vraagsteller"],
            themas=tuple(data["themas"]),
            resultaten=tuple(data["resultaten"]),
            gemeente=gemeente,
            wijk=wijk,
            vindplaats=data["vindplaats"],
            leeftijdsgroep=data["leeftijdsgroep"],
            duur_minuten=data["duur_minuten"],
            # The field is folded away for other channels: what was typed there before does not count.
            aantal_bereikt=data["aantal_bereikt"] if data["kanaal"] == Kanaal.GROEPSBIJEENKOMST else None,
            signaal=data["signaal"],
            toelichting=data["toelichting"],
            medewerkersrol=medewerkersrol,
        )

    def _place(self, plaats: str, andere: str) -> tuple[str, str]:
        soort, _, waarde = plaats.partition(":")
        if soort == "wijk":
            return next(gebied.gemeente_id for gebied in self.gebieden if gebied.naam == waarde), waarde
        if soort == "gemeente":
            return waarde, ""
        return (andere, "") if soort == ANDERS else ("", "")

    def take_new_key(self) -> None:
        """Give the form a fresh key: saving it again makes another contactmoment."""
        data: Any = self.data
        fresh = data.copy()
        fresh["sleutel"] = str(uuid7())
        self.data = fresh


def _defaults(laatst: LaatstGebruikt) -> dict[str, Any]:
    rij = laatst.laatste
    return {
        "datum": today(),
        "kanaal": rij.get("kanaal", Kanaal.CENTRAAL_NUMMER.value),
        "leeftijdsgroep": Leeftijdsgroep.ONBEKEND.value,
        "plaats": place_value(rij.get("gemeente_id"), rij.get("wijk__naam")) if rij else None,
        "andere_gemeente": rij.get("gemeente_id") or "",
        "vindplaats": rij.get("vindplaats", ""),
        "duur_minuten": rij.get("duur_minuten"),
        "sleutel": uuid7(),
    }


def place_value(gemeente: str | None, wijk: str | None) -> str:
    """Return the choice for a gemeente and wijk; the form takes what is no choice of its own for another gemeente."""
    if wijk:
        return f"wijk:{wijk}"
    if not gemeente:
        return ONBEKEND
    return f"gemeente:{gemeente}"


def initial_of(contactmoment: Contactmoment) -> dict[str, Any]:
    """Return what the form shows of a saved contactmoment."""
    velden = (
        "datum",
        "kanaal",
        "vraagsteller",
        "leeftijdsgroep",
        "themas",
        "resultaten",
        "vindplaats",
        "duur_minuten",
        "aantal_bereikt",
        "signaal",
        "toelichting",
    )
    wijk = contactmoment.wijk
    return {veld: getattr(contactmoment, veld) for veld in velden} | {
        "plaats": place_value(contactmoment.gemeente_id, wijk.naam if wijk else None),
        "andere_gemeente": contactmoment.gemeente_id or "",
    }


class DagForm(forms.Form):
    """The day that is looked at."""

    dag = forms.DateField(required=False)

    def day(self, standaard: datetime.date) -> datetime.date:
        """Return the day asked for, or the given one when it cannot be read."""
        gekozen: datetime.date | None = self.cleaned_data.get("dag") if self.is_valid() else None
        return gekozen or standaard
