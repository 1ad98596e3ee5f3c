"""Who may do what with a besluit, and in which state: the table that views, REST and buttons share.

The gate (`cjg.dossier`) decides whose dossier it is; this table which role does which work in it; the register of
mandaten (`toegang.mandaat`) who may take which besluit.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from cjg.organisatie.api import Predicate, Rol, has_role
from toegang.models import Besluit

LIJST = "besluit.lijst"
STARTEN = "besluit.starten"
VASTLEGGEN = "onderzoek.vastleggen"
VOORBEREIDEN = "besluit.voorbereiden"
TERMIJN = "besluit.termijn"
NEMEN = "besluit.nemen"
BEKENDMAKEN = "besluit.bekendmaken"
REGISTER_ZIEN = "register.zien"
REGISTER_BEHEREN = "register.beheren"

_INHOUD = has_role(Rol.COACH, Rol.POH_JEUGD, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER)
_INHOUD_OF_ADMINISTRATIE = has_role(
    Rol.COACH, Rol.POH_JEUGD, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER, Rol.ADMINISTRATIE
)


def is_medewerker(user: Any, obj: Any = None) -> bool:
    """Tell whether this is a person who works here: systems prepare nothing and decide nothing."""
    return bool(user.is_authenticated and user.is_medewerker and user.profiel.medewerker_id)


RULES: dict[str, Predicate] = {
    LIJST: _INHOUD_OF_ADMINISTRATIE,
    STARTEN: _INHOUD_OF_ADMINISTRATIE,
    VASTLEGGEN: _INHOUD,
    VOORBEREIDEN: _INHOUD_OF_ADMINISTRATIE,
    TERMIJN: _INHOUD_OF_ADMINISTRATIE,
    # the register of mandaten says which role may take this besluit; nobody else is stopped before it was asked
    NEMEN: is_medewerker,
    BEKENDMAKEN: has_role(Rol.ADMINISTRATIE, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER),
    REGISTER_ZIEN: has_role(
        Rol.COACH,
        Rol.POH_JEUGD,
        Rol.GEDRAGSWETENSCHAPPER,
        Rol.TEAMLEIDER,
        Rol.ADMINISTRATIE,
        Rol.CONTRACTMANAGER,
        Rol.MANAGER,
    ),
    REGISTER_BEHEREN: has_role(Rol.CONTRACTMANAGER, Rol.MANAGER),
}

_ONDERZOEK, _GENOMEN, _BEKEND = Besluit.Status.ONDERZOEK, Besluit.Status.GENOMEN, Besluit.Status.BEKENDGEMAAKT
_AL_GENOMEN = "Dit besluit is al genomen. Het verandert niet meer. Neem een nieuw besluit als er iets moet veranderen."

# (state, action) → the state that follows. What is not here is refused, with the sentence of REDENEN.
OVERGANGEN: dict[tuple[str, str], str] = {
    (_ONDERZOEK, VASTLEGGEN): _ONDERZOEK,
    (_ONDERZOEK, VOORBEREIDEN): _ONDERZOEK,
    (_ONDERZOEK, TERMIJN): _ONDERZOEK,
    (_ONDERZOEK, NEMEN): _GENOMEN,
    (_GENOMEN, BEKENDMAKEN): _BEKEND,
}
REDENEN: dict[tuple[str, str], str] = {
    **{
        (status, actie): _AL_GENOMEN
        for status in (_GENOMEN, _BEKEND)
        for actie in (VASTLEGGEN, VOORBEREIDEN, TERMIJN, NEMEN)
    },
    (_ONDERZOEK, BEKENDMAKEN): "Neem eerst het besluit. Daarna maakt u het bekend.",
    (_BEKEND, BEKENDMAKEN): "Dit besluit is al bekendgemaakt.",
}


def is_possible(besluit: Besluit, actie: str) -> bool:
    """Tell whether the state of a besluit allows an action."""
    return (besluit.status, actie) in OVERGANGEN


def check_state(besluit: Besluit, actie: str) -> None:
    """Raise `ValidationError` (code `status`) when the state of a besluit does not allow an action."""
    if not is_possible(besluit, actie):
        raise ValidationError(REDENEN[besluit.status, actie], code="status")
