"""Age and gezag: whose agreement is needed, and what a client may see (Jeugdwet 7.3.4, 7.3.5, 7.3.11, 7.3.15)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MINDERJARIG_MEEBESLISSEN = 12
ZELF_BESLISSEN = 16
MEERDERJARIG = 18


class Rubriek(StrEnum):
    """The parts of a dossier that a client can be shown."""

    GEGEVENS = "gegevens"
    PLAN = "plan"
    VERSLAGEN = "verslagen"
    BESLUITEN = "besluiten"
    INZAGE = "inzage"


@dataclass(frozen=True, slots=True)
class Instemming:
    """Who has to agree for a jeugdige of an age: the jeugdige, and those with gezag."""

    jeugdige: bool
    gezagsdragers: bool


def consent_for_age(leeftijd: int | None) -> Instemming:
    """Return whose agreement is needed (Jeugdwet 7.3.4 and 7.3.5).

    Under 12 those with gezag; from 12 up to 16 the jeugdige and those with gezag; from 16 the jeugdige alone.
    An unknown age is treated as under 12 together with the jeugdige's own voice: both are asked.
    """
    if leeftijd is None:
        return Instemming(jeugdige=True, gezagsdragers=True)
    return Instemming(jeugdige=leeftijd >= MINDERJARIG_MEEBESLISSEN, gezagsdragers=leeftijd < ZELF_BESLISSEN)


def may_see_by_age(*, zelf: bool, heeft_gezag: bool, leeftijd: int | None) -> bool:
    """Tell whether a person may see what is recorded about a jeugdige, by age and gezag alone.

    The jeugdige from 12 sees the own part; who has gezag sees it until the jeugdige is 16 (feiten §5.3; for
    12–15 Jeugdwet 7.3.11 lid 2b). What was hidden from somebody (afscherming) comes on top of this.
    """
    if zelf:
        return leeftijd is None or leeftijd >= MINDERJARIG_MEEBESLISSEN
    return heeft_gezag and leeftijd is not None and leeftijd < ZELF_BESLISSEN
