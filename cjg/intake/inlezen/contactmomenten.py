"""Contactmomenten from a file: the columns of the REST resource, in snake_case."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from cjg.basis.api import uuid7
from cjg.intake.anoniem import text_findings
from cjg.intake.codes import Leeftijdsgroep, Medewerkersrol
from cjg.intake.gegevens import Contactgegevens, Fout, contact_faults, text_length_faults
from cjg.intake.inlezen.soorten import Gelezen, Inleessoort, ReadLine
from cjg.organisatie.api import Gebied, Gemeente

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_ONBEKEND = "onbekend"

INSERT = """
    INSERT INTO intake_contactmoment (
        id, aangemaakt_op, gewijzigd_op, versie, datum, kanaal, vraagsteller, gemeente_id, wijk_id, vindplaats,
        leeftijdsgroep, themas, resultaten, duur_minuten, aantal_bereikt, signaal, toelichting, medewerkersrol, bron_id
    )
    SELECT id, %(nu)s, %(nu)s, 1, datum, kanaal, vraagsteller, gemeente_id, wijk_id, vindplaats,
        leeftijdsgroep, themas, resultaten, duur_minuten, aantal_bereikt, signaal, toelichting, medewerkersrol, bron_id
    FROM pg_temp.inlezen ORDER BY regel
    ON CONFLICT (bron_id) DO NOTHING
"""


def start_contactmomenten(today: datetime.date) -> ReadLine:
    """Fetch the gemeenten and gebieden once and return the reader of lines."""
    gemeenten = frozenset(Gemeente.objects.values_list("code", flat=True))
    gebieden = {naam: (pk, code) for naam, pk, code in Gebied.objects.values_list("naam", "pk", "gemeente_id")}
    wijken = {naam: code for naam, (_, code) in gebieden.items()}

    def read_line(waarden: Mapping[str, str]) -> Gelezen:
        gegevens, fouten = _parse(waarden)
        fouten += contact_faults(gegevens, today=today, gemeenten=gemeenten, wijken=wijken)
        fouten += text_length_faults(gegevens)
        refused, names = text_findings(gegevens, today=today)
        fouten += refused
        fouten = _first_per_field(fouten)
        if fouten:
            return Gelezen(None, fouten)
        wijk_id = gebieden[gegevens.wijk][0] if gegevens.wijk else None
        return Gelezen(_row(gegevens, wijk_id), (), names)

    return read_line


def _row(gegevens: Contactgegevens, wijk_id: Any) -> tuple[Any, ...]:
    return (
        uuid7(),
        gegevens.datum,
        gegevens.kanaal,
        gegevens.vraagsteller,
        gegevens.gemeente or None,
        wijk_id,
        gegevens.vindplaats,
        gegevens.leeftijdsgroep,
        # Codes hold no comma, quote or brace, so the array can be written as text.
        f"{{{','.join(gegevens.themas)}}}",
        f"{{{','.join(gegevens.resultaten)}}}",
        gegevens.duur_minuten,
        gegevens.aantal_bereikt,
        gegevens.signaal,
        gegevens.toelichting,
        gegevens.medewerkersrol,
    )


def _parse(waarden: Mapping[str, str]) -> tuple[Contactgegevens, list[Fout]]:
    fouten: list[Fout] = []
    gemeente = waarden["gemeente"]
    if not gemeente:
        fouten.append(Fout("gemeente", "verplicht", "Vul een CBS-code van vier cijfers in, of ‘onbekend’."))
    gegevens = Contactgegevens(
        datum=_parse_date(waarden["datum"], fouten),
        kanaal=waarden["kanaal"],
        vraagsteller=waarden["vraagsteller"],
        gemeente="" if gemeente == _ONBEKEND else gemeente,
        wijk=waarden.get("wijk", ""),
        vindplaats=waarden.get("vindplaats", ""),
        leeftijdsgroep=waarden.get("leeftijdsgroep") or Leeftijdsgroep.ONBEKEND.value,
        themas=_parse_list(waarden["themas"]),
        resultaten=_parse_list(waarden["resultaten"]),
        duur_minuten=_parse_number("duur_minuten", waarden, fouten),
        aantal_bereikt=_parse_number("aantal_bereikt", waarden, fouten),
        signaal=waarden.get("signaal", ""),
        toelichting=waarden.get("toelichting", ""),
        medewerkersrol=waarden.get("medewerkersrol") or Medewerkersrol.IA.value,
    )
    return gegevens, fouten


def _parse_date(tekst: str, fouten: list[Fout]) -> datetime.date:
    if _DATE.fullmatch(tekst):
        try:
            return datetime.date.fromisoformat(tekst)
        except ValueError:
            fouten.append(Fout("datum", "ongeldig", "Deze datum bestaat niet. Controleer de dag en de maand."))
    else:
        fouten.append(Fout("datum", "ongeldig", "Schrijf de datum als JJJJ-MM-DD, bijvoorbeeld 2026-03-31."))
    return datetime.date(2000, 1, 1)  # a day that gives no second fault


def _parse_number(kolom: str, waarden: Mapping[str, str], fouten: list[Fout]) -> int | None:
    tekst = waarden.get(kolom, "")
    if not tekst:
        return None
    if _NUMBER.fullmatch(tekst):
        return int(tekst)
    fouten.append(Fout(kolom, "ongeldig", "Vul een heel getal in, met cijfers."))
    return None


def _parse_list(tekst: str) -> tuple[str, ...]:
    """Split a list at `|`; a value named twice counts once."""
    return tuple(dict.fromkeys(deel.strip() for deel in tekst.split("|") if deel.strip()))


def _first_per_field(fouten: list[Fout]) -> list[Fout]:
    """Keep one fault per field and code, so that an unreadable number is not also a missing one."""
    unreadable = {fout.veld for fout in fouten if fout.code == "ongeldig"}
    kept = [fout for fout in fouten if fout.veld not in unreadable or fout.code == "ongeldig"]
    return list(dict.fromkeys(kept))


CONTACTMOMENTEN = Inleessoort(
    naam="contactmomenten",
    verplicht=("datum", "kanaal", "vraagsteller", "gemeente", "themas", "resultaten"),
    optioneel=(
        "wijk",
        "vindplaats",
        "leeftijdsgroep",
        "duur_minuten",
        "aantal_bereikt",
        "signaal",
        "toelichting",
        "medewerkersrol",
    ),
    tijdelijk=(
        "id uuid",
        "datum date",
        "kanaal text",
        "vraagsteller text",
        "gemeente_id text",
        "wijk_id uuid",
        "vindplaats text",
        "leeftijdsgroep text",
        "themas text[]",
        "resultaten text[]",
        "duur_minuten smallint",
        "aantal_bereikt integer",
        "signaal text",
        "toelichting text",
        "medewerkersrol text",
    ),
    invoegen=INSERT,
    start=start_contactmomenten,
)
