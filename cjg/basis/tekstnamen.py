"""Likely names of persons in free text, for a warning: no list of names can be complete."""

import datetime as dt
import re
from collections.abc import Iterator

_NAAM = r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{1,30}(?:-[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]{1,30})?"
_TUSSEN = r"(?:van[ ](?:der|den|de|het|'t)|van|de|den|der|ter|ten|el|al|ben|'t|in[ ]'t|op[ ]de)"
_AANSPREEKVORM = (
    r"(?:dhr|mevr|mw|hr|fam)\.?|meneer|mevrouw|familie|moeder|vader|mama|papa|oma|opa|oom|tante|broer|broertje"
    r"|zus|zusje|zoon|dochter|kind|leerling|jongere|client|cliënt|heet|genaamd|heten|genoemd"
)
_NA_AANSPREEKVORM = re.compile(
    rf"(?<!\w)(?i:{_AANSPREEKVORM})[ ]{{1,2}}(?P<naam>(?:{_TUSSEN}[ ])?{_NAAM}(?:[ ](?:{_TUSSEN}[ ])?{_NAAM}){{0,2}})"
)
_TWEE_NAMEN = re.compile(rf"(?<!\w)(?P<naam>(?:{_NAAM}|[A-Z]\.)[ ](?:{_TUSSEN}[ ])?{_NAAM})(?!\w)")
# Words with a capital that are no persons: services, places, days, months, languages and first words of sentences.
_KNOWN_WORDS = """
    Veilig Thuis Centrum Jeugd Gezin Gemeente Haarlem Zandvoort Noord Oost Zuid West Zuidwest Schalkwijk
    Kennemerland Januari Februari Maart April Mei Juni Juli Augustus September Oktober November December Maandag
    Dinsdag Woensdag Donderdag Vrijdag Zaterdag Zondag Huisarts School Wmo Jeugdarts Jeugdzorg Jeugdbescherming Raad
    Kinderbescherming Positief Opvoeden Gebiedsteam Team Flexteam Basisschool College Lyceum Nederland Nederlands
    Engels Turks Arabisch Pools De Het Een Wil Vraagt Vraag Belt Gesprek Uitleg Advies Tips Moeder Vader Ouder
    Ouders Kind Coach Geen Heeft Ook Er Deze Dit Na Bij Op In Met Voor Om Is Zij Hij Wij Ze We Kerst Pasen
    Sinterklaas Zorgen Scheidingsplein
"""
_GEEN_NAAM = frozenset(_KNOWN_WORDS.split())


def find_names(text: str, today: dt.date) -> Iterator[tuple[int, int]]:
    """Yield the places of likely names; `today` is not used, it is what every search gets."""
    for match in _NA_AANSPREEKVORM.finditer(text):
        if match["naam"].split()[0].strip(".") not in _GEEN_NAAM:
            yield match.span("naam")
    for match in _TWEE_NAMEN.finditer(text):
        if not _GEEN_NAAM & set(match["naam"].split()):
            yield match.span("naam")
