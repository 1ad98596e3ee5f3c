"""Who may read the log."""

from __future__ import annotations

from cjg.organisatie.api import Predicate, Rol, has_role

RULES: dict[str, Predicate] = {
    "logboek.lezen": has_role(Rol.FUNCTIONARIS_GEGEVENSBESCHERMING),
}
