"""Toegang: besluiten about specialised help."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Value, When

from cjg.basis.api import Periode
from cjg.dossier.api import gemeente_at
from rapportage.indicatoren.soort import Eenheid, Indicator, Maat, Uitsplitsing
from toegang.api import Besluit, Leveringsvorm, Productcategorie, bekendgemaakte_besluiten, toekenningen

_KERNTAAK = "Toegang tot jeugdhulp"
_UITKOMSTEN = {str(code): str(label) for code, label in Besluit.Uitkomst.choices}
_VORMEN = {str(code): str(label) for code, label in Leveringsvorm.choices} | {"onbekend": "Geen of niet bekend"}
_SOORTEN = {str(code): str(label) for code, label in Besluit.Soort.choices}
_CATEGORIEEN = {str(code): str(label) for code, label in Productcategorie.choices}
_MAATWERK = {"ja": "Maatwerkcontract", "nee": "Geen maatwerkcontract"}


def _with_gemeente(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Add the gemeente of the jeugdige on the day of bekendmaking (indicatoren.md: rules for all)."""
    return rows.annotate(  # type: ignore[no-any-return]
        gemeente_code=gemeente_at(OuterRef("jeugdige_id"), "bekendmaking"), vastgelegd_op=F("gewijzigd_op")
    )


def _besluiten(periode: Periode) -> QuerySet[Any]:
    return _with_gemeente(bekendgemaakte_besluiten(periode))


def _toekenningen(periode: Periode) -> QuerySet[Any]:
    maatwerk = Case(When(is_maatwerk=True, then=Value("ja")), default=Value("nee"), output_field=CharField())
    return _with_gemeente(toekenningen(periode)).annotate(maatwerk=maatwerk)  # type: ignore[no-any-return]


_VORM = Uitsplitsing("leveringsvorm", "leveringsvorm", ("leveringsvorm",), (_VORMEN,))

GC_9 = Indicator(
    code="GC-9",
    naam="Toekenningen, verlengingen, PGB's en maatwerk",
    definitie=(
        "Het aantal besluiten waarmee hulp geheel of gedeeltelijk is toegekend, op de datum van bekendmaking. Nieuwe"
        " hulp en verlengingen apart, en hoeveel met een PGB of een maatwerkcontract."
    ),
    bron="Prestatieplan 2023",
    eenheid=Eenheid.BESLUITEN,
    maat=Maat.AANTAL,
    peildatum="de datum van bekendmaking",
    populatie=_toekenningen,
    zin="In {waarde} besluiten is hulp toegekend.",
    grafiek="soort",
    uitsplitsingen=(
        Uitsplitsing("soort", "soort besluit", ("soort",), (_SOORTEN,)),
        _VORM,
        Uitsplitsing("maatwerk", "maatwerk", ("maatwerk",), (_MAATWERK,)),
        Uitsplitsing(
            "product",
            "hulp en leveringsvorm",
            ("productcategorie", "leveringsvorm"),
            (_CATEGORIEEN, _VORMEN),
        ),
    ),
    terug=7,
    kerntaak=_KERNTAAK,
)
TG_1 = Indicator(
    code="TG-1",
    naam="Besluiten",
    definitie="Het aantal besluiten naar uitkomst en leveringsvorm, op de datum van bekendmaking.",
    bron="Prestatieplan 2023",
    eenheid=Eenheid.BESLUITEN,
    maat=Maat.AANTAL,
    peildatum="de datum van bekendmaking",
    populatie=_besluiten,
    zin="Het CJG maakte {waarde} besluiten bekend.",
    grafiek="uitkomst",
    uitsplitsingen=(
        Uitsplitsing("uitkomst", "uitkomst", ("uitkomst",), (_UITKOMSTEN,)),
        Uitsplitsing(
            "uitkomst-vorm", "uitkomst en leveringsvorm", ("uitkomst", "leveringsvorm"), (_UITKOMSTEN, _VORMEN)
        ),
    ),
    kerntaak=_KERNTAAK,
)
