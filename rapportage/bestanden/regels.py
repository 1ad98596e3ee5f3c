"""A report as flat lines: what the spreadsheet, the CSV, the JSON and the API share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapportage.beeld import Beeld, Cijfer, IndicatorBeeld


@dataclass(frozen=True)
class Regel:
    """One figure of one indicator, in total or for one row of a breakdown."""

    indicator: IndicatorBeeld
    cijfer: Cijfer
    uitsplitsing: dict[str, str] = field(default_factory=dict)  # code of the breakdown -> code of the row
    labels: tuple[str, str] = ("Totaal", "")
    gemeente: str = ""
    vorige: tuple[tuple[str, Cijfer], ...] = ()


def report_lines(beeld: Beeld) -> Iterator[Regel]:
    """Return every figure of a report: per indicator its total with the quarters before, then the breakdowns."""
    for indicator in beeld.indicatoren:
        before = tuple((kwartaal.code, cijfer) for kwartaal, cijfer in indicator.trend[:-1])
        yield Regel(indicator, indicator.totaal, vorige=before)
        for naam, cijfer in indicator.per_gebied:
            yield Regel(indicator, cijfer, {"gemeente": naam}, ("gemeente", naam))
        for tabel in indicator.tabellen:
            for rij in tabel.rijen:
                for place, cijfer in enumerate(rij.cijfers):
                    label = rij.labels[0]
                    if tabel.soort == "kruis":
                        label = f"{label}, {tabel.kolommen[place]}"
                    yield Regel(indicator, cijfer, {tabel.code: rij.sleutels[place]}, (tabel.naam, label))
