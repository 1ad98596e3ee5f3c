"""Forms for access: break-glass, its judgement, and temporary access."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cjg.basis.api import CardRadioSelect, ComboboxSelect, DateInput, day_start, describe_missing, open_on
from cjg.dossier.models import Noodtoegang
from cjg.dossier.rechten import RECHTEN_PER_ROL, Recht
from cjg.organisatie.api import Gebruiker, Rol

# What a teamleider can give, in words: nobody puts rights together one by one.
NIVEAUS: dict[str, tuple[str, tuple[Recht, ...]]] = {
    "lezen": ("Alleen lezen", (Recht.INZIEN,)),
    "schrijven": ("Lezen en schrijven", (Recht.INZIEN, Recht.REGISTREREN)),
    "coach": ("Meewerken als coach", tuple(recht for recht in Recht if recht in RECHTEN_PER_ROL[Rol.COACH])),
}


class NoodtoegangForm(forms.Form):
    """The typed reason for break-glass."""

    reden = forms.CharField(
        label="Waarom moet u nu in dit dossier kijken?",
        help_text="Schrijf in een hele zin wat er aan de hand is. Noem geen namen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, reden="Schrijf in een hele zin waarom u nu in dit dossier moet kijken.")


class OordeelForm(forms.Form):
    """The judgement of the FG."""

    oordeel = forms.ChoiceField(label="Was deze noodtoegang terecht?", widget=CardRadioSelect)
    toelichting = forms.CharField(
        label="Toelichting", widget=forms.Textarea(attrs={"rows": 3}), max_length=500, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        oordeel: Any = self.fields["oordeel"]
        oordeel.choices = Noodtoegang.Oordeel.choices
        describe_missing(self, oordeel="Kies een oordeel.")

    def clean(self) -> dict[str, Any]:
        """Ask for words where somebody will have to answer for it."""
        gegevens: dict[str, Any] = super().clean() or {}
        needs_words = gegevens.get("oordeel") in (Noodtoegang.Oordeel.ONTERECHT, Noodtoegang.Oordeel.VRAGEN)
        if needs_words and not gegevens.get("toelichting", "").strip():
            self.add_error("toelichting", "Schrijf op waarom, of wat u hebt gevraagd.")
        return gegevens


class ToegangForm(forms.Form):
    """Temporary access of one colleague to one dossier."""

    gebruiker = forms.ModelChoiceField(
        label="Wie krijgt toegang?",
        queryset=Gebruiker.objects.none(),
        widget=ComboboxSelect,
        empty_label="Kies een medewerker",
    )
    niveau = forms.ChoiceField(
        label="Wat mag deze collega?",
        choices=[(code, naam) for code, (naam, _) in NIVEAUS.items()],
        widget=CardRadioSelect,
        initial="lezen",
    )
    tot_en_met = forms.DateField(label="Tot en met welke dag?", help_text="Hoogstens drie maanden.", widget=DateInput)
    reden = forms.CharField(
        label="Waarom is dit nodig?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )

    def __init__(self, *args: Any, day: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        werkers = Gebruiker.objects.filter(
            open_on(day, "roltoekenningen__"),
            roltoekenningen__rol__in=[str(rol) for rol, rechten in RECHTEN_PER_ROL.items() if Recht.INZIEN in rechten],
            soort=Gebruiker.Soort.MEDEWERKER,
            is_active=True,
        )
        gebruiker: Any = self.fields["gebruiker"]
        gebruiker.queryset = werkers.order_by("naam", "pk").distinct()
        describe_missing(
            self,
            gebruiker="Kies een medewerker.",
            tot_en_met="Kies de laatste dag.",
            reden="Schrijf op waarom deze collega toegang nodig heeft.",
        )

    def clean_tot_en_met(self) -> datetime.date:
        """Refuse a day that is over."""
        dag: datetime.date = self.cleaned_data["tot_en_met"]
        if dag < self.day:
            raise forms.ValidationError("Deze dag is al voorbij. Kies vandaag of later.")
        return dag

    @property
    def rechten(self) -> tuple[Recht, ...]:
        """The rights that were chosen."""
        return NIVEAUS[self.cleaned_data["niveau"]][1]

    @property
    def einde(self) -> datetime.datetime:
        """The moment at which the last day is over."""
        dag: datetime.date = self.cleaned_data["tot_en_met"]
        return day_start(dag + datetime.timedelta(days=1))
