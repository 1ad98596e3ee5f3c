"""How a room asks whether a user may do something: a table of named predicates per room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied

from cjg.basis.api import open_on, today
from cjg.organisatie.models import Medewerker, Rol, Teamlidmaatschap

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


def _is_teamleider_of(user: Any, medewerker: Medewerker | None) -> bool:
    """A teamleider arranges who takes over within the own teams (werkproces §9)."""
    if not has_role(Rol.TEAMLEIDER)(user, None):
        return False
    if medewerker is None:
        return True
    theirs = Teamlidmaatschap.objects.filter(
        open_on(today()), gebruiker=medewerker.gebruiker_id, team__in=user.profiel.team_ids
    )
    return bool(theirs.exists())


def _manages(user: Any, obj: Any = None) -> bool:
    return has_role(Rol.BEHEERDER)(user, obj)


def _manages_another(user: Any, medewerker: Medewerker | None) -> bool:
    """Nobody gives themselves rights: another beheerder does."""
    return _manages(user) and (medewerker is None or medewerker.gebruiker_id != user.pk)


RULES: dict[str, Predicate] = {
    "medewerkers.inzien": lambda user, obj: _manages(user) or _is_teamleider_of(user, obj),
    "medewerkers.beheren": _manages,
    "medewerkers.rechten": _manages_another,
    "afwezigheid.vastleggen": lambda user, obj: _manages_another(user, obj) or _is_teamleider_of(user, obj),
    "afwezigheid.zelf overnemen": _is_teamleider_of,
    "teams.beheren": _manages,
}
