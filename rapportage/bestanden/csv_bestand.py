"""The figures as CSV: UTF-8 with a mark for spreadsheets, `;` between columns, no formulas."""

from __future__ import annotations

import csv
import io

from rapportage.beeld import Beeld
from rapportage.bestanden.regels import report_lines

KOLOMMEN = (
    "indicator", "naam", "eenheid", "uitsplitsing", "regel", "cijfer", "waarde", "teller", "noemer", "afgeschermd",
)  # fmt: skip
_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def safe(tekst: object) -> object:
    """Return a text that no spreadsheet takes for a formula; numbers stay as they are."""
    return f"'{tekst}" if isinstance(tekst, str) and tekst.startswith(_FORMULE) else tekst


def render_csv(beeld: Beeld) -> bytes:
    """Return all figures of a report as CSV."""
    uit = io.StringIO(newline="")
    writer = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    writer.writerow(KOLOMMEN)
    for regel in report_lines(beeld):
        cijfer, indicator = regel.cijfer, regel.indicator
        share = indicator.maat == "aandeel"
        naam, label = regel.labels
        writer.writerow(
            safe(waarde)
            for waarde in (
                indicator.code,
                indicator.naam,
                indicator.eenheid,
                naam,
                label,
                cijfer.tekst,
                _number(cijfer.waarde),
                _number(cijfer.teller) if share else "",
                _number(cijfer.aantal) if share else "",
                "ja" if cijfer.is_afgeschermd else "nee",
            )
        )
    return b"\xef\xbb\xbf" + uit.getvalue().encode()


def _number(waarde: float | None) -> str:
    return "" if waarde is None else f"{waarde:g}".replace(".", ",")
