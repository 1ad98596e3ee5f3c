"""Serializers with camelCase outside and snake_case inside, that take only what the schema says."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.fields import empty
from rest_framework.settings import api_settings

from cjg.basis.rest.names import to_camel

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

Errors = dict[str, list[ErrorDetail]]
Shape = Callable[[Any, Any], str | None]

if TYPE_CHECKING:
    _Serializer = serializers.Serializer[Any]
    _ModelSerializer = serializers.ModelSerializer[Any]
else:  # DRF's classes take no parameters at run time
    _Serializer = serializers.Serializer
    _ModelSerializer = serializers.ModelSerializer


class CamelCaseMixin(_Serializer):
    """Renames fields to camelCase and refuses other JSON types than the schema names, and unknown names.

    Declare fields, `Meta.fields`, `validate_<field>` and `get_<field>` in snake_case; `validated_data` comes in
    snake_case too. Every error of a request is returned at once.
    """

    def get_fields(self) -> dict[str, Any]:
        """Return the fields under their outside names, each reading from its inside name."""
        fields = {}
        for name, field in super().get_fields().items():
            outside = to_camel(name)
            if outside != name:
                self._rename(field, name, outside)
            fields[outside] = field
        return fields

    def _rename(self, field: Any, name: str, outside: str) -> None:
        if isinstance(field, serializers.SerializerMethodField):
            field.method_name = field.method_name or f"get_{name}"
        elif field.source is None:
            field.source = name
        if validate := getattr(self, f"validate_{name}", None):
            setattr(self, f"validate_{outside}", validate)

    def to_internal_value(self, data: Any) -> Any:
        """Check names and JSON types before DRF converts; raises one `ValidationError` with everything."""
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)  # raises
        errors = self._shape_errors(data)
        kept = {name: value for name, value in data.items() if name not in errors}
        try:
            validated = super().to_internal_value(kept)
        except serializers.ValidationError as refusal:
            found = refusal.detail if isinstance(refusal.detail, dict) else {}
            raise serializers.ValidationError({**found, **errors}) from None
        if errors:
            raise serializers.ValidationError(errors)
        return validated

    def _shape_errors(self, data: Mapping[str, Any]) -> Errors:
        errors: Errors = {}
        for name, value in data.items():
            field = self.fields.get(name)
            if field is None:
                errors[name] = [ErrorDetail("Dit veld bestaat niet.", code="onbekend-veld")]
            elif not field.read_only and (reason := shape_error(field, value)):
                errors[name] = [ErrorDetail(reason, code="verkeerd-type")]
        return errors | self._missing(data)

    def _missing(self, data: Mapping[str, Any]) -> Errors:
        """Ask for what an object inside a PATCH needs: DRF takes parts of the object itself, and of what is in it too."""
        if self is self.root or not getattr(self.root, "partial", False):
            return {}
        needed = (name for name, field in self.fields.items() if field.required and not field.read_only)
        return {name: [ErrorDetail("", code="required")] for name in needed if name not in data}


class CamelCaseSerializer(CamelCaseMixin):
    """A plain serializer for the API."""


class CamelCaseModelSerializer(CamelCaseMixin, _ModelSerializer):
    """A serializer over a model; the key of the object is called `uuid` outside."""

    uuid = serializers.UUIDField(source="pk", read_only=True)

    def include_extra_kwargs(self, kwargs: Any, extra_kwargs: Any) -> Any:
        """Keep of a read-only field that it may be empty: the OpenAPI document says what answers hold."""
        empty = {name: kwargs[name] for name in ("allow_null", "allow_blank") if name in kwargs}
        return {**empty, **super().include_extra_kwargs(kwargs, extra_kwargs)}


def shape_error(field: Any, value: Any) -> str | None:
    """Return what is wrong with the JSON type of a value for a field, or None; DRF itself would convert it."""
    if value is None or value is empty:
        return None  # DRF knows whether null is allowed
    for kinds, check in _SHAPES:
        if isinstance(field, kinds):
            return check(field, value)
    return None


def is_date(text: str) -> bool:
    """Tell whether a text is written as a date of the API; whether that day exists is another matter."""
    return _DATE.fullmatch(text) is not None


def is_uuid(text: str) -> bool:
    """Tell whether a text is written as a uuid."""
    return _UUID.fullmatch(text) is not None


def _text(field: Any, value: Any) -> str | None:
    return None if isinstance(value, str) else "Geef hier een tekst."


def _boolean(field: Any, value: Any) -> str | None:
    return None if isinstance(value, bool) else "Geef hier true of false."


def _integer(field: Any, value: Any) -> str | None:
    return None if isinstance(value, int) and not isinstance(value, bool) else "Geef hier een geheel getal."


def _number(field: Any, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "Geef hier een getal."
    return None


def _decimal(field: Any, value: Any) -> str | None:
    if isinstance(value, str) and api_settings.COERCE_DECIMAL_TO_STRING:
        return None
    return _number(field, value)


def _pattern(pattern: re.Pattern[str], reason: str) -> Shape:
    def check(field: Any, value: Any) -> str | None:
        return None if isinstance(value, str) and pattern.fullmatch(value) else reason

    return check


_uuid = _pattern(_UUID, "Geef hier een uuid.")


def _choice(field: Any, value: Any) -> str | None:
    if isinstance(value, str) or any(type(value) is type(choice) for choice in field.choices):
        return None
    return "Kies een waarde uit de codelijst."


def _related(field: Any, value: Any) -> str | None:
    queryset = field.get_queryset()
    if queryset is not None and isinstance(queryset.model._meta.pk, models.UUIDField):
        return _uuid(field, value)
    return _text(field, value)


def _list(field: Any, value: Any) -> str | None:
    if not isinstance(value, list):
        return "Geef hier een lijst."
    child = getattr(field, "child_relation", None) or getattr(field, "child", None)
    if child is None:
        return None
    return next((reason for item in value if (reason := shape_error(child, item))), None)


# The first kind that fits counts: special kinds stand before the general ones they derive from.
_SHAPES: tuple[tuple[Any, Shape], ...] = (
    ((serializers.ManyRelatedField, serializers.ListField, serializers.MultipleChoiceField), _list),
    (serializers.ChoiceField, _choice),
    (serializers.UUIDField, _uuid),
    (serializers.PrimaryKeyRelatedField, _related),
    (serializers.SlugRelatedField, _text),
    (serializers.DateTimeField, _pattern(_DATE_TIME, "Geef een tijdstip met tijdzone: 2026-11-22T09:30:00+01:00.")),
    (serializers.DateField, _pattern(_DATE, "Geef een datum als JJJJ-MM-DD.")),
    (serializers.BooleanField, _boolean),
    (serializers.IntegerField, _integer),
    (serializers.DecimalField, _decimal),
    (serializers.FloatField, _number),
    (serializers.CharField, _text),
)
