"""Filters of lists: a `filterset_class` with camelCase query keys; a wrong value is a 400, never ignored."""

from typing import Any

from django_filters.rest_framework import DjangoFilterBackend, FilterSet

from cjg.basis.rest.names import to_camel


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
        return super().filter_queryset(request, queryset, view) if view.action == "list" else queryset
