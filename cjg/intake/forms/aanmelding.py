"""The forms of an aanmelding: what is asked, how safe it is, for whom and which team takes it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from cjg.basis.api import CardRadioSelect, ChipRadioSelect, DateInput, InlineRadioSelect, describe_missing, today, uuid7
from cjg.dossier.api import Gezinslid
from cjg.intake.codes import AndereKinderen, Kerntaak, Urgentie, Veiligheid, Verwijzer
from cjg.intake.models import Aanmelding, Wachtlijstplaats
from cjg.intake.services.aanmelding import Aanmeldgegevens, derive_team
from cjg.intake.widgets import FoldedRadioSelect
from cjg.organisatie.api import Gebied, Gemeente, Medewerker, Team

_TEAMS = (Team.Soort.GEBIEDSTEAM, Team.Soort.DAK_EN_THUISLOOS, Team.Soort.FLEXTEAM)


def teams() -> Any:
    """Return the teams that take aanmeldingen."""
    return Team.objects.filter(soort__in=_TEAMS).order_by("soort", "naam")


class AanmeldingForm(forms.Form):
    """What is asked. The one who registers it is asked about safety and about the other children of the gezin."""

    datum = forms.DateField(label="Datum van de aanmelding", widget=DateInput)
    verwijzer = forms.ChoiceField(label="Wie verwijst?", choices=Verwijzer.choices, widget=FoldedRadioSelect)
    vraag = forms.CharField(
        label="Wat is de vraag, in de woorden van het gezin?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    kerntaak = forms.ChoiceField(label="Waarvoor?", choices=Kerntaak.choices, widget=ChipRadioSelect)
    urgentie = forms.ChoiceField(label="Urgentie", choices=Urgentie.choices[::-1], widget=InlineRadioSelect)
    veiligheid = forms.ChoiceField(label="Veiligheid", choices=Veiligheid.choices, widget=CardRadioSelect)
    direct_handelen = forms.CharField(
        label="Wat is er nu gedaan voor de veiligheid?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Verplicht bij ‘Direct onveilig’.",
    )
    andere_kinderen = forms.ChoiceField(
        label="Leggen we contact met de andere kinderen?", choices=AndereKinderen.choices, widget=ChipRadioSelect
    )
    andere_kinderen_toelichting = forms.CharField(
        label="Toelichting over de andere kinderen",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    wijk = forms.ModelChoiceField(
        label="Wijk", queryset=Gebied.objects.select_related("team"), required=False, empty_label="Niet bekend"
    )
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.none(), required=False, empty_label="Volgt uit kerntaak, gemeente en wijk"
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "datum": today(),
            "kerntaak": Kerntaak.COACHING.value,
            "urgentie": Urgentie.GEWOON.value,
            "andere_kinderen": AndereKinderen.NIET_GEVRAAGD.value,
            "sleutel": uuid7(),
        } | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = teams()
        describe_missing(
            self,
            datum="Vul de datum van de aanmelding in.",
            verwijzer="Kies wie verwijst.",
            vraag="Schrijf op wat het gezin vraagt.",
            veiligheid="Kies hoe veilig de kinderen nu zijn.",
        )

    def clean(self) -> dict[str, Any]:
        """Ask what was done where a child is unsafe, and why other children are left out."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("veiligheid") == Veiligheid.DIRECT_ONVEILIG and not data.get("direct_handelen"):
            self.add_error("direct_handelen", "Schrijf op wat u nu doet voor de veiligheid.")
        geen_contact = data.get("andere_kinderen") == AndereKinderen.GEEN_CONTACT
        if geen_contact and not data.get("andere_kinderen_toelichting"):
            reden = "Schrijf op waarom er geen contact is met de andere kinderen."
            self.add_error("andere_kinderen_toelichting", reden)
        if data.get("datum") and data["datum"] > today():
            self.add_error("datum", "Deze datum ligt in de toekomst. Kies vandaag of een dag ervoor.")
        return data

    def gegevens(self) -> Aanmeldgegevens:
        """Return the content for the service."""
        names = Aanmeldgegevens.__dataclass_fields__
        return Aanmeldgegevens(**{naam: self.cleaned_data[naam] for naam in names})

    def choose_team(self, gemeente: Gemeente | None) -> Team | None:
        """Return the team chosen, or the one that follows; without either the form gets an error."""
        data = self.cleaned_data
        team: Team | None = data["team"] or derive_team(kerntaak=data["kerntaak"], gemeente=gemeente, wijk=data["wijk"])
        if team is None:
            self.add_error("team", "Kies een team, of kies de wijk waar het gezin woont.")
        return team


def initial_of(aanmelding: Aanmelding) -> dict[str, Any]:
    """Return what the form shows of a saved aanmelding."""
    velden = (*Aanmeldgegevens.__dataclass_fields__, "team")
    return {veld: getattr(aanmelding, veld) for veld in velden}


class JeugdigenForm(forms.Form):
    """Which jeugdigen of a known gezin are aangemeld."""

    jeugdigen = forms.MultipleChoiceField(
        label="Voor wie is de aanmelding?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, leden: Sequence[Gezinslid], day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.personen = {str(lid.persoon_id): lid.persoon for lid in leden}
        veld: Any = self.fields["jeugdigen"]
        veld.choices = [(key, _with_age(persoon, day)) for key, persoon in self.personen.items()]

    @property
    def chosen(self) -> list[Any]:
        """The persons chosen."""
        return [self.personen[key] for key in self.cleaned_data["jeugdigen"]]


def _with_age(persoon: Any, day: datetime.date) -> str:
    leeftijd = persoon.age_on(day)
    return f"{persoon.naam} ({leeftijd})" if leeftijd is not None else persoon.naam


class RedenForm(forms.Form):
    """Why an aanmelding goes on or ends."""

    reden = forms.CharField(label="Reden", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, vraag: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].label = vraag
        self.fields["reden"].required = bool(vraag)
        describe_missing(self, reden="Schrijf de reden op.")


class WachtlijstplaatsForm(forms.Form):
    """Who calls a waiting gezin when, and which team it waits for."""

    bellen_op = forms.DateField(label="Volgende keer bellen op", required=False, widget=DateInput)
    beller = forms.ModelChoiceField(
        label="Wie belt?", queryset=Medewerker.objects.none(), required=False, empty_label="Nog niemand"
    )
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), empty_label=None)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plaats: Wachtlijstplaats, **kwargs: Any) -> None:
        velden = ("bellen_op", "beller", "team", "versie")
        kwargs["initial"] = {veld: getattr(plaats, veld) for veld in velden}
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = teams()
        beller: Any = self.fields["beller"]
        leden = Medewerker.objects.filter(gebruiker__lidmaatschappen__team=plaats.team_id, gebruiker__is_active=True)
        beller.queryset = leden.select_related("gebruiker").distinct().order_by("gebruiker__naam")
