"""The form of a questionnaire, made from its questions."""

from __future__ import annotations

from typing import Any

from django import forms

from cjg.vragenlijsten.models import Uitnodiging, Vraag
from cjg.vragenlijsten.schalen import choices
from cjg.vragenlijsten.services.antwoorden import MAX_TEKST


class AntwoordenForm(forms.Form):
    """One field per question; `answers` is what the service takes."""

    def __init__(self, uitnodiging: Uitnodiging, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.informant = uitnodiging.vragenlijst.informant
        for vraag in uitnodiging.vragenlijst.vragen.all():
            self.fields[vraag.code] = self._field(vraag)

    def answers(self) -> dict[str, int | str | None]:
        """Return the answers by code of the question."""
        return dict(self.cleaned_data)

    def _field(self, vraag: Vraag) -> forms.Field:
        if vraag.schaal == Vraag.Schaal.TEKST:
            text = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(label=vraag.tekst, required=vraag.verplicht, max_length=MAX_TEKST, widget=text)
        css = "cjg-chips" if vraag.schaal == Vraag.Schaal.CIJFER else "cjg-options"
        return forms.TypedChoiceField(
            label=vraag.tekst,
            required=vraag.verplicht,
            coerce=int,
            empty_value=None,
            choices=choices(vraag, self.informant),
            widget=forms.RadioSelect(attrs={"class": css}),
            error_messages={"required": "Kies een antwoord.", "invalid_choice": "Kies een antwoord uit de lijst."},
        )
