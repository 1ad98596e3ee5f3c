"""Reading what somebody types to search: a name, a birth date, a BSN, in any order."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from cjg.basis.api import normalise_bsn

# By their first three letters; "maart" is shortened in two ways.
_MAANDEN = {
    begin: nummer
    for nummer, begin in enumerate(
        ["jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"], 1
    )
}
_MAANDEN["mrt"] = 3
_MAAND = "|".join(f"{begin}[a-z]*" for begin in _MAANDEN)
_ISO = re.compile(r"\b(?P<jaar>\d{4})-(?P<maand>\d{1,2})-(?P<dag>\d{1,2})\b")
_CIJFERS = re.compile(r"\b(?P<dag>\d{1,2})[-/.](?P<maand>\d{1,2})[-/.](?P<jaar>\d{4})\b")
_WOORDEN = re.compile(rf"\b(?P<dag>\d{{1,2}})\s+(?P<maand>{_MAAND})\.?\s+(?P<jaar>\d{{4}})\b", re.IGNORECASE)
_BSN = re.compile(r"(?<!\d)\d(?:[ .]?\d){8}(?!\d)")


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """What was understood; `fout` says what could not be right, in Dutch."""

    naam: str = ""
    geboortedatum: datetime.date | None = None
    bsn: str = ""
    fout: str = ""

    def __bool__(self) -> bool:
        return bool(self.naam or self.geboortedatum or self.bsn)


def read_zoekvraag(tekst: str) -> Zoekvraag:
    """Take a date and a BSN out of a text; the rest is a name."""
    geboortedatum, tekst, fout = _take_date(tekst)
    if gevonden := _BSN.search(tekst):
        try:
            return Zoekvraag(bsn=normalise_bsn(gevonden[0]))
        except ValueError as reden:
            return Zoekvraag(fout=str(reden))
    return Zoekvraag(naam=" ".join(tekst.split()), geboortedatum=geboortedatum, fout=fout)


def _take_date(tekst: str) -> tuple[datetime.date | None, str, str]:
    for vorm in (_ISO, _CIJFERS, _WOORDEN):
        if gevonden := vorm.search(tekst):
            rest = f"{tekst[: gevonden.start()]} {tekst[gevonden.end() :]}"
            try:
                return datetime.date(int(gevonden["jaar"]), _month(gevonden["maand"]), int(gevonden["dag"])), rest, ""
            except ValueError:
                return None, rest, f"De datum {gevonden[0]} bestaat niet. Controleer de datum."
    return None, tekst, ""


def _month(tekst: str) -> int:
    return int(tekst) if tekst.isdigit() else _MAANDEN[tekst[:3].lower()]
