"""What one may do with dossiers in general, by role. Rights on one dossier are the gate's (`toegang.py`)."""

from __future__ import annotations

from typing import Any

from cjg.dossier.rechten import Recht, may_break_glass, role_gives
from cjg.organisatie.api import Predicate, Rol, has_role


def works_in_dossiers(user: Any, obj: Any = None) -> bool:
    """Tell whether somebody's role ever opens a dossier: who does not, has nothing to search for."""
    return bool(user.is_authenticated and role_gives(user.rollen, Recht.INZIEN))


def _takes_noodtoegang(user: Any, obj: Any = None) -> bool:
    return bool(user.is_authenticated and may_break_glass(user.rollen))


def _manages_dossiers(user: Any, obj: Any = None) -> bool:
    return bool(user.is_authenticated and role_gives(user.rollen, Recht.BEHEREN))


RULES: dict[str, Predicate] = {
    "gezin.maken": _manages_dossiers,
    "gezinnen.inzien": works_in_dossiers,
    "noodtoegang.nemen": _takes_noodtoegang,
    "noodtoegang.beoordelen": has_role(Rol.FUNCTIONARIS_GEGEVENSBESCHERMING),
}
