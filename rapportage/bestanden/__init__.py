"""The files of a report: PDF, spreadsheet, CSV and JSON, all made from the protected figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapportage.beeld import Beeld, make_beeld
from rapportage.bestanden.csv_bestand import render_csv
from rapportage.bestanden.json_bestand import line_as_data, render_json
from rapportage.bestanden.pdf import render_report_pdf
from rapportage.bestanden.regels import report_lines
from rapportage.bestanden.xlsx import render_xlsx
from rapportage.models import Kwartaalrapport
from rapportage.opname import Inhoud

MIME = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def render_kinds(rapport: Kwartaalrapport, beeld: Beeld, soorten: Iterable[str]) -> dict[str, bytes]:
    """Render some of the files of a report."""
    makers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: render_report_pdf(rapport, beeld),
        "xlsx": lambda: render_xlsx(rapport, beeld),
        "csv": lambda: render_csv(beeld),
        "json": lambda: render_json(rapport, beeld),
    }
    return {soort: makers[soort]() for soort in soorten}


def render_all(rapport: Kwartaalrapport, inhoud: Inhoud) -> dict[str, bytes]:
    """Render all files of a report from its content, protected."""
    return render_kinds(rapport, make_beeld(inhoud, exact=False), MIME)


def file_name(rapport: Kwartaalrapport, soort: str) -> str:
    """Return the name under which a file is downloaded: kwartaalrapport-2026-K3-haarlem.pdf."""
    plaats = rapport.gebied_naam.lower().replace(" ", "-")
    return f"kwartaalrapport-{rapport.periode.code}-{plaats}.{soort}"


__all__ = [
    "MIME",
    "file_name",
    "line_as_data",
    "render_all",
    "render_csv",
    "render_json",
    "render_kinds",
    "render_report_pdf",
    "render_xlsx",
    "report_lines",
]
