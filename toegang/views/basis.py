"""What the screens of a besluit share: finding it, checking the rule, and giving back a form that was refused."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.views import View

from cjg.basis.api import Badge, Crumb, IdentityBar, StaleVersion, today
from cjg.dossier.api import DossierView, Gezin, Recht, identity_bar
from cjg.organisatie.api import Medewerker, medewerker_of, require
from toegang.models import Besluit
from toegang.rules import RULES, check_state

TAB = "toegang:gezin-besluiten"
ONGELDIG, VEROUDERD, VERBODEN = 422, 409, 403
TONEN = {"onderzoek": "info", "genomen": "warning", "bekendgemaakt": "success"}


class BesluitView(DossierView, View):
    """Base of the screens about one besluit.

    `actie` is the row of the rules that the screen needs. A screen that only shows leaves it empty.
    """

    recht_schrijven = Recht.BESLUITEN
    objectsoort = "besluit"
    actie: ClassVar[str] = ""

    request: Any

    def get_besluit(self) -> Besluit:
        """Return the besluit of the address, through the gate and the rules."""
        besluiten: QuerySet[Besluit] = Besluit.objects.with_names().select_related("onderzoek", "planversie")
        besluit: Besluit = self.get_visible(besluiten)
        if self.actie:
            require(RULES, self.request.user, self.actie, besluit)
        return besluit

    @property
    def medewerker(self) -> Medewerker:
        """Who is signed in, as medewerker."""
        return medewerker_of(self.request.user)

    def blocked(self, besluit: Besluit) -> str:
        """Return why the state of a besluit does not allow this screen's action, or nothing."""
        try:
            check_state(besluit, self.actie)
        except ValidationError as refusal:
            return str(refusal.messages[0])
        return ""


def show_identity(view: DossierView, gezin_id: Any, besluit: Besluit | None = None) -> IdentityBar:
    """Return the bar of the gezin, with the jeugdige that a besluit is about; its members count as shown."""
    gezin = Gezin.objects.with_leden(today()).get(pk=gezin_id)
    view.show(gezin)
    bar = identity_bar(gezin, day=today(), current=TAB)
    if besluit is None:
        return bar
    return replace(bar, facts=[("Besluit voor", besluit.jeugdige.naam), *bar.facts])


def status_badge(besluit: Besluit) -> Badge:
    """Return the state of a besluit as a word."""
    return Badge(besluit.get_status_display(), TONEN[besluit.status])  # type: ignore[arg-type]  # the tones of Badge


def crumbs_of(besluit: Besluit, url: str, here: str = "") -> list[Crumb]:
    """Return the path to a screen of a besluit."""
    first = Crumb("Besluiten", "/besluiten/")
    return [first, Crumb(besluit.nummer, url), Crumb(here)] if here else [first, Crumb(besluit.nummer)]


def add_errors(form: forms.Form, refusal: ValidationError) -> None:
    """Put what a service refused at the fields of the form; what has no field there comes above it."""
    found = refusal.message_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.messages}
    for name, sentences in found.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


def stale_rows(form: forms.Form, current: Any) -> list[tuple[str, str, str]]:
    """Return (label, stored now, typed here) of each field that differs from what is stored by now."""
    rows = []
    for name, field in form.fields.items():
        if name == "versie" or not hasattr(current, name):
            continue
        stored, typed = as_text(field, getattr(current, name)), as_text(field, form.cleaned_data.get(name))
        if stored != typed:
            rows.append((str(field.label), stored, typed))
    return rows


def as_text(field: forms.Field, value: Any) -> str:
    """Return a value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(_flat(field.choices)).get(value, value))
    prepared = value if isinstance(field, forms.ModelChoiceField) else field.prepare_value(value)
    return as_date(prepared) if hasattr(prepared, "strftime") else str(prepared)


def as_date(day: datetime.date | None) -> str:
    """Return a date as people write it, or nothing."""
    return date_format(day, "j F Y") if day else ""


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    return [item for key, label in choices for item in (label if isinstance(label, list | tuple) else [(key, label)])]


def renew_versie(form: forms.Form, stale: StaleVersion) -> None:
    """Let the next save of this form start from the version that was just shown."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data[form.add_prefix("versie")] = str(stale.current or 0)
    form.data = data
