"""Who may do what with a quarterly report: the table that views, REST and buttons share.

Whoever may see exact figures works here. An accountmanager sees what was adopted for the own gemeente, protected, and
nothing else; superuser and beheerder see nothing.
"""

from __future__ import annotations

from typing import Any

from cjg.organisatie.api import Predicate, Rol, has_role
from rapportage.models import Kwartaalrapport

LIJST = "kwartaalrapport.lijst"
INZIEN = "kwartaalrapport.inzien"
EXACT = "kwartaalrapport.exact"
TOELICHTEN = "kwartaalrapport.toelichten"
VASTSTELLEN = "kwartaalrapport.vaststellen"
CATALOGUS = "indicator.inzien"

ROLLEN_EXACT = (Rol.MANAGER, Rol.DATA_MEDEWERKER, Rol.CONTRACTMANAGER)
_EXACT = has_role(*ROLLEN_EXACT)
_ACCOUNTMANAGER = has_role(Rol.ACCOUNTMANAGER)
_MANAGER = has_role(Rol.MANAGER)


def _may_see(user: Any, rapport: Kwartaalrapport | None) -> bool:
    if _EXACT(user, rapport):
        return True
    own = rapport is not None and rapport.is_vastgesteld and rapport.gemeente_id in user.profiel.gemeenten
    return bool(_ACCOUNTMANAGER(user, rapport) and own)


def _has_any_role(user: Any, obj: Any = None) -> bool:
    return bool(user.is_authenticated and user.rollen)


def _is_concept(rapport: Kwartaalrapport | None) -> bool:
    return rapport is None or not rapport.is_vastgesteld


RULES: dict[str, Predicate] = {
    LIJST: lambda user, obj: _EXACT(user, obj) or _ACCOUNTMANAGER(user, obj),
    INZIEN: _may_see,
    EXACT: _EXACT,
    TOELICHTEN: lambda user, obj: has_role(Rol.MANAGER, Rol.DATA_MEDEWERKER)(user, obj) and _is_concept(obj),
    VASTSTELLEN: lambda user, obj: _MANAGER(user, obj) and user.is_medewerker and _is_concept(obj),
    CATALOGUS: _has_any_role,
}
