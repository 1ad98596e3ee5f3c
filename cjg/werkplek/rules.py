"""Who has which desk, and where the others begin."""

from __future__ import annotations

from cjg.dossier.api import works_in_dossiers
from cjg.organisatie.api import Predicate, Rol, has_role

WERKT_IN_DOSSIERS = (
    Rol.COACH,
    Rol.POH_JEUGD,
    Rol.GEDRAGSWETENSCHAPPER,
    Rol.TEAMLEIDER,
    Rol.IA_MEDEWERKER,
    Rol.ADMINISTRATIE,
)

RULES: dict[str, Predicate] = {
    "zoeken": works_in_dossiers,
    "vandaag": has_role(*Rol),
    "caseload": has_role(Rol.COACH, Rol.POH_JEUGD, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER),
    "caseload van het team": has_role(Rol.TEAMLEIDER, Rol.GEDRAGSWETENSCHAPPER),
}

# Who has no work in dossiers begins where the own work is.
BEGIN_ELDERS: tuple[tuple[Rol, str], ...] = (
    (Rol.ACCOUNTMANAGER, "rapportage:rapporten"),
    (Rol.MANAGER, "rapportage:rapporten"),
    (Rol.DATA_MEDEWERKER, "rapportage:rapporten"),
    (Rol.FUNCTIONARIS_GEGEVENSBESCHERMING, "inzage:regels"),
    (Rol.CONTRACTMANAGER, "toegang:aanbieders"),
    (Rol.BEHEERDER, "organisatie:medewerkers"),
)


def starting_page(rollen: frozenset[str]) -> str | None:
    """Return the name of the page where somebody with only these roles begins; None: at Vandaag."""
    if rollen & set(WERKT_IN_DOSSIERS):
        return None
    return next((url_name for rol, url_name in BEGIN_ELDERS if rol in rollen), None)
