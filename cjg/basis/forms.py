"""Widgets and form helpers that all screens share; the markup is in templates/django/forms/."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

# What a field says when nothing was filled in; a form gives its own sentence with `describe_missing`.
MISSING = "Vul dit in."
MISSING_CHOICE = "Maak een keuze."
MISSING_FILE = "Kies een bestand."
GENERIC_ERRORS = frozenset({MISSING, MISSING_CHOICE, MISSING_FILE})


def install_messages() -> None:
    """Say what to do where a field was left empty, in place of Django's "Dit veld is verplicht."."""
    forms.Field.default_error_messages["required"] = MISSING
    for kind in (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField, forms.ModelMultipleChoiceField):
        kind.default_error_messages["required"] = MISSING_CHOICE
    forms.FileField.default_error_messages["required"] = MISSING_FILE


class DateInput(forms.DateInput):
    """A date with the browser's own picker; the browser sends and expects the ISO form."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """A date and time with the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class _Styled:
    """A widget with a class of its own on the element around its options."""

    css = ""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": self.css, **(attrs or {})}, choices)  # type: ignore[call-arg]

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Leave the class to the element around the options."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)  # type: ignore[misc]
        option["attrs"].pop("class", None)
        return option


class InlineRadioSelect(_Styled, forms.RadioSelect):
    """Radio buttons beside each other, for two to four short answers."""

    css = "cjg-options cjg-options--inline"


class ChipRadioSelect(_Styled, forms.RadioSelect):
    """One choice from chips, for a short list that is used all day."""

    css = "cjg-chips"


class ChipCheckboxSelect(_Styled, forms.CheckboxSelectMultiple):
    """Several choices from chips."""

    css = "cjg-chips"


class CardRadioSelect(_Styled, forms.RadioSelect):
    """One choice from cards, for answers that need a line of explanation."""

    css = "cjg-choices"


class ComboboxSelect(forms.Select):
    """A long list in which one types to find; without JavaScript a plain list."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-combobox": "", **(attrs or {})}, choices)


def describe_missing(form: forms.BaseForm, **messages: str) -> None:
    """Give fields their own sentence for "nothing was filled in", such as "Vul een telefoonnummer in."."""
    for name, message in messages.items():
        form.fields[name].error_messages["required"] = message


def read_versie(data: QueryDict) -> int:
    """Return the version that an edit started from; 0, which no row has, when a form holds none that can be."""
    versie = data.get("versie", "")
    return int(versie) if versie.isdecimal() and len(versie) < 9 else 0


def quiet(*forms_: Any) -> None:
    """Let forms that are bound to a draft show what was typed without judging it yet."""
    for form in forms_:
        if isinstance(form, BaseFormSet):
            quiet(*form.forms)
            if form.is_bound:
                form.non_form_errors().clear()
        elif form.is_bound:
            form.errors.clear()


def add_service_errors(form: forms.BaseForm, error: ValidationError, **names: str) -> None:
    """Show what a service refused in the form: at the field with that name, or the one that `names` gives for it.

    What belongs to no field of the form stands above it.
    """
    per_field = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, errors in per_field.items():
        target = names.get(name, name)
        form.add_error(target if target in form.fields else None, errors)
