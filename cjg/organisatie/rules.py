"""How a room asks whether a user may do something: a table of named predicates per room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

Predicate = Callable[[Any, Any], bool]


def has_role(*rollen: str) -> Predicate:
    """Return the predicate that a user holds at least one of these roles today."""
    wanted = frozenset(str(rol) for rol in rollen)

    def predicate(user: Any, obj: Any = None) -> bool:
        return bool(user.is_authenticated and wanted & user.rollen)

    return predicate


def allowed(rules: Mapping[str, Predicate], user: Any, action: str, obj: Any = None) -> bool:
    """Tell whether the table of a room lets a user do an action, on an object or in general."""
    return rules[action](user, obj)


def require(rules: Mapping[str, Predicate], user: Any, action: str, obj: Any = None) -> None:
    """Raise `PermissionDenied` unless the table of a room lets a user do an action."""
    if not allowed(rules, user, action, obj):
        raise PermissionDenied("Dit mag u niet doen. Vraag het aan uw teamleider.")
