"""Filters of a list as chips that can be taken off one by one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from cjg.basis.components import Chip
from cjg.basis.vergelijken import show_value


def active_chips(form: forms.Form, query: QueryDict) -> list[Chip]:
    """Return a chip for every filter that is on; its link takes the filter off and starts at the first page.

    A value that the form refuses is no filter and gets no chip.
    """
    chips = []
    values: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    for name, value in values.items():
        if value in (None, "", [], False):
            continue
        field = form.fields[name]
        label = str(field.label) if value is True else f"{field.label}: {show_value(field, value)}"
        rest = query.copy()
        for gone in (name, "cursor"):
            rest.pop(gone, None)
        chips.append(Chip(label, f"?{rest.urlencode()}", on=True))
    return chips
