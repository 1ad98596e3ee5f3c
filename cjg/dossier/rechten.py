"""What one may do in a dossier, and which roles may do it once they are involved."""

from __future__ import annotations

from django.db import models

from cjg.organisatie.api import Rol


class Recht(models.TextChoices):
    """The rights on a dossier; each is a permission of `Gezin`, so that guardian can grant it."""

    INZIEN = "inzien", "Dossier inzien"
    REGISTREREN = "registreren", "In het dossier schrijven"
    BEHEREN = "beheren", "Personen, gezag en betrokkenen beheren"
    VASTSTELLEN = "vaststellen", "Gezinsplan vaststellen"
    BESLUITEN = "besluiten", "Toegangsbesluit voorbereiden en nemen"
    OVERDRAGEN = "overdragen", "Traject toewijzen en overdragen"


_COACH = frozenset({Recht.INZIEN, Recht.REGISTREREN, Recht.BEHEREN, Recht.VASTSTELLEN, Recht.BESLUITEN})

# A role that is not here gets nothing from betrokkenheid: beheerder, FG, accountmanager, managers, data.
RECHTEN_PER_ROL: dict[str, frozenset[Recht]] = {
    Rol.COACH: _COACH,
    Rol.POH_JEUGD: _COACH,
    Rol.GEDRAGSWETENSCHAPPER: frozenset({Recht.INZIEN, Recht.REGISTREREN, Recht.BESLUITEN}),
    Rol.TEAMLEIDER: frozenset(Recht),
    Rol.IA_MEDEWERKER: frozenset({Recht.INZIEN, Recht.REGISTREREN, Recht.BEHEREN}),
    Rol.ADMINISTRATIE: frozenset({Recht.INZIEN, Recht.BESLUITEN}),
}


def role_gives(rollen: frozenset[str], recht: Recht) -> bool:
    """Tell whether one of these roles gives a right in the dossiers that its holder is involved with."""
    return any(recht in RECHTEN_PER_ROL.get(rol, ()) for rol in rollen)


def may_break_glass(rollen: frozenset[str]) -> bool:
    """Tell whether these roles may take break-glass access: only who works in dossiers at all."""
    return role_gives(rollen, Recht.INZIEN)
