"""The GAS scores of an evaluation: one choice per goal and judge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from gezinsplan.invoer import ScoreInvoer
from gezinsplan.models import Doel, Evaluatiescore

GAS = [
    ("", "Niet gegeven"),
    ("-2", "−2 · zoals bij de start"),
    ("-1", "−1 · minder dan het doel"),
    ("0", "0 · doel bereikt"),
    ("1", "+1 · meer dan het doel"),
    ("2", "+2 · veel meer dan het doel"),
]


class ScoresForm(forms.Form):
    """How far each goal was reached, says the gezin, the child and the coach."""

    def __init__(self, doelen: Sequence[Doel], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doelen = doelen
        for doel in doelen:
            for door in Evaluatiescore.Door:
                field = forms.ChoiceField(label=door.label, choices=GAS, required=False)
                field.widget.attrs["aria-label"] = f"{door.label} over: {doel.omschrijving[:80]}"
                self.fields[f"{doel.pk}-{door.value}"] = field

    def rows(self) -> list[tuple[Doel, list[forms.BoundField]]]:
        """Return the goals, each with its fields."""
        return [(doel, [self[f"{doel.pk}-{door.value}"] for door in Evaluatiescore.Door]) for doel in self.doelen]

    def scores(self) -> tuple[ScoreInvoer, ...]:
        """Return the scores that were given."""
        return tuple(
            ScoreInvoer(doel.pk, door.value, int(gas))
            for doel in self.doelen
            for door in Evaluatiescore.Door
            if (gas := self.cleaned_data.get(f"{doel.pk}-{door.value}"))
        )
