"""The opname of a quarter: all figures of all gemeenten and the region, computed once, with one mask over all of it.

Its content is plain data (what JSON holds), so that it can be frozen, hashed and compared. Nothing in it says when or
by whom it was made.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import rfc8785

from cjg.basis.api import Kwartaal
from rapportage.berekenen import ANDERE, ONBEKEND, REGIO, Meting, Sleutel, Uitkomst, compute
from rapportage.indicatoren import INDICATOREN, Doel, Indicator, Maat, Uitsplitsing

VERSIE = 1
Inhoud = dict[str, Any]


@dataclass(frozen=True)
class Eerder:
    """What earlier opnames say: when each was frozen, and the totals that were published of each quarter.

    `gepubliceerd`: (quarter, indicator key, gebied) -> the figures, with their state ("", "klein" or "verborgen").
    """

    bevroren_op: Mapping[Kwartaal, datetime.datetime] = field(default_factory=dict)
    gepubliceerd: Mapping[tuple[str, str, str], Inhoud] = field(default_factory=dict)


def make_opname(kwartaal: Kwartaal, gemeenten: Mapping[str, str], *, eerder: Eerder, using: str = "default") -> Inhoud:
    """Compute all indicators of a quarter, without a mask.

    `gemeenten` are code and name of those that the CJG works for; `eerder` is what was frozen before: those figures
    are repeated as they were published.
    """
    gebieden = {**gemeenten, ANDERE: "Andere gemeente", ONBEKEND: "Gemeente niet bekend", REGIO: "Hele regio"}
    maker = _Maker(kwartaal, list(gemeenten), list(gebieden), eerder, using)
    return {
        "versie": VERSIE,
        "jaar": kwartaal.jaar,
        "kwartaal": kwartaal.nummer,
        "gebieden": gebieden,
        "indicatoren": [maker.indicator(indicator) for indicator in INDICATOREN],
    }


def canonical(inhoud: Inhoud) -> bytes:
    """Return the one way to write this as JSON (RFC 8785)."""
    return rfc8785.dumps(inhoud)


def sha256(inhoud: Inhoud) -> str:
    """Return the fingerprint of the canonical JSON."""
    return hashlib.sha256(canonical(inhoud)).hexdigest()


@dataclass(frozen=True)
class _Maker:
    kwartaal: Kwartaal
    gemeenten: Sequence[str]
    gebieden: Sequence[str]
    eerder: Eerder
    using: str

    def indicator(self, indicator: Indicator) -> Inhoud:
        """Return one indicator: its definition, the rows of its breakdowns and the figures per gebied."""
        quarters = [self.kwartaal.shift(-stap) for stap in range(1, indicator.terug + 1)]
        todo = {
            q: self.eerder.bevroren_op.get(q)
            for q in quarters
            if q == quarters[0] or (q.code, indicator.sleutel, REGIO) not in self.eerder.gepubliceerd
        }
        uitkomst = compute(indicator, self.kwartaal, gemeenten=self.gemeenten, eerder=todo, using=self.using)
        return {
            **_definition(indicator),
            "uitsplitsingen": [_rows(u, uitkomst, self.gebieden) for u in indicator.uitsplitsingen],
            "cijfers": {gebied: self.figures(indicator, uitkomst, gebied, quarters) for gebied in self.gebieden},
        }

    def figures(self, indicator: Indicator, uitkomst: Uitkomst, gebied: str, quarters: Sequence[Kwartaal]) -> Inhoud:
        """Return the figures of one gebied."""
        breakdowns = {
            u.code: {
                join_key(key): _figures(indicator, meting)
                for key, meting in sorted(uitkomst.cells(gebied, u.code).items())
            }
            for u in indicator.uitsplitsingen
        }
        return {
            "totaal": _figures(indicator, uitkomst.total(gebied)),
            "uitsplitsingen": breakdowns,
            "vorige": {q.code: _before(indicator, uitkomst, gebied, q, self.eerder) for q in quarters},
            "naregistratie": uitkomst.before(gebied, quarters[0]).laat,
        }


def _before(indicator: Indicator, uitkomst: Uitkomst, gebied: str, kwartaal: Kwartaal, eerder: Eerder) -> Inhoud:
    """Return the figures of a quarter before: as published, or else as computed now."""
    published = eerder.gepubliceerd.get((kwartaal.code, indicator.sleutel, gebied))
    if published is not None:
        return {**published, "gepubliceerd": True}
    return _figures(indicator, uitkomst.before(gebied, kwartaal))


def _definition(indicator: Indicator) -> Inhoud:
    return {
        "sleutel": indicator.sleutel,
        "code": indicator.code,
        "deel": indicator.deel,
        "naam": indicator.naam,
        "definitie": indicator.definitie,
        "bron": indicator.bron,
        "eenheid": indicator.eenheid.value,
        "is_mensen": indicator.eenheid.is_people,
        "maat": indicator.maat.value,
        "peildatum": indicator.peildatum,
        "kerntaak": indicator.kerntaak,
        "zin": indicator.zin,
        "kern": indicator.kern,
        "grafiek": indicator.grafiek,
        "doel": "" if indicator.doel is Doel.GEEN else indicator.doel.value,
        "versie": indicator.versie,
    }


def join_key(key: Sleutel) -> str:
    """Return the codes of a row as one text."""
    return "+".join(key)


def _rows(uitsplitsing: Uitsplitsing, uitkomst: Uitkomst, gebieden: Sequence[str]) -> Inhoud:
    """Return the rows of a breakdown in their order: the order of the labels, else the alphabet."""
    keys = {key for gebied in gebieden for key in uitkomst.cells(gebied, uitsplitsing.code)}
    order = [{code: nummer for nummer, code in enumerate(labels)} for labels in uitsplitsing.labels]

    def rank(key: Sleutel) -> list[tuple[int, str]]:
        return [
            (places.get(code, len(places) + (code == ONBEKEND)), code) for places, code in zip(order, key, strict=True)
        ]

    return {
        "code": uitsplitsing.code,
        "naam": uitsplitsing.naam,
        "velden": list(uitsplitsing.velden),
        "is_meervoudig": uitsplitsing.is_meervoudig,
        "rijen": [
            {
                "sleutel": join_key(key),
                "codes": list(key),
                "labels": [uitsplitsing.label(index, code) for index, code in enumerate(key)],
            }
            for key in sorted(keys, key=rank)
        ],
    }


def _figures(indicator: Indicator, meting: Meting) -> Inhoud:
    """Return what belongs to the kind of indicator; a share always with numerator and denominator."""
    match indicator.maat:
        case Maat.AANTAL:
            return {"aantal": meting.aantal}
        case Maat.SOM:
            return {"aantal": meting.som}
        case Maat.AANDEEL:
            return {"aantal": meting.aantal, "teller": meting.teller}
        case Maat.DUUR:
            return {
                "aantal": meting.aantal,
                "gemiddelde": meting.gemiddelde,
                "mediaan": meting.mediaan,
                "p90": meting.p90,
                "hoogste": meting.hoogste,
            }
