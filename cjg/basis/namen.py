"""Dutch names: how they sort, how they are shown and how they are searched."""

import re
import unicodedata

# Source: BRP, tabel 36 (voorvoegsels), the ones in use.
_VOORVOEGSELS = """
    's | 't | aan | aan 't | aan de | aan den | aan der | aan het | al | am | auf | bij | bij 't | bij de | bij
    den | bij het | boven d' | d' | da | dal | dalla | das | de | de die | de l' | de la | de las | de le | de
    van der | deca | degli | dei | del | della | den | der | des | di | do | don | dos | du | el | het | i | im
    | in | in 't | in de | in den | in der | in het | l' | la | las | le | les | lo | los | of | onder | onder
    't | onder de | onder den | onder het | op | op 't | op de | op den | op der | op het | op ten | over | over
    't | over de | over den | over het | te | ten | ter | tho | thoe | thor | to | toe | tot | uijt | uijt 't |
    uijt de | uijt den | uijt het | uijt te de | uijt ten | uit | uit 't | uit de | uit den | uit het | uit te
    de | uit ten | unter | van | van 't | van de | van de l' | van den | van der | van het | van la | van van de
    | ver | vom | von | von 't | von dem | von den | von der | voor | voor 't | voor de | voor den | voor in 't
    | vor | vor der | zu | zum | zur
"""
# Longest first, so that "van der" is not taken for "van".
VOORVOEGSELS = tuple(sorted((" ".join(item.split()) for item in _VOORVOEGSELS.split("|")), key=len, reverse=True))

_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans("’‘`´", "''''")


def fold(text: str) -> str:
    """Return a text in lower case without diacritics: `Çelik` becomes `celik`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def split_voorvoegsel(achternaam: str) -> tuple[str, str]:
    """Split a surname into its voorvoegsel and the rest: `van der Berg` gives (`van der`, `Berg`)."""
    name = " ".join(achternaam.translate(_APOSTROPHES).split())
    lowered = name.lower()
    for voorvoegsel in VOORVOEGSELS:
        glue = "" if voorvoegsel.endswith("'") else " "
        if lowered.startswith(voorvoegsel + glue) and len(name) > len(voorvoegsel + glue):
            return name[: len(voorvoegsel)], name[len(voorvoegsel + glue) :].lstrip()
    return "", name


def sort_key(naam: str, voorvoegsel: str = "", voornamen: str = "") -> str:
    """Return the stored key by which a name sorts, as in a Dutch register: on the surname without voorvoegsel.

    `van der Berg` and (`Berg`, `van der`) give the same key. Equal surnames sort by voornamen, then by voorvoegsel.
    Stored, because the embedded server has no ICU collations.
    """
    if not voorvoegsel:
        voorvoegsel, naam = split_voorvoegsel(naam)
    # "!" sorts before every letter and digit: "Berg" comes before "Berga" whatever follows
    parts = (_NOT_ALPHANUMERIC.sub(" ", fold(part)).strip() for part in (naam, voornamen, voorvoegsel))
    return "!".join(parts)


def search_key(*parts: str) -> str:
    """Return names joined and normalised for trigram search; put the question through it as well.

    Lower case, no diacritics or punctuation, and `ij` written as `y`, the spelling in which Dutch names differ most.
    """
    words = _NOT_ALPHANUMERIC.sub(" ", " ".join(fold(part) for part in parts))
    return " ".join(words.replace("ij", "y").split())


def display_name(voornamen: str, voorvoegsel: str, achternaam: str) -> str:
    """Return a name as one says it: `Anna van der Berg`."""
    return " ".join(part for part in (voornamen.strip(), voorvoegsel.strip(), achternaam.strip()) if part)


def list_name(voornamen: str, voorvoegsel: str, achternaam: str) -> str:
    """Return a name as lists show it: `Berg, Anna van der`."""
    rest = " ".join(part for part in (voornamen.strip(), voorvoegsel.strip()) if part)
    return f"{achternaam.strip()}, {rest}" if rest else achternaam.strip()


def initials(voornamen: str) -> str:
    """Return the initials of given names: `Anna Maria` gives `A.M.`, `Jean-Paul` gives `J.P.`."""
    return "".join(f"{name[0].upper()}." for name in re.split(r"[\s-]+", voornamen) if name)
