"""Forms about the members of a gezin: when one leaves, and who has gezag over whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from cjg.basis.api import DateInput, describe_missing, today
from cjg.dossier.models import Gezag, Gezinslid, Persoon


class EindeForm(forms.Form):
    """The last day that somebody belongs to a gezin."""

    einddatum = forms.DateField(label="Laatste dag in dit gezin", widget=DateInput)
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, einddatum="Vul de laatste dag in.")


class GezagForm(forms.Form):
    """Who has gezag over each child: one choice per child and adult, from one day on."""

    begindatum = forms.DateField(label="Geldt vanaf", widget=DateInput)

    def __init__(self, *args: Any, leden: Sequence[Gezinslid], nu: dict[tuple[Any, Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begindatum"].initial = today()
        self.kinderen = [lid.persoon for lid in leden if lid.is_jeugdige]
        self.volwassenen = [lid.persoon for lid in leden if not lid.is_jeugdige]
        self.nu = nu
        for kind, ouder, naam in self._pairs():
            self.fields[naam] = forms.ChoiceField(
                label=f"{ouder} over {kind}",
                choices=[("", "Niet vastgelegd"), *Gezag.Soort.choices],
                required=False,
                initial=nu.get((kind.pk, ouder.pk), ""),
            )

    def _pairs(self) -> Iterator[tuple[Persoon, Persoon, str]]:
        for kind in self.kinderen:
            for ouder in self.volwassenen:
                yield kind, ouder, f"gezag-{kind.pk}-{ouder.pk}"

    def clean_begindatum(self) -> datetime.date:
        """Refuse a day that still has to come."""
        dag: datetime.date = self.cleaned_data["begindatum"]
        if dag > today():
            raise forms.ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag ervoor.")
        return dag

    @property
    def rijen(self) -> list[tuple[Persoon, list[Any]]]:
        """The fields by child, for the page."""
        return [(kind, [self[naam] for k, _, naam in self._pairs() if k == kind]) for kind in self.kinderen]

    @property
    def changed(self) -> list[tuple[Persoon, Persoon, str]]:
        """What differs from what is recorded: child, adult and gezag. An empty choice takes nothing away."""
        gekozen = ((kind, ouder, self.cleaned_data[naam]) for kind, ouder, naam in self._pairs())
        return [(k, o, soort) for k, o, soort in gekozen if soort and soort != self.nu.get((k.pk, o.pk), "")]
