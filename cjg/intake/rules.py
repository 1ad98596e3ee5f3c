"""Who may do what in the intake: one table for screens, REST and buttons.

A contactmoment is anonymous and hangs on no dossier, so a role is enough. An aanmelding and a wachtlijstplaats are
part of a dossier: the gate decides which ones one reaches, this table what one's role may do with them.
"""

from __future__ import annotations

from typing import Any

from cjg.intake.models import Aanmelding, Contactmoment
from cjg.intake.overgangen import is_allowed_transition
from cjg.organisatie.api import Predicate, Rol, has_role

LOGGERS = (
    Rol.IA_MEDEWERKER,
    Rol.COACH,
    Rol.POH_JEUGD,
    Rol.GEDRAGSWETENSCHAPPER,
    Rol.TEAMLEIDER,
    Rol.COORDINATOR_GROEPSAANBOD,
)
READERS = (*LOGGERS, Rol.DATA_MEDEWERKER, Rol.MANAGER)
INTAKERS = (Rol.IA_MEDEWERKER, Rol.COACH, Rol.POH_JEUGD, Rol.TEAMLEIDER)
# A traject starts with an aanspreekpunt: oneself, or whom the teamleider names. For others the button led nowhere.
STARTERS = (Rol.COACH, Rol.POH_JEUGD, Rol.TEAMLEIDER)

may_log = has_role(*LOGGERS)
may_read = has_role(*READERS)
may_register = has_role(*INTAKERS)
may_start = has_role(*STARTERS)


def may_change_contactmoment(user: Any, obj: Contactmoment | None) -> bool:
    """One's own contactmoment, or as teamleider that of anybody; what an import brought is the teamleider's."""
    if obj is None or not may_log(user, None):
        return False
    own = obj.medewerker_id is not None and obj.medewerker_id == user.profiel.medewerker_id
    return own or Rol.TEAMLEIDER in user.rollen


def _may_move_to(naar: Aanmelding.Status) -> Predicate:
    def predicate(user: Any, obj: Aanmelding | None) -> bool:
        return may_register(user, None) and obj is not None and is_allowed_transition(obj.status, naar)

    return predicate


def may_start_aanmelding(user: Any, obj: Aanmelding | None) -> bool:
    """Who may be or name the aanspreekpunt, of an aanmelding that waits."""
    return may_start(user, None) and obj is not None and is_allowed_transition(obj.status, Aanmelding.Status.GESTART)


def may_change_aanmelding(user: Any, obj: Aanmelding | None) -> bool:
    """As long as it is not started or ended; afterwards it is what the traject or the ending was based on."""
    return may_register(user, None) and obj is not None and obj.is_open


RULES: dict[str, Predicate] = {
    "contactmoment.inzien": may_read,
    "contactmoment.vastleggen": may_log,
    "contactmoment.wijzigen": may_change_contactmoment,
    "aanmelding.maken": may_register,
    "aanmelding.wijzigen": may_change_aanmelding,
    "aanmelding.accepteren": _may_move_to(Aanmelding.Status.WACHTLIJST),
    "aanmelding.starten": may_start_aanmelding,
    "aanmelding.doorverwijzen": _may_move_to(Aanmelding.Status.DOORVERWEZEN),
    "aanmelding.sluiten": _may_move_to(Aanmelding.Status.GESLOTEN),
    "aanmelding.heropenen": _may_move_to(Aanmelding.Status.NIEUW),
    "wachtlijst.inzien": has_role(*INTAKERS, Rol.GEDRAGSWETENSCHAPPER, Rol.ADMINISTRATIE),
    "wachtlijst.wijzigen": may_register,
}
