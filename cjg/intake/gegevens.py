"""What a contactmoment holds, and the rules that make it right: one set for screen, REST and import."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from cjg.intake.codes import (
    Kanaal,
    Leeftijdsgroep,
    Medewerkersrol,
    Resultaat,
    Signaal,
    Thema,
    Vraagsteller,
)

EARLIEST = datetime.date(2000, 1, 1)
MAX_DUUR = 1440
MAX_BEREIKT = 5000
MAX_TOELICHTING = 2000
MAX_VINDPLAATS = 80
# Hashed, because an import of 100,000 lines asks each of them 100,000 times; in the order that a message names them.
_CODES = {
    "kanaal": dict.fromkeys(Kanaal.values),
    "vraagsteller": dict.fromkeys(Vraagsteller.values),
    "leeftijdsgroep": dict.fromkeys(Leeftijdsgroep.values),
    "medewerkersrol": dict.fromkeys(Medewerkersrol.values),
}
_LISTS = {
    "themas": (dict.fromkeys(Thema.values), "Kies ten minste één onderwerp."),
    "resultaten": (dict.fromkeys(Resultaat.values), "Kies ten minste één ding dat is gedaan."),
}
_SIGNALEN = dict.fromkeys(Signaal.values)
# Only what looks like a code is repeated in a message: anything else may be a name or a number of a person.
_LOOKS_LIKE_CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,29}|[0-9]{4}|[0-9]{1,2}-[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Fout:
    """One thing that is wrong: the field, a code for programs and a sentence for people."""

    veld: str
    code: str
    reden: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contactgegevens:
    """The content of a contactmoment. `gemeente` is a CBS code or empty (not known), `wijk` the name of a gebied."""

    datum: datetime.date
    kanaal: str
    vraagsteller: str
    themas: tuple[str, ...]
    resultaten: tuple[str, ...]
    gemeente: str = ""
    wijk: str = ""
    vindplaats: str = ""
    leeftijdsgroep: str = Leeftijdsgroep.ONBEKEND.value
    duur_minuten: int | None = None
    aantal_bereikt: int | None = None
    signaal: str = ""
    toelichting: str = ""
    medewerkersrol: str = Medewerkersrol.IA.value


def contact_faults(
    gegevens: Contactgegevens, *, today: datetime.date, gemeenten: Collection[str], wijken: Mapping[str, str]
) -> Iterator[Fout]:
    """Yield everything that is wrong with a contactmoment, except the free text.

    `gemeenten` are the known CBS codes, `wijken` the names of the gebieden with the code of their gemeente.
    """
    yield from _date_faults(gegevens.datum, today)
    yield from _code_faults(gegevens)
    yield from _place_faults(gegevens, gemeenten, wijken)
    yield from _number_faults(gegevens)


def _date_faults(datum: datetime.date, today: datetime.date) -> Iterator[Fout]:
    if datum > today:
        yield Fout("datum", "datum_in_toekomst", "Deze datum ligt in de toekomst. Kies vandaag of een dag ervoor.")
    elif datum < EARLIEST:
        yield Fout("datum", "datum_te_vroeg", "Deze datum ligt te ver terug. Controleer het jaar.")


def _code_faults(gegevens: Contactgegevens) -> Iterator[Fout]:
    for veld, keuzes in _CODES.items():
        waarde = getattr(gegevens, veld)
        if waarde not in keuzes:
            yield _unknown_code(veld, waarde, keuzes)
    if gegevens.signaal and gegevens.signaal not in _SIGNALEN:
        yield _unknown_code("signaal", gegevens.signaal, _SIGNALEN)
    for veld, (keuzes, leeg) in _LISTS.items():
        waarden: tuple[str, ...] = getattr(gegevens, veld)
        if not waarden:
            yield Fout(veld, "verplicht", leeg)
        for waarde in waarden:
            if waarde not in keuzes:
                yield _unknown_code(veld, waarde, keuzes)


def _unknown_code(veld: str, waarde: str, keuzes: Iterable[str]) -> Fout:
    lijst = ", ".join(keuzes)
    if not waarde:
        return Fout(veld, "verplicht", f"Vul een waarde uit de lijst in: {lijst}.")
    return Fout(veld, "onbekende_waarde", f"{_quote(waarde)} staat niet in de lijst. Kies uit: {lijst}.")


def _quote(waarde: str) -> str:
    return f"‘{waarde}’" if _LOOKS_LIKE_CODE.fullmatch(waarde) else "Deze waarde"


def _place_faults(gegevens: Contactgegevens, gemeenten: Collection[str], wijken: Mapping[str, str]) -> Iterator[Fout]:
    gemeente_bekend = not gegevens.gemeente or gegevens.gemeente in gemeenten
    if not gemeente_bekend:
        yield Fout(
            "gemeente",
            "onbekende_waarde",
            f"{_quote(gegevens.gemeente)} is geen gemeentecode. Vul een CBS-code van vier cijfers in, of ‘onbekend’.",
        )
    if not gegevens.wijk:
        return
    if gegevens.wijk not in wijken:
        yield _unknown_code("wijk", gegevens.wijk, wijken)
    elif gemeente_bekend and wijken[gegevens.wijk] != gegevens.gemeente:
        yield Fout("wijk", "andere_gemeente", "Deze wijk ligt niet in deze gemeente. Kies een andere wijk of geen.")


def _number_faults(gegevens: Contactgegevens) -> Iterator[Fout]:
    duur, aantal = gegevens.duur_minuten, gegevens.aantal_bereikt
    if duur is not None and not 1 <= duur <= MAX_DUUR:
        yield Fout("duur_minuten", "buiten_bereik", f"Vul een duur in tussen 1 en {MAX_DUUR} minuten.")
    if gegevens.kanaal == Kanaal.GROEPSBIJEENKOMST:
        if aantal is None:
            yield Fout("aantal_bereikt", "verplicht", "Vul in hoeveel mensen u met de groepsbijeenkomst bereikte.")
    elif aantal is not None:
        yield Fout("aantal_bereikt", "alleen_bij_groep", "Vul dit alleen in bij een groepsbijeenkomst.")
    if aantal is not None and not 1 <= aantal <= MAX_BEREIKT:
        yield Fout("aantal_bereikt", "buiten_bereik", f"Vul een aantal in tussen 1 en {MAX_BEREIKT}.")


def text_length_faults(gegevens: Contactgegevens) -> Iterator[Fout]:
    """Yield the free texts that are longer than they may be, or that hold characters that are no text."""
    for veld, hoogste in (("toelichting", MAX_TOELICHTING), ("vindplaats", MAX_VINDPLAATS)):
        tekst: str = getattr(gegevens, veld)
        if len(tekst) > hoogste:
            yield Fout(veld, "te_lang", f"Deze tekst is te lang: {len(tekst)} tekens, het mogen er {hoogste} zijn.")
        if any(teken < " " and teken not in "\n\r\t" for teken in tekst):
            yield Fout(veld, "ongeldig_teken", "Deze tekst heeft tekens die niet mogen. Typ de tekst opnieuw.")


def refuse(fouten: Collection[Fout]) -> None:
    """Raise one `ValidationError` with all faults per field; do nothing when there are none."""
    if not fouten:
        return
    per_veld: dict[str, list[Any]] = {}
    for fout in fouten:
        per_veld.setdefault(fout.veld, []).append(ValidationError(fout.reden, code=fout.code))
    raise ValidationError(per_veld)
