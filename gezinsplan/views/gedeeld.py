"""What the screens of this room share: whose dossier is in view, errors of a service beside their field."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cjg.basis.api import IdentityBar
from cjg.dossier.api import identity_bar

VEROUDERD = "Iemand anders heeft dit intussen gewijzigd. Controleer wat er nu staat en sla daarna opnieuw op."


def identity_of(gezin: Any, day: datetime.date, current: str = "") -> IdentityBar:
    """Return the bar of a gezin that was read with `with_leden(day)`."""
    return identity_bar(gezin, day=day, current=current)


def add_errors(form: forms.BaseForm, fout: ValidationError) -> None:
    """Put what a service refused beside the fields that it names; the rest above the form."""
    if not hasattr(fout, "error_dict"):
        form.add_error(None, fout)
        return
    for name, found in fout.message_dict.items():
        form.add_error(name if name in form.fields else None, list(found))
