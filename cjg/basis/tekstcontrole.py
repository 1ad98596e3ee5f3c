"""Finding what identifies somebody in free text: for texts that must stay anonymous.

Every search is linear in the length of the text: repetitions are bounded and each place is looked at a fixed number
of times. A text over `MAX_LENGTH` is not searched but refused as a whole, so that no part of it goes unseen.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cjg.basis import klok
from cjg.basis.bsn import is_valid_bsn
from cjg.basis.tekstnamen import find_names

MAX_LENGTH = 200_000
_MAX_FINDINGS = 50
# Between digits people type spaces, dots, hyphens, slashes; some paste characters that can't be seen.
_GAP = r"[ .\-/\u00a0\u2000-\u200f\u2010-\u2015\u202f\u2060\ufeff\u00ad]"


class Soort(StrEnum):
    """The kinds of identifying data, with the message that says what was found and what to do."""

    BSN = "bsn"
    IBAN = "iban"
    E_MAIL = "e-mail"
    TELEFOON = "telefoon"
    ADRES = "adres"
    GEBOORTEDATUM = "geboortedatum"
    NAAM = "naam"
    TE_LANG = "te-lang"


_MELDINGEN = {
    Soort.BSN: "Er staat een BSN in de tekst ({}). Haal het weg.",
    Soort.IBAN: "Er staat een bankrekening in de tekst ({}). Haal het nummer weg.",
    Soort.E_MAIL: "Er staat een e-mailadres in de tekst ({}). Haal het weg.",
    Soort.TELEFOON: "Er staat een telefoonnummer in de tekst ({}). Haal het weg.",
    Soort.ADRES: "Er staat een adres in de tekst ({}). Haal de postcode en het huisnummer weg.",
    Soort.GEBOORTEDATUM: "Er staat een geboortedatum in de tekst ({}). Schrijf de leeftijdsgroep op.",
    Soort.NAAM: "Dit lijkt op een naam ({}). Haal de naam weg als dit een persoon is.",
    Soort.TE_LANG: "De tekst is te lang om te controleren (meer dan {} tekens). Maak de tekst korter.",
}


@dataclass(frozen=True, slots=True)
class Vondst:
    """One finding: what kind, the found text made unreadable, where, and what to tell the user."""

    soort: Soort
    gemaskeerd: str
    begin: int
    einde: int

    @property
    def is_warning(self) -> bool:
        """Whether this may be right to leave: a name can be that of a school."""
        return self.soort is Soort.NAAM

    @property
    def melding(self) -> str:
        """The Dutch sentence for the user."""
        return _MELDINGEN[self.soort].format(self.gemaskeerd)


_Span = tuple[int, int]


def find_identifying(text: str, *, today: dt.date | None = None) -> list[Vondst]:
    """Return what in a text identifies somebody, in order of place; names come as warnings.

    At most fifty findings, which is more than anybody reads. A date counts as a birth date when the text says so
    ("geboren op") or when it lies more than a year back.
    """
    if len(text) > MAX_LENGTH:
        return [Vondst(Soort.TE_LANG, f"{MAX_LENGTH:,}".replace(",", "."), 0, len(text))]
    plain = _plain_digits(text)
    day = today or klok.today()
    found: list[Vondst] = []
    for soort, search in _SEARCHES:
        spans = (
            span
            for span in search(plain, day)
            if not any(span[0] < each.einde and each.begin < span[1] for each in found)
        )
        for count, (begin, einde) in enumerate(spans):
            if count >= _MAX_FINDINGS:
                break
            found.append(Vondst(soort, _mask(text[begin:einde], soort), begin, einde))
    return sorted(found, key=lambda each: each.begin)[:_MAX_FINDINGS]


def _mask(text: str, soort: Soort) -> str:
    if soort is Soort.NAAM:
        return "".join(f"{word[0]}…" if len(word) > 1 else word for word in text.split())
    kept = text.strip()
    return f"{kept[:2]}…{kept[-1]}" if len(kept) > 4 else "…"


def _plain_digits(text: str) -> str:
    """Return the text with digits of other scripts as 0-9; the places stay the same."""
    if text.isascii():
        return text
    return "".join(str(int(char)) if char.isdecimal() and not char.isascii() else char for char in text)


# ---- numbers ----------------------------------------------------------------------------------

_DIGITS = re.compile(r"[0-9]+")
_ONE_GAP = re.compile(_GAP + r"{1,3}")
_EIGHT_LOOSE = re.compile(r"(?<![0-9])[0-9]{8}(?![0-9])")


def _bsns(text: str, today: dt.date) -> Iterator[_Span]:
    """Find nine digits that pass the elfproef, in one piece or in groups; eight in one piece (the zero left out)."""
    groups = [match.span() for match in _DIGITS.finditer(text)]
    for index, (begin, _) in enumerate(groups):
        digits, last = "", begin
        for start, end in groups[index : index + 9]:
            if digits and not _ONE_GAP.fullmatch(text, last, start):
                break
            digits, last = digits + text[start:end][:10], end
            if len(digits) >= 9:
                break
        if len(digits) == 9 and is_valid_bsn(digits):
            yield begin, last
    for match in _EIGHT_LOOSE.finditer(text):
        if is_valid_bsn("0" + match[0]) and _as_date(match[0][:4], match[0][4:6], match[0][6:]) is None:
            yield match.span()


# How long an IBAN is, for the countries whose accounts are used here most. Source: SWIFT IBAN registry.
_IBAN_LENGTHS = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "ES": 24,
    "IT": 27,
    "PT": 25,
    "LU": 20,
    "AT": 20,
    "GB": 22,
    "IE": 22,
    "PL": 28,
    "RO": 24,
    "BG": 22,
    "HU": 28,
    "CZ": 24,
    "SK": 24,
    "TR": 26,
    "GR": 27,
    "HR": 21,
    "LT": 20,
    "LV": 21,
    "DK": 18,
    "SE": 24,
    "NO": 15,
    "FI": 18,
    "CH": 21,
}
_IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ .\-]?[0-9]{2}(?:[ .\-]?[A-Za-z0-9]){11,26}")


def _ibans(text: str, today: dt.date) -> Iterator[_Span]:
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match[1].upper())
        if length is None:
            continue
        places = [match.start() + place for place, char in enumerate(match[0]) if char.isalnum()][:length]
        iban = "".join(text[place] for place in places).upper()
        if len(iban) == length and int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1:
            yield match.start(), places[-1] + 1


_TELEFOON = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)[ ]?31[ .\-]{0,2}(?:\(0\))?[ .\-]{0,2}|\(?0)[1-9]\)?"
    r"(?:[ .\-/()\u00a0\u2010-\u2015]{0,3}[0-9]){8}(?![0-9])"
)


def _phones(text: str, today: dt.date) -> Iterator[_Span]:
    return (match.span() for match in _TELEFOON.finditer(text))


# ---- addresses --------------------------------------------------------------------------------

_LOCAL = re.compile(r"[\w.+'\-]{1,64}\Z")
_DOMAIN = re.compile(r"[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}")


def _emails(text: str, today: dt.date) -> Iterator[_Span]:
    place = text.find("@")
    while place != -1:
        before = _LOCAL.search(text[max(0, place - 64) : place])
        after = _DOMAIN.match(text, place + 1, place + 256)
        if before and after:
            yield place - len(before[0]), after.end()
        place = text.find("@", place + 1)


# In small letters only when written together: "in 2011 is 3 keer" is no address.
_POSTCODE = r"[1-9][0-9]{3}(?:[ ]?[A-Z]{2}|[a-z]{2})"
_HUISNUMMER = r"[0-9]{1,5}[ ]?-?[A-Za-z0-9]{0,3}"
_ADRES = re.compile(
    rf"(?<![0-9A-Za-z]){_POSTCODE}(?![A-Za-z])[ ,\-/:;]{{0,3}}(?:nr\.?|nummer|huisnummer)?[ ]?(?P<na>{_HUISNUMMER})(?![0-9])"
    rf"|(?<![0-9A-Za-z])(?P<voor>{_HUISNUMMER})[ ,/;]{{1,3}}{_POSTCODE}(?![A-Za-z0-9])"
)
_STRAAT = re.compile(
    r"(?<!\w)\w{2,40}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|hof|pad|dijk|steeg)[ ]{1,2}[0-9]{1,5}(?![0-9])",
    re.IGNORECASE,
)


def _addresses(text: str, today: dt.date) -> Iterator[_Span]:
    yield from (match.span() for match in _ADRES.finditer(text))
    yield from (match.span() for match in _STRAAT.finditer(text))


# ---- birth dates ------------------------------------------------------------------------------

_MAANDEN = {
    name: number
    for number, names in enumerate(
        (
            *(("januari", "jan"), ("februari", "feb"), ("maart", "mrt"), ("april", "apr"), ("mei",), ("juni", "jun")),
            *(("juli", "jul"), ("augustus", "aug"), ("september", "sept", "sep"), ("oktober", "okt")),
            *(("november", "nov"), ("december", "dec")),
        ),
        start=1,
    )
    for name in names
}
_DATUM = re.compile(
    r"(?<![0-9])(?:(?P<jaar>(?:19|20)[0-9]{2})[-/.](?P<maand>[0-9]{1,2})[-/.](?P<dag>[0-9]{1,2})"
    r"|(?P<dag2>[0-9]{1,2})[ ]?[-/.][ ]?(?P<maand2>[0-9]{1,2})[ ]?[-/.][ ]?(?P<jaar2>(?:19|20)?[0-9]{2})"
    rf"|(?P<dag3>[0-9]{{1,2}})[ ]{{1,2}}(?P<maand3>{'|'.join(sorted(_MAANDEN, key=len, reverse=True))})\.?"
    r"[ ]{1,2}(?P<jaar3>(?:19|20)[0-9]{2}|'?[0-9]{2}))(?![0-9])",
    re.IGNORECASE,
)
_GEBOREN = re.compile(r"geboren|geboorte|geb\.|\bgeb\b|jarig|verjaardag", re.IGNORECASE)
_CUE = 30


def _birth_dates(text: str, today: dt.date) -> Iterator[_Span]:
    for match in _DATUM.finditer(text):
        jaar, maand, dag = (match[name] or match[f"{name}2"] or match[f"{name}3"] for name in ("jaar", "maand", "dag"))
        found = _as_date(_four_digits(jaar.lstrip("'"), today), str(_MAANDEN.get(maand.lower(), maand)), dag)
        if found is None:
            continue
        says_so = _GEBOREN.search(text, max(0, match.start() - _CUE), match.start())
        if says_so or (dt.date(1900, 1, 1) <= found <= today - dt.timedelta(days=365)):
            yield match.span()


def _four_digits(jaar: str, today: dt.date) -> str:
    if len(jaar) == 4:
        return jaar
    return f"20{jaar}" if int(jaar) <= today.year % 100 else f"19{jaar}"


def _as_date(jaar: str, maand: str, dag: str) -> dt.date | None:
    try:
        return dt.date(int(jaar), int(maand), int(dag))
    except ValueError:
        return None


# What is found first takes its place in the text: an account number is not also reported as a telephone number.
_SEARCHES: tuple[tuple[Soort, Callable[[str, dt.date], Iterator[_Span]]], ...] = (
    (Soort.IBAN, _ibans),
    (Soort.E_MAIL, _emails),
    (Soort.TELEFOON, _phones),
    (Soort.GEBOORTEDATUM, _birth_dates),
    (Soort.BSN, _bsns),
    (Soort.ADRES, _addresses),
    (Soort.NAAM, find_names),
)
