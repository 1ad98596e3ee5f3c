"""The quarterly report and the letters: statements, time beside one count, and PDFs beside bare WeasyPrint."""

from __future__ import annotations

from typing import Any

import weasyprint
from django.contrib.staticfiles import finders
from django.db import connection, transaction
from django.template.loader import render_to_string
from weasyprint.text.fonts import FontConfiguration

from bench.verslag import Verslag, statements_of, time_of, work_of
from cjg.basis.api import Kwartaal, now, render_pdf, today
from rapportage.beeld import make_beeld
from rapportage.bestanden.pdf import STIJLEN, render_report_pdf, report_context
from rapportage.indicatoren import INDICATOREN
from rapportage.inhoud import commissioning_gemeenten, compute_opname, report_content
from rapportage.models import Kwartaalrapport
from rapportage.opname import Eerder, make_opname
from toegang.models import Besluit
from toegang.services.bekendmaking import TEMPLATE, letter_context, make_letters

STATEMENTS, TIMES_A_COUNT, TIMES_BARE, LETTER_MS, MB_PER_PAGE = 40, 3.0, 1.2, 1000, 3.0


def measure_report(verslag: Verslag) -> None:
    """One quarter of all gemeenten and the region, all indicators, with the quarters before."""
    kwartaal = Kwartaal.last_finished(today())
    verslag.figure("report: statements", len(statements_of(lambda: compute_opname(kwartaal))), most=STATEMENTS)
    gemeenten = commissioning_gemeenten()
    frozen = Eerder({kwartaal.shift(-terug): now() for terug in range(1, 9)})
    figures = work_of(lambda: make_opname(kwartaal, gemeenten, eerder=frozen))
    count = work_of(lambda: _count_once(kwartaal))
    verslag.figure("report: time of one sequential count over its rows", 1000 * count, unit="ms")
    verslag.figure("report: time ÷ that count", figures / count, most=TIMES_A_COUNT, unit="×")
    verslag.figure(
        "report: with the mask ÷ the figures alone",
        work_of(lambda: compute_opname(kwartaal), times=3) / figures,
        unit="×",
    )


def _count_once(kwartaal: Kwartaal) -> None:
    """Count the rows of each population of each quarter that the report shows, sequentially and without a breakdown."""
    with transaction.atomic(), connection.cursor() as cursor:
        for way in ("indexscan", "indexonlyscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        for indicator in INDICATOREN:
            for terug in range(indicator.terug + 1):
                rows: Any = indicator.populatie(kwartaal.shift(-terug).periode).order_by()
                sql, params = rows.values_list("pk").query.sql_with_params()
                cursor.execute(f"SELECT count(*) FROM ({sql}) AS q", params)


def measure_pdf(verslag: Verslag) -> None:
    """The PDF of the region, and a beschikking, beside WeasyPrint on the same HTML."""
    kwartaal = Kwartaal.last_finished(today())
    rapport = Kwartaalrapport(jaar=kwartaal.jaar, kwartaal=kwartaal.nummer)
    beeld = make_beeld(report_content(compute_opname(kwartaal), "regio", toelichting=""), exact=False)
    html = render_to_string("rapportage/rapport_pdf.html", report_context(rapport, beeld))
    pages, size = _pages(html)
    bare = time_of(lambda: _bare(html), times=2)
    ours = time_of(lambda: render_report_pdf(rapport, beeld), times=2)
    verslag.figure("quarterly PDF: pages", pages)
    verslag.figure("quarterly PDF ÷ bare WeasyPrint", ours / bare, most=TIMES_BARE, unit="×")
    verslag.figure("quarterly PDF: size per page", size / pages / 2**20, most=MB_PER_PAGE, unit="MB")
    besluit = Besluit.objects.with_names().filter(status="bekendgemaakt", uitkomst="toegekend").order_by("-pk")[0]
    [brief, *_] = make_letters(besluit, today())
    verslag.figure(
        "beschikking", 1000 * time_of(lambda: render_pdf(TEMPLATE, letter_context(brief))), most=LETTER_MS, unit="ms"
    )


def _bare(html: str) -> Any:
    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(filename=str(finders.find(naam)), font_config=fonts) for naam in STIJLEN]
    base = f"file://{finders.find('cjg/pdf.css')}"
    document = weasyprint.HTML(string=html, base_url=base)
    return document.write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True)


def _pages(html: str) -> tuple[int, int]:
    content = _bare(html)
    return weasyprint.HTML(string=html).render().pages.__len__(), len(content)
