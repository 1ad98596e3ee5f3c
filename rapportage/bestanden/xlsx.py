"""The figures as a spreadsheet: one sheet to read, one with all lines, one with definitions."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from rapportage.beeld import Beeld, Cijfer
from rapportage.bestanden.csv_bestand import safe
from rapportage.bestanden.regels import report_lines
from rapportage.grafieken import short_label
from rapportage.models import Kwartaalrapport

_KOP = Font(bold=True, color="FFFFFF")
_VLAK = PatternFill("solid", fgColor="14466B")


def render_xlsx(rapport: Kwartaalrapport, beeld: Beeld) -> bytes:
    """Return a report as a spreadsheet; figures that may be shown exactly are numbers, the others texts."""
    book = Workbook()
    book.properties.title = f"Kwartaalrapport {rapport.periode.label}, {beeld.gebied_naam}"
    book.properties.creator = "Centrum voor Jeugd en Gezin"
    _overview(book.active, rapport, beeld)
    _lines(book.create_sheet("Alle cijfers"), beeld)
    _definitions(book.create_sheet("Definities"), beeld)
    uit = io.BytesIO()
    book.save(uit)
    return uit.getvalue()


def _overview(sheet: Any, rapport: Kwartaalrapport, beeld: Beeld) -> None:
    sheet.title = "Overzicht"
    sheet.append([f"Kwartaalrapport {rapport.periode.label}, {beeld.gebied_naam}"])
    sheet["A1"].font = Font(bold=True, size=14)
    status = (
        f"Vastgesteld. SHA-256: {rapport.sha256}" if rapport.is_vastgesteld else "Concept: de cijfers veranderen nog."
    )
    sheet.append([status])
    sheet.append([])
    longest = max((indicator.trend for indicator in beeld.indicatoren), key=len)
    quarters = [kwartaal for kwartaal, _ in longest]
    _header(sheet, ["Code", "Indicator", "Eenheid", *(short_label(q) for q in quarters), "Doel", "Naregistratie"])
    for indicator in beeld.indicatoren:
        known = dict(indicator.trend)
        figures = [_cell(known[q]) if q in known else "" for q in quarters]
        doel = f"{indicator.doel}: {indicator.oordeel}" if indicator.oordeel else indicator.doel
        row = [indicator.code, indicator.naam, indicator.eenheid, *figures, doel, indicator.naregistratie]
        sheet.append([safe(waarde) for waarde in row])
    _widths(sheet, [10, 44, 20, *([10] * len(quarters)), 46, 14])
    sheet.freeze_panes = "C5"


def _lines(sheet: Any, beeld: Beeld) -> None:
    _header(
        sheet, ["Code", "Indicator", "Eenheid", "Uitsplitsing", "Regel", "Cijfer", "Teller", "Noemer", "Afgeschermd"]
    )
    for regel in report_lines(beeld):
        share = regel.indicator.maat == "aandeel"
        cijfer = regel.cijfer
        naam, label = regel.labels
        row = [
            regel.indicator.code,
            regel.indicator.naam,
            regel.indicator.eenheid,
            naam,
            label,
            _cell(cijfer),
            (cijfer.teller if cijfer.teller is not None else cijfer.teller_tekst) if share else "",
            (cijfer.aantal if cijfer.aantal is not None else cijfer.aantal_tekst) if share else "",
            "ja" if cijfer.is_afgeschermd else "nee",
        ]
        sheet.append([safe(waarde) for waarde in row])
    _widths(sheet, [10, 44, 20, 28, 44, 12, 10, 10, 14])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _definitions(sheet: Any, beeld: Beeld) -> None:
    _header(sheet, ["Code", "Indicator", "Definitie", "Peildatum", "Bron", "Doel"])
    for indicator in beeld.indicatoren:
        row = [indicator.code, indicator.naam, indicator.definitie, indicator.peildatum, indicator.bron, indicator.doel]
        sheet.append([safe(waarde) for waarde in row])
    _widths(sheet, [10, 40, 90, 44, 20, 40])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _cell(cijfer: Cijfer) -> Any:
    return cijfer.waarde if cijfer.waarde is not None else cijfer.tekst


def _header(sheet: Any, names: list[str]) -> None:
    sheet.append(names)
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = _KOP, _VLAK


def _widths(sheet: Any, widths: list[int]) -> None:
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
