"""Charts of a report: its trend, and the breakdown that says most. The same on screen and in the PDF."""

from __future__ import annotations

from collections.abc import Sequence

from cjg.basis.api import Chart, Kwartaal, Series, bar_chart, dutch, line_chart, percent
from rapportage.beeld import Cijfer, IndicatorBeeld, Rij, Tabel

_MEEST = 12


def short_label(kwartaal: Kwartaal) -> str:
    """Return a quarter as the axis of a chart names it: K3 2026."""
    return f"K{kwartaal.nummer} {kwartaal.jaar}"


def trend_chart(beeld: IndicatorBeeld) -> Chart:
    """Draw the figure of this quarter and of those before; a protected one leaves a gap."""
    values = [_drawn(cijfer) for _, cijfer in beeld.trend]
    first, last = beeld.trend[0][0], beeld.trend[-1][0]
    return line_chart(
        f"trend-{_key(beeld)}",
        _trend_title(beeld),
        f"Lijn van {short_label(first)} tot en met {short_label(last)}. De tabel eronder noemt alle cijfers.",
        [short_label(kwartaal) for kwartaal, _ in beeld.trend],
        [Series(beeld.naam, values)],
        fmt=percent if beeld.maat == "aandeel" else dutch,
    )


def breakdown_chart(beeld: IndicatorBeeld) -> Chart | None:
    """Draw the breakdown that was chosen for this indicator; None where there is too little to draw."""
    tabel = next((t for t in beeld.tabellen if t.code == beeld.grafiek), None)
    if tabel is None or len(tabel.rijen) < 2:
        return None
    rows = tabel.rijen if tabel.code in _VASTE_VOLGORDE else _largest(tabel)
    return bar_chart(
        f"deel-{_key(beeld)}",
        f"{beeld.naam} naar {tabel.naam}",
        f"Balken per {tabel.naam}. De tabel ernaast of eronder noemt alle cijfers.",
        [rij.labels[0] for rij in rows],
        [_drawn(rij.cijfers[0]) for rij in rows],
        label=tabel.kolommen[0],
        fmt=percent if tabel.soort == "aandeel" else dutch,
    )


_VASTE_VOLGORDE = ("maand", "leeftijdsgroep", "klasse", "soort", "uitkomst", "informant", "urgentie")


def _largest(tabel: Tabel) -> Sequence[Rij]:
    return sorted(tabel.rijen, key=lambda rij: -(rij.cijfers[0].getal or 0))[:_MEEST]


def _drawn(cijfer: Cijfer) -> float | None:
    return cijfer.getal


def _key(beeld: IndicatorBeeld) -> str:
    return beeld.sleutel.lower().replace(".", "-")


def _trend_title(beeld: IndicatorBeeld) -> str:
    """Say what the line shows: more, fewer or the same as a year before, where both are known."""
    nu, toen = beeld.totaal, beeld.jaar_eerder
    if nu.waarde is None or toen.waarde is None:
        return f"{beeld.naam} per kwartaal"
    if nu.waarde == toen.waarde:
        return f"{beeld.naam}: {nu.tekst}, evenveel als een jaar eerder"
    return f"{beeld.naam}: in een jaar van {toen.tekst} naar {nu.tekst}"
