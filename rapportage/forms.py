"""Forms of reports."""

from __future__ import annotations

from typing import Any

from django import forms

from cjg.basis.api import Kwartaal
from rapportage.models import Kwartaalrapport

_TERUG = 8


class KwartaalForm(forms.Form):
    """Which quarter to open the reports of: one that is over."""

    kwartaal = forms.ChoiceField(label="Kwartaal")

    def __init__(self, *args: Any, last: Kwartaal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quarters = [last.shift(-back) for back in range(_TERUG)]
        field = self.fields["kwartaal"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(quarter.code, quarter.label) for quarter in quarters]


class ToelichtingForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """The explanation beside the figures; `versie` is the one that the edit started from."""

    versie = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Kwartaalrapport
        fields = ("toelichting",)
        widgets = {"toelichting": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "toelichting": "Leg in korte zinnen uit wat er achter de cijfers zit. Noem geen namen en geen kleine aantallen."
        }


class VaststellenForm(forms.Form):
    """That somebody adopts this version of the report, with the explanation as it stands in the form."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    toelichting = forms.CharField(required=False, max_length=8000)
