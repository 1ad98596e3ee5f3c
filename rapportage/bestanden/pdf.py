"""The report as PDF/UA: what a gemeente gets to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings

from cjg.basis.api import Chart, render_pdf
from rapportage.beeld import KOLOMMEN, Beeld, IndicatorBeeld, Rij, Tabel
from rapportage.grafieken import breakdown_chart, trend_chart
from rapportage.models import Kwartaalrapport

STIJLEN = ("cjg/pdf.css", "cjg/rapport-pdf.css")


_LANGSTE = 10


@dataclass(frozen=True)
class Pagina:
    """One indicator with its drawings; the tables that are left stand two beside each other."""

    beeld: IndicatorBeeld
    trend: Chart
    deel: Chart | None
    deel_tabel: Tabel | None
    paren: tuple[tuple[Tabel, ...], ...]


@dataclass(frozen=True)
class Hoofdstuk:
    """The indicators of one kerntaak."""

    nummer: int
    naam: str
    paginas: tuple[Pagina, ...]


def make_page(beeld: IndicatorBeeld) -> Pagina:
    """Lay out one indicator: its trend, the breakdown that is drawn with its table, and the other tables in pairs."""
    deel = breakdown_chart(beeld)
    drawn = next((tabel for tabel in beeld.tabellen if deel and tabel.code == beeld.grafiek), None)
    gebied = [_per_gebied(beeld)] if beeld.per_gebied else []
    rest = [_shortened(tabel) for tabel in (*gebied, *beeld.tabellen) if tabel is not drawn and tabel.rijen]
    wide = [(tabel,) for tabel in rest if tabel.soort == "kruis"]
    # tables of about the same length beside each other leave the least white
    narrow = sorted((tabel for tabel in rest if tabel.soort != "kruis"), key=lambda tabel: -len(tabel.rijen))
    pairs = [tuple(narrow[start : start + 2]) for start in range(0, len(narrow), 2)]
    # the short ones first: they fill the page that the drawings began
    return Pagina(beeld, trend_chart(beeld), deel, drawn, (*reversed(pairs), *wide))


def _per_gebied(beeld: IndicatorBeeld) -> Tabel:
    soort = {"aandeel": "aandeel", "duur": "duur"}.get(beeld.maat, "aantal")
    rows = tuple(Rij((naam,), (cijfer,)) for naam, cijfer in beeld.per_gebied)
    return Tabel("gebied", "gemeente", soort, KOLOMMEN[soort], rows)


def _shortened(tabel: Tabel) -> Tabel:
    """Keep the largest rows of a table of places; the spreadsheet has them all."""
    if tabel.code != "vindplaats" or len(tabel.rijen) <= _LANGSTE:
        return tabel
    rows = sorted(tabel.rijen, key=lambda rij: -(rij.cijfers[0].getal or 0))[:_LANGSTE]
    return replace(tabel, rijen=tuple(rows), noot="De andere vindplaatsen staan in het Excel-bestand.")


def report_context(rapport: Kwartaalrapport, beeld: Beeld) -> dict[str, Any]:
    """Return what the template of the PDF needs."""
    hoofdstukken = tuple(
        Hoofdstuk(
            nummer,
            kerntaak.naam,
            tuple(make_page(indicator) for indicator in kerntaak.indicatoren),
        )
        for nummer, kerntaak in enumerate(beeld.kerntaken, start=2)
    )
    return {
        "rapport": rapport,
        "beeld": beeld,
        "hoofdstukken": hoofdstukken,
        "organisatie": settings.ORGANISATIE_NAAM
        if hasattr(settings, "ORGANISATIE_NAAM")
        else "Centrum voor Jeugd en Gezin",
        "is_concept": not rapport.is_vastgesteld,
        "met_doel": [indicator for indicator in beeld.indicatoren if indicator.doel],
        "nummer_definities": len(hoofdstukken) + 2,
    }


def render_report_pdf(rapport: Kwartaalrapport, beeld: Beeld) -> bytes:
    """Render the PDF of a report; one that is not adopted says on every page that it is a concept."""
    return render_pdf("rapportage/rapport_pdf.html", report_context(rapport, beeld), stylesheets=STIJLEN)
