"""A CSV file as numbered lines: `;` or `,`, UTF-8, with a header of column names; in flat memory.

A broken line is reported with its number and the rest is still read. Nothing of the content is repeated in a
message, because a shifted column can put a name or a BSN anywhere.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MAX_LINE = 64 * 1024
MAX_JOINED_LINES = 50
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Regelfout:
    """One thing that is wrong in the file; line 1 is the header, `kolom` is empty when it is about the whole line."""

    regel: int
    kolom: str
    reden: str

    def __str__(self) -> str:
        plaats = f"regel {self.regel}, kolom {self.kolom}" if self.kolom else f"regel {self.regel}"
        return f"{plaats}: {self.reden}"


class WrongHeaderError(Exception):
    """The header does not fit, so no line can be read; `fouten` says why."""

    def __init__(self, fouten: Sequence[Regelfout]) -> None:
        super().__init__("; ".join(map(str, fouten)))
        self.fouten = tuple(fouten)


@dataclass(frozen=True, slots=True)
class Regel:
    """One line with its number in the file and its values by column name, without spaces around them."""

    nummer: int
    waarden: dict[str, str]


def read_lines(path: Path, *, verplicht: Sequence[str], optioneel: Sequence[str]) -> Iterator[Regel | Regelfout]:
    """Yield each line of a file, or what is wrong with it.

    Raises `WrongHeaderError` when a required column is missing, a column is unknown or named twice, or the
    header cannot be read, and `OSError` when the file cannot be opened.
    """
    with path.open("rb") as file:
        kolommen, delimiter = _read_header(file, verplicht, optioneel)
        for nummer, record in _records(file, delimiter):
            yield record if isinstance(record, Regelfout) else _name_values(nummer, record, kolommen)


def _read_header(file: IO[bytes], verplicht: Sequence[str], optioneel: Sequence[str]) -> tuple[list[str], str]:
    raw = file.readline(MAX_LINE).removeprefix(_BOM)
    try:
        tekst = raw.decode()
    except UnicodeDecodeError:
        raise WrongHeaderError([Regelfout(1, "", _NOT_UTF8)]) from None
    if not tekst.strip():
        raise WrongHeaderError(
            [Regelfout(1, "", "Het bestand is leeg. De eerste regel heeft de namen van de kolommen.")]
        )
    delimiter = ";" if tekst.count(";") >= tekst.count(",") else ","
    try:
        kolommen = [naam.strip() for naam in next(csv.reader([tekst], delimiter=delimiter))]
    except csv.Error:
        raise WrongHeaderError([Regelfout(1, "", _NOT_CSV)]) from None
    if len(kolommen) == 1:
        raise WrongHeaderError([Regelfout(1, "", _NO_DELIMITER)])
    fouten = [Regelfout(1, naam, "Deze kolom ontbreekt.") for naam in verplicht if naam not in kolommen]
    bekend = {*verplicht, *optioneel}
    for plaats, naam in enumerate(kolommen, start=1):
        if naam not in bekend:
            fouten.append(Regelfout(1, f"nummer {plaats}", "De naam van deze kolom is niet bekend. Haal de kolom weg."))
        elif naam in kolommen[: plaats - 1]:
            fouten.append(Regelfout(1, naam, "Deze kolom staat er twee keer in."))
    if fouten:
        raise WrongHeaderError(fouten)
    return kolommen, delimiter


_NOT_CSV = "Deze regel is geen goede CSV-regel. Bewaar het bestand als ‘CSV UTF-8’ en lees het opnieuw in."
_NO_DELIMITER = "Er staat maar één kolom. Zet ; of , tussen de namen van de kolommen en tussen de waarden."
_NOT_UTF8 = "Dit is geen UTF-8. Bewaar het bestand als ‘CSV UTF-8’ en lees het opnieuw in."
_UNCLOSED = "Een aanhalingsteken wordt niet gesloten. Sluit het, of haal het weg."
_QUOTES = "De aanhalingstekens op deze regel kloppen niet."

_Line = tuple[int, "str | Regelfout"]


def _records(file: IO[bytes], delimiter: str) -> Iterator[tuple[int, list[str] | Regelfout]]:
    """Yield numbered lines as lists of values; a quoted value with line breaks spans several lines.

    A quote that is never closed would swallow the rest of the file: after some lines the search is given up, the
    line where it began is reported and reading goes on behind it.
    """
    source = _physical_lines(file)
    ahead: deque[_Line] = deque()
    while line := ahead.popleft() if ahead else next(source, None):
        nummer, tekst = line
        taken: list[_Line] = []
        while True:
            if isinstance(tekst, Regelfout):
                record: list[str] | Regelfout | None = tekst
            else:
                record = _parse(nummer, tekst, delimiter)
            if record is not None:
                break
            following = ahead.popleft() if ahead else next(source, None)
            if following:
                taken.append(following)
            if following is None or isinstance(following[1], Regelfout) or len(taken) >= MAX_JOINED_LINES:
                record = Regelfout(nummer, "", _UNCLOSED)
                break
            tekst = f"{tekst}{following[1]}"
        if isinstance(record, Regelfout):
            ahead.extendleft(reversed(taken))
        if record:
            yield nummer, record


def _parse(nummer: int, tekst: str, delimiter: str) -> list[str] | Regelfout | None:
    """Return the values of a line (none of an empty one), or None when a quote is still open at its end."""
    if '"' not in tekst:
        kaal = tekst.rstrip("\r\n")
        return kaal.split(delimiter) if kaal.strip() else []
    try:
        return next(csv.reader([tekst], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return None if str(error) == "unexpected end of data" else Regelfout(nummer, "", _QUOTES)


def _physical_lines(file: IO[bytes]) -> Iterator[tuple[int, str | Regelfout]]:
    nummer = 1
    while raw := file.readline(MAX_LINE):
        nummer += 1
        if len(raw) == MAX_LINE and not raw.endswith(b"\n"):
            yield nummer, Regelfout(nummer, "", "Deze regel is te lang. Controleer of dit een CSV-bestand is.")
            while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            continue
        try:
            yield nummer, raw.decode()
        except UnicodeDecodeError:
            yield nummer, Regelfout(nummer, "", _NOT_UTF8)


def _name_values(nummer: int, velden: list[str], kolommen: list[str]) -> Regel | Regelfout:
    if len(velden) != len(kolommen):
        return Regelfout(
            nummer, "", f"Deze regel heeft {len(velden)} waarden, de eerste regel noemt {len(kolommen)} kolommen."
        )
    return Regel(nummer, {naam: veld.strip() for naam, veld in zip(kolommen, velden, strict=True)})
