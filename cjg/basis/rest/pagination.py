"""Pages by keyset: as fast on the last page as on the first, and nothing skipped while rows are added."""

import base64
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.utils.urls import replace_query_param

from cjg.basis.rest.problem import ApiProblem
from cjg.basis.velden import UnreadableError, decrypt, encrypt

if TYPE_CHECKING:  # DRF itself imports this module while it makes APIView
    from rest_framework.views import APIView

COUNT_UNTIL = 1000
_CONTEXT = "rest.cursor"


class KeysetPagination(BasePagination):
    """`{count, next, previous, results}` with `cursor` and `pageSize`.

    The view names a total order over columns without NULL: `ordering = ("-datum", "-id")`, the key last. The cursor
    is encrypted, because it holds values of the row it points at and stands in an address.
    """

    page_size = 25
    max_page_size = 100
    default_ordering: Sequence[str] = ("-id",)

    def paginate_queryset(self, queryset: Any, request: Request, view: "APIView | None" = None) -> list[Any]:
        """Return the rows of the page that the request asks for; raises `ApiProblem` (400)."""
        self.request = request
        self.ordering = tuple(getattr(view, "ordering", None) or self.default_ordering)
        size = self._page_size(request)
        cursor = self._read_cursor(request.query_params.get("cursor"))
        backwards = cursor is not None and cursor[0] == "p"
        order = tuple(map(_reverse, self.ordering)) if backwards else self.ordering
        self.count = self._count(queryset)
        if cursor is not None:
            queryset = queryset.filter(after(order, cursor[1]))
        rows = list(queryset.order_by(*order)[: size + 1])
        more, rows = len(rows) > size, rows[:size]
        if backwards:
            rows.reverse()
        self.has_next = more if not backwards else True
        self.has_previous = more if backwards else cursor is not None
        self.page = rows
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page with its neighbours."""
        return Response(
            {
                "count": self.count,
                "next": self._link("n", self.page[-1]) if self.page and self.has_next else None,
                "previous": self._link("p", self.page[0]) if self.page and self.has_previous else None,
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the page."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {
                    "type": ["integer", "null"],
                    "description": f"Aantal resultaten; null als het er meer dan {COUNT_UNTIL} zijn.",
                },
                "next": link,
                "previous": link,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: "APIView") -> list[dict[str, Any]]:
        """Describe the query parameters."""
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        return [
            {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string"}},
            {"name": "pageSize", "in": "query", "required": False, "schema": size},
        ]

    def _page_size(self, request: Request) -> int:
        text = request.query_params.get("pageSize")
        if text is None:
            return self.page_size
        if not (text.isascii() and text.isdigit() and len(text) <= 4) or not 1 <= int(text) <= self.max_page_size:
            reason = f"Kies een getal van 1 tot en met {self.max_page_size}."
            raise bad_parameter("pageSize", reason)
        return int(text)

    def _read_cursor(self, text: str | None) -> tuple[str, list[Any]] | None:
        if text is None:
            return None
        try:
            direction, values = json.loads(decrypt(base64.urlsafe_b64decode(text.encode()), self._context()))
        except (ValueError, UnreadableError):
            raise bad_parameter("cursor", "Begin opnieuw bij de eerste bladzijde.") from None
        return direction, values

    def _context(self) -> str:
        # a cursor of another list, or of this list in another order, is no cursor here
        return f"{_CONTEXT}:{self.request.path}:{','.join(self.ordering)}"

    def _link(self, direction: str, row: Any) -> str:
        values = [value_of(row, name.lstrip("-")) for name in self.ordering]
        text = encrypt(json.dumps([direction, values], cls=JSONEncoder), self._context())
        cursor = base64.urlsafe_b64encode(text).decode()
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)

    def _count(self, queryset: QuerySet[Any]) -> int | None:
        count = queryset.order_by()[: COUNT_UNTIL + 1].count()
        return count if count <= COUNT_UNTIL else None


def after(ordering: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the condition that a row comes after the given values in an order.

    The bound on the first column stands apart, so that an index on it narrows the search.
    """
    condition: Q | None = None
    for name, value in reversed(list(zip(ordering, values, strict=True))):
        field, beyond = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        further = Q(**{f"{field}__{beyond}": value})
        condition = further if condition is None else further | (Q(**{field: value}) & condition)
    if condition is None:
        raise ValueError("an order needs at least one column")
    first = ordering[0].lstrip("-")
    return Q(**{f"{first}__{'lte' if ordering[0].startswith('-') else 'gte'}": values[0]}) & condition


def value_of(row: Any, path: str) -> Any:
    """Return the value of a row (model or dict) at a path such as `persoon__sorteersleutel`."""
    if isinstance(row, dict):
        return row[path]
    for name in path.split("__"):
        row = getattr(row, name)
    return row.pk if isinstance(row, Model) else row


def bad_parameter(name: str, reason: str, code: str = "ongeldig") -> ApiProblem:
    """Return the refusal of one query parameter."""
    return ApiProblem(
        400,
        f"De parameter {name} klopt niet.",
        extra={"invalidParams": [{"name": name, "code": code, "reason": reason}]},
    )


def _reverse(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
