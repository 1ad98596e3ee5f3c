"""Who may do what with trajecten, plans and evaluations: one table for views, REST and buttons.

Each action needs a right on the dossier (`cjg.dossier`: betrokkenheid with a role, or a grant).
"""

from __future__ import annotations

from typing import Any

from cjg.dossier.api import Gezin, Recht, may, works_in_dossiers
from cjg.organisatie.api import Predicate

RECHTEN: dict[str, Recht] = {
    "traject.inzien": Recht.INZIEN,
    "traject.starten": Recht.REGISTREREN,
    "traject.fase wijzigen": Recht.REGISTREREN,
    "traject.overdragen": Recht.OVERDRAGEN,
    "traject.afsluiten": Recht.VASTSTELLEN,
    "gezinsplan.inzien": Recht.INZIEN,
    "gezinsplan.schrijven": Recht.REGISTREREN,
    "gezinsplan.vaststellen": Recht.VASTSTELLEN,
    "evaluatie.vastleggen": Recht.REGISTREREN,
    "evaluatie.verzetten": Recht.REGISTREREN,
    "evaluatie.langer akkoord": Recht.OVERDRAGEN,
    "vragenlijst.uitdelen": Recht.REGISTREREN,
}

# What hangs on no single dossier.
RULES: dict[str, Predicate] = {"evaluatie.lijst": works_in_dossiers}


def rights_on(user: Any, gezin: Gezin) -> frozenset[str]:
    """Return the actions that a user may do in a dossier; one statement per right that differs."""
    held = {recht for recht in set(RECHTEN.values()) if may(user, recht, gezin)}
    return frozenset(actie for actie, recht in RECHTEN.items() if recht in held)


def may_appoint(user: Any, gezin: Gezin, medewerker_id: object) -> bool:
    """Tell whether a user may make somebody the aanspreekpunt: oneself, or anybody for who may hand over."""
    return medewerker_id == user.profiel.medewerker_id or may(user, Recht.OVERDRAGEN, gezin)
