"""PDFs: readable by a screen reader, made from our own files alone, within limits."""

import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.template import engines

from cjg.basis import pdf
from cjg.basis.pdf import PdfError, render_pdf
from cjg.basis.svg import Series, bar_chart, line_chart, small_multiples, stacked_bar_chart

REPORT = """{% extends "pdf/rapport.html" %}{% load cjg %}
{% block title %}Kwartaalrapport{% endblock %}{% block heading %}Kwartaalrapport{% endblock %}
{% block text %}<h2>Contacten</h2>{% for one in charts %}{% chart one pdf=True %}{% endfor %}
<p>Ştefan en Zoë Łukasz.</p>{{ extra }}{% endblock %}"""
KWARTALEN = ["K1", "K2", "K3", "K4"]


@pytest.fixture
def write_template(tmp_path: Path, settings: Any) -> Any:
    """Return a function that makes a template file which the loaders find."""

    def write(source: str) -> str:
        (tmp_path / "proef.html").write_text(source)
        return "proef.html"

    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    engines.__dict__.pop("templates", None)
    engines._engines = {}
    return write


@pytest.fixture
def charts() -> list[Any]:
    series = [Series("Haarlem", [10, 12, None, 20]), Series("Zandvoort", [3, 4, 5, 6])]
    return [
        bar_chart("a", "Er waren 45 contacten", "Per kwartaal.", KWARTALEN, [10, 12, None, 20], masked="minder dan 5"),
        stacked_bar_chart("b", "De meeste in Haarlem", "Per gemeente.", KWARTALEN, series),
        line_chart("c", "Het aantal steeg", "Per kwartaal.", KWARTALEN, series, target=15),
        small_multiples("d", "Overal gelijk", "Per team.", KWARTALEN, series),
    ]


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Walk the structure tree."""

    def walk(node: Any) -> Iterator[Any]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            yield node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(document.Root.StructTreeRoot["/K"])


def text_of(content: bytes) -> str:
    return content.decode("latin-1")


def test_report_has_the_tags_of_pdf_ua(write_template: Any, charts: list[Any]) -> None:
    document = pikepdf.open(io.BytesIO(render_pdf(write_template(REPORT), {"charts": charts, "extra": ""})))
    assert document.Root.Lang == "nl"
    assert document.Root.MarkInfo.Marked
    assert document.docinfo["/Title"] == "Kwartaalrapport"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    tags = [node for node in elements(document) if "/S" in node]
    figures = [node for node in tags if node["/S"] == "/Figure"]
    assert [str(node["/Alt"]) for node in figures] == [chart.title for chart in charts]
    headings = [str(node["/S"]) for node in tags if re.fullmatch(r"/H\d", str(node["/S"]))]
    assert headings == ["/H1", "/H2"]
    cells = [node for node in tags if node["/S"] == "/TD"]
    assert cells
    assert all("/Headers" in node["/A"] for node in cells)


def test_fonts_travel_with_the_document(write_template: Any) -> None:
    content = render_pdf(write_template(REPORT), {"charts": [], "extra": ""})
    document = pikepdf.open(io.BytesIO(content))
    names = {
        str(obj["/BaseFont"]) for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and "/BaseFont" in obj
    }
    assert names
    assert all("Noto" in name and "+" in name for name in names), names


@pytest.mark.parametrize(
    "address",
    [
        "https://voorbeeld.test/spion.png",
        "http://127.0.0.1:8000/",
        "file:///etc/passwd",
        "/static/../cjg/settings.py",
        "/static/cjg/%2e%2e/%2e%2e/manage.py",
        "data:image/png;base64,AAAA",
        "ftp://voorbeeld.test/a",
    ],
)
def test_addresses_outside_our_static_files_stop_the_document(write_template: Any, address: str) -> None:
    name = write_template(
        '{% extends "pdf/base.html" %}{% block title %}x{% endblock %}{% block body %}<img src="'
        + address
        + '" alt="x">{% endblock %}'
    )
    with pytest.raises(PdfError, match=r"hoort niet bij de pdf|mag niet in een pdf"):
        render_pdf(name, {})


def test_own_static_files_are_found(write_template: Any) -> None:
    name = write_template(
        '{% extends "pdf/base.html" %}{% block title %}x{% endblock %}{% block body %}<img src="/static/cjg/icoon.svg" alt="Hart">{% endblock %}'
    )
    assert render_pdf(name, {}).startswith(b"%PDF")


def test_text_of_people_is_text(write_template: Any) -> None:
    content = render_pdf(write_template(REPORT), {"charts": [], "extra": '<img src="file:///etc/passwd">'})
    assert content.startswith(b"%PDF")


def test_document_that_takes_too_long_is_stopped_and_the_next_one_is_made(write_template: Any) -> None:
    name = write_template(REPORT)
    with pytest.raises(PdfError, match="nog niet klaar"):
        render_pdf(name, {"charts": [], "extra": "woord " * 200_000}, seconds=0.3)
    assert render_pdf(name, {"charts": [], "extra": ""}).startswith(b"%PDF")


def test_threads_take_turns(write_template: Any) -> None:
    name = write_template(REPORT)
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(render_pdf(name, {"charts": [], "extra": ""}))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [content[:4] for content in made] == [b"%PDF"] * 4


def test_child_that_dies_is_replaced(write_template: Any) -> None:
    name = write_template(REPORT)
    render_pdf(name, {"charts": [], "extra": ""})
    assert pdf._worker.process is not None
    pdf._worker.process.kill()
    pdf._worker.process.wait()
    assert render_pdf(name, {"charts": [], "extra": ""}).startswith(b"%PDF")
