"""Keyset pages: the next page starts after the last row, whatever the number of pages before it.

The cursor in the address holds the order values of the last row, which may be a name or a date of birth. It is
therefore encrypted: addresses end up in logs and histories.
"""

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CompositePrimaryKey, F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

from cjg.basis.sleutels import derive

PAGE_SIZE = 50
MAX_CURSOR = 2000
_READ: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "UUID": UUID,
    "Decimal": Decimal,
    "int": int,
    "float": float,
    "str": str,
    "bool": bool,
    "NoneType": lambda _: None,
}

M = TypeVar("M", bound=Model)


class InvalidCursorError(ValueError):
    """The cursor is not ours, or belongs to another order."""


@dataclass(frozen=True)
class KeysetPage(Generic[M]):
    """The rows of one page; an empty cursor means that there is no such neighbour."""

    rows: Sequence[M]
    next_cursor: str = ""
    previous_cursor: str = ""

    def __len__(self) -> int:
        return len(self.rows)


def keyset_page(
    queryset: QuerySet[M], *, order: Sequence[str], cursor: str = "", size: int = PAGE_SIZE
) -> KeysetPage[M]:
    """Return one page of a queryset with one statement.

    `order` names fields or annotations, with `-` for descending; the primary key is added so that the order is total.
    Empty values come last in both directions. Raises `InvalidCursorError` for a cursor that was changed or that
    belongs to another order.
    """
    pk = queryset.model._meta.pk
    given = {name.lstrip("-") for name in order}
    is_total = {"pk", pk.name} & given or (isinstance(pk, CompositePrimaryKey) and set(pk.field_names) <= given)
    names = [*order] if is_total else [*order, "pk"]
    backward, values = _open(cursor, names) if cursor else (False, [])
    if values:
        queryset = queryset.filter(_after(queryset, names, values, backward))
    rows = list(queryset.order_by(*[_order_by(name, backward) for name in names])[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows.reverse()
    return KeysetPage(
        rows,
        next_cursor=_seal(rows[-1], names, backward=False) if rows and (has_more or backward) else "",
        previous_cursor=_seal(rows[0], names, backward=True) if rows and (has_more if backward else cursor) else "",
    )


def _order_by(name: str, backward: bool) -> OrderBy:
    descending = name.startswith("-") != backward
    field = F(name.lstrip("-"))
    if descending:
        return field.desc(nulls_last=True) if not backward else field.desc(nulls_first=True)
    return field.asc(nulls_last=True) if not backward else field.asc(nulls_first=True)


def _is_nullable(queryset: QuerySet[M], name: str) -> bool:
    if name == "pk":
        return False
    try:
        return bool(getattr(queryset.model._meta.get_field(name), "null", True))
    except FieldDoesNotExist:
        return True


def _after(queryset: QuerySet[M], names: list[str], values: list[Any], backward: bool) -> Q:
    """Build the condition for the rows beyond `values`, in the form that an index on the first field can use."""
    condition, equal = Q(pk__in=[]), Q()
    for signed, value in zip(names, values, strict=True):
        name = signed.lstrip("-")
        step = _beyond(name, value, signed.startswith("-") != backward, backward, _is_nullable(queryset, name))
        condition |= equal & step
        equal &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    first, value = names[0].lstrip("-"), values[0]
    if value is not None and not _is_nullable(queryset, first):
        operator = "lte" if names[0].startswith("-") != backward else "gte"
        condition &= Q(**{f"{first}__{operator}": value})
    return condition


def _beyond(name: str, value: Any, descending: bool, backward: bool, nullable: bool) -> Q:
    """Build the condition that one field lies beyond `value`; empty values are last, so first when going back."""
    if value is None:
        return Q(**{f"{name}__isnull": False}) if backward else Q(pk__in=[])
    step = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
    return step | Q(**{f"{name}__isnull": True}) if nullable and not backward else step


def _seal(row: Model, names: list[str], *, backward: bool) -> str:
    values = [_read_value(row, name.lstrip("-")) for name in names]
    packed = json.dumps([backward, [[type(v).__name__, None if v is None else str(v)] for v in values]])
    nonce = os.urandom(12)
    sealed = nonce + AESGCM(derive("cursor")).encrypt(nonce, packed.encode(), "|".join(names).encode())
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _read_value(row: Model, name: str) -> Any:
    value: Any = row
    for part in name.split("__"):
        value = getattr(value, part)
    return value


def _open(cursor: str, names: list[str]) -> tuple[bool, list[Any]]:
    try:
        if len(cursor) > MAX_CURSOR:
            raise InvalidCursorError("te lang")
        sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        packed = AESGCM(derive("cursor")).decrypt(sealed[:12], sealed[12:], "|".join(names).encode())
        backward, values = json.loads(packed)
        return backward, [_READ[kind](value) for kind, value in values]
    except (ValueError, KeyError, InvalidTag) as error:
        raise InvalidCursorError("Deze pagina bestaat niet meer.") from error
