"""The scales of questions: which answers there are, for adults and for youths."""

from __future__ import annotations

from cjg.vragenlijsten.models import Informant, Vraag

HELEMAAL_EENS = 5
MEE_EENS = 4  # from here on an answer counts as "(helemaal) mee eens" (indicatoren, GC-4)

_EENS = (
    (1, "Helemaal mee oneens"),
    (2, "Mee oneens"),
    (3, "Niet eens, niet oneens"),
    (4, "Mee eens"),
    (5, "Helemaal mee eens"),
)
_EENS_KIND = ((1, "Nee, helemaal niet"), (2, "Nee, niet zo"), (3, "Een beetje"), (4, "Ja"), (5, "Ja, heel erg"))
# CBS Beleidsinformatie Jeugd, outcome 3.1, codes 01–04
_ZONDER_HULP = (
    (1, "Ik heb eenzelfde soort of zwaardere hulp nodig."),
    (2, "Met een lichtere vorm van hulp red ik het goed."),
    (3, "Voor nu heb ik geen hulp meer nodig. Ik verwacht dat ik later nog wel eens om hulp vraag."),
    (4, "Ik heb geen verdere hulp meer nodig."),
)
_CIJFER = tuple((n, str(n)) for n in range(1, 11))


def choices(vraag: Vraag, informant: str) -> tuple[tuple[int, str], ...]:
    """Return the answers to a question with their values; none for a question in one's own words."""
    if vraag.schaal == Vraag.Schaal.EENS:
        return _EENS_KIND if informant == Informant.KIND else _EENS
    if vraag.schaal == Vraag.Schaal.CIJFER:
        return _CIJFER
    return _ZONDER_HULP if vraag.schaal == Vraag.Schaal.ZONDER_HULP else ()
