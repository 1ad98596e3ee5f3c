"""A stale edit: what somebody typed beside what is stored now, so that nothing is lost and nothing overwritten."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import date_format


@dataclass(frozen=True)
class Verschil:
    """One field in which two versions differ, as people read it."""

    label: str
    opgeslagen: str
    getypt: str


def differences(form: forms.Form, stored: Mapping[str, Any]) -> list[Verschil]:
    """Return the fields in which a bound, valid form differs from what is stored.

    `stored` holds the stored values by field name, as the form would get them for `initial`; a field that is not in
    it is not compared.
    """
    found = []
    for name, field in form.fields.items():
        if name not in stored:
            continue
        old, new = show_value(field, stored[name]), show_value(field, form.cleaned_data.get(name))
        if old != new:
            found.append(Verschil(str(field.label or name), old, new))
    return found


def keep_stale(form: Any, current: int | None, stored: Mapping[str, Any]) -> None:
    """Put beside a stale form what is stored now, as `form.verschillen`; its next save starts from there.

    Nothing that was typed changes. `current` is the version in the database (None: the row is gone).
    """
    form.verschillen = differences(form, stored)
    renew_versie(form, current)


def renew_versie(form: Any, current: int | None) -> None:
    """Let the next save of a posted form start from the version that was just shown."""
    form.data = form.data.copy()
    form.data[form.add_prefix("versie")] = str(current or 0)


def show_value(field: forms.Field, value: Any) -> str:
    """Return a value of a field as people read it: labels for codes, dates in words."""
    if value in (None, "", [], ()):
        return "niets"
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    if isinstance(field, forms.ChoiceField):
        labels = _labels(field)
        codes = value if isinstance(value, list | tuple) else [value]
        return ", ".join(sorted(labels.get(str(code), str(code)) for code in codes))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.date):
        return date_format(value, "j F Y")
    return str(value)


def _labels(field: forms.ChoiceField) -> dict[str, str]:
    labels: dict[str, str] = {}
    choices: Any = field.choices
    for value, label in choices:
        if isinstance(label, list | tuple):
            labels |= {str(code): str(name) for code, name in label}
        else:
            labels[str(value)] = str(label)
    return labels
