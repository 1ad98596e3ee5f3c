"""Filters of lists: a `filterset_class` with camelCase query keys; a wrong value is a 400, never ignored."""

from collections.abc import Callable
from typing import Any

from django_filters import DateFilter, NumberFilter, UUIDFilter
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework import serializers

from cjg.basis.rest.names import to_camel
from cjg.basis.rest.serializers import is_date, is_uuid

# Django would also take a date as Dutch people write it, and half a uuid; an empty value would show everything.
_SHAPES: tuple[tuple[Any, Callable[[str], bool], str], ...] = (
    (DateFilter, is_date, "Geef een datum als JJJJ-MM-DD."),
    (UUIDFilter, is_uuid, "Geef hier een uuid."),
    (NumberFilter, lambda text: text.isascii() and text.isdigit() and len(text) <= 9, "Geef hier een geheel getal."),
    (object, bool, "Geef hier een waarde, of laat deze parameter weg."),
)


class ApiFilterSet(FilterSet):  # type: ignore[misc]  # untyped library
    """Base of the filter sets of the API: declared in snake_case, camelCase in the address."""

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Return the filters under their outside names."""
        return {to_camel(name): each for name, each in super().get_filters().items()}


class ApiFilterBackend(DjangoFilterBackend):  # type: ignore[misc]  # untyped library
    """Applies `filterset_class` to lists only; refuses wrong values with all errors at once."""

    filterset_base = ApiFilterSet

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Return the filtered queryset; raises `ValidationError`."""
        if view.action != "list":
            return queryset
        filters = getattr(getattr(view, "filterset_class", None), "base_filters", {})
        given = {name: request.query_params[name] for name in filters if name in request.query_params}
        errors = {name: reason for name, text in given.items() if (reason := _shape_error(filters[name], text))}
        if errors:
            raise serializers.ValidationError(errors)
        return super().filter_queryset(request, queryset, view)


def _shape_error(kind: Any, text: str) -> str | None:
    return next((reason for kinds, fits, reason in _SHAPES if isinstance(kind, kinds) and not fits(text)), None)
