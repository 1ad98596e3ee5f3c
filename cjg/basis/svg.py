"""Charts as SVG, made on the server: the same drawing on screen and in a PDF.

Each shape has a colour as attribute, which the PDF uses, and a class, with which the browser follows light and dark
mode. Colour never carries the meaning alone: bars have patterns, lines have dashes and marks, and values are written
out. Every chart has a title (the finding) and a description; `{% chart %}` puts its data beside it as a table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

COLOURS = ("#154273", "#2a8a82", "#d97b1f", "#7d4a9e", "#b5314c", "#5f8f2f", "#4b83c4", "#7a6a55")
TEXT, MUTED, GRID = "#0b1c33", "#4c5d77", "#d5dbe3"
WIDTH = 640
SIZE = 14
# What is drawn over the fill of series 2 and up, within a tile of 8 by 8.
PATTERNS = (
    "",
    "M0 8 8 0",
    "M0 4H8",
    "M4 0V8",
    "M0 0 8 8",
    "M0 4H8M4 0V8",
    "M0 8 8 0M0 0 8 8",
    "M2 2h1M6 6h1",
)
DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 3", "1 3", "12 4", "6 2 2 2")

Number = float | int | None
Format = Callable[[float], str]


@dataclass(frozen=True)
class Series:
    """One line or one kind of bar; `None` is a value that is not published, or not known."""

    label: str
    values: Sequence[Number]


@dataclass(frozen=True)
class Chart:
    """A drawing with the data it was made from."""

    svg: SafeString
    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    written: Sequence[tuple[str, Sequence[str]]]


def dutch(value: float) -> str:
    """Write a number as people do here: 1.234 or 86,5."""
    text = f"{value:,.1f}" if value % 1 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def percent(value: float) -> str:
    """Write a share that is already in percents."""
    return f"{dutch(value)}%"


def bar_chart(
    key: str,
    title: str,
    desc: str,
    categories: Sequence[str],
    values: Sequence[Number],
    *,
    label: str = "Aantal",
    fmt: Format = dutch,
    masked: str = "–",
) -> Chart:
    """Draw horizontal bars, one per category. `key` is unique on the page; `masked` is written where a value is None."""
    series = [Series(label, values)]
    top = _ceiling([v for v in values if v is not None])
    left = _label_width(categories)
    room = WIDTH - left - 70
    parts = []
    for row, (category, value) in enumerate(zip(categories, values, strict=True)):
        y = row * 34 + 6
        width = 0.0 if value is None else room * value / top
        parts.append(_text(left - 10, y + 17, category, anchor="end"))
        if width:
            parts.append(_rect(left, y, width, 24, 0, key))
        parts.append(_text(left + width + 8, y + 17, masked if value is None else fmt(value), bold=True))
    return _chart(key, title, desc, len(categories) * 34 + 8, parts, categories, series, fmt, masked)


def stacked_bar_chart(
    key: str,
    title: str,
    desc: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    fmt: Format = dutch,
    masked: str = "–",
) -> Chart:
    """Draw horizontal bars that are divided into series, with a legend and the parts written where they fit."""
    totals = [sum(s.values[i] or 0 for s in series) for i in range(len(categories))]
    top = _ceiling(totals)
    left = _label_width(categories)
    room = WIDTH - left - 20
    legend, start = _legend([s.label for s in series], key)
    parts = [legend]
    for row, category in enumerate(categories):
        y, x = start + row * 36 + 4, float(left)
        parts.append(_text(left - 10, y + 18, category, anchor="end"))
        for index, one in enumerate(series):
            value = one.values[row]
            width = room * (value or 0) / top
            if not value:
                continue
            parts.append(_rect(x, y, width, 26, index, key))
            written = fmt(value)
            if width > len(written) * 9 + 12:
                parts.append(_on_bar(x + width / 2, y + 18, written))
            x += width
    height = start + len(categories) * 36 + 8
    return _chart(key, title, desc, height, parts, categories, series, fmt, masked)


def line_chart(
    key: str,
    title: str,
    desc: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    target: Number = None,
    target_label: str = "Norm",
    fmt: Format = dutch,
    masked: str = "–",
) -> Chart:
    """Draw lines over time, with the last value written and a gap where a value is missing."""
    legend, start = _legend([s.label for s in series], key, lines=True) if len(series) > 1 else ("", 0)
    parts = [legend, *_plot(series, start + 14, 230, 44, WIDTH - 60, target, target_label, fmt)]
    for index, category in enumerate(categories):
        every = ceil(len(categories) / 8)
        if index % every == 0 or index == len(categories) - 1:
            x = 44 + _step(len(categories), WIDTH - 104) * index
            parts.append(_text(x, start + 268, category, anchor="middle", muted=True))
    return _chart(key, title, desc, start + 280, parts, categories, series, fmt, masked)


def small_multiples(
    key: str,
    title: str,
    desc: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    fmt: Format = dutch,
    masked: str = "–",
) -> Chart:
    """Draw one small line chart per series, all on the same scale, three beside each other."""
    parts = []
    cell, tall = WIDTH / 3, 130
    top = _ceiling([v for s in series for v in s.values if v is not None])
    for index, one in enumerate(series):
        x, y = (index % 3) * cell, (index // 3) * tall
        parts.append(_text(x + 4, y + 16, one.label, bold=True))
        parts.append(_line(x + 4, y + 108, x + cell - 20, y + 108))
        points = _points(one.values, x + 8, cell - 70, y + 30, 76, top)
        parts.append(_polyline(points, 0))
        if points and points[-1]:
            value = [v for v in one.values if v is not None][-1]
            parts.append(_text(points[-1][-1][0] + 8, points[-1][-1][1] + 5, fmt(value), bold=True))
        parts.append(_text(x + 4, y + 124, f"{categories[0]} – {categories[-1]}", muted=True))
    return _chart(key, title, desc, ceil(len(series) / 3) * tall + 4, parts, categories, series, fmt, masked)


# ---- drawing -----------------------------------------------------------------------------------


def _chart(
    key: str,
    title: str,
    desc: str,
    height: float,
    parts: Sequence[str],
    categories: Sequence[str],
    series: Sequence[Series],
    fmt: Format,
    masked: str,
) -> Chart:
    used = max(len(series), 1)
    patterns = "".join(
        f'<pattern id="{key}-p{i}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="{PATTERNS[i]}" fill="none" class="ps" stroke="#fff" stroke-width="1"/></pattern>'
        for i in range(1, min(used, len(PATTERNS)))
    )
    defs = f"<defs>{patterns}</defs>" if patterns else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-labelledby="{key}-t {key}-d" font-family="Noto Sans, Noto Sans Ext, sans-serif" font-size="{SIZE}">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(desc)}</desc>'
        f"{defs}{''.join(parts)}</svg>"
    )
    written = [
        (category, [masked if (value := s.values[i]) is None else fmt(value) for s in series])
        for i, category in enumerate(categories)
    ]
    # Every text that came in is escaped above.
    return Chart(mark_safe(svg), title, categories, series, written)  # noqa: S308


def _text(x: float, y: float, text: str, *, anchor: str = "start", bold: bool = False, muted: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    look = f'class="muted" fill="{MUTED}"' if muted else f'fill="{TEXT}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {look}{weight}>{escape(text)}</text>'


def _on_bar(x: float, y: float, text: str) -> str:
    width = len(text) * 9 + 8
    box = f'<rect x="{x - width / 2:.1f}" y="{y - 14:.1f}" width="{width}" height="19" rx="3" class="pf" fill="#fff"/>'
    return box + _text(x, y, text, anchor="middle", bold=True)


def _rect(x: float, y: float, width: float, height: float, index: int, key: str) -> str:
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"'
    kind = index % len(COLOURS)
    shape = f'<rect {box} class="c{kind + 1}" fill="{COLOURS[kind]}"/>'
    return shape + (f'<rect {box} fill="url(#{key}-p{kind})"/>' if kind else "")


def _line(x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    look = f'stroke="{MUTED}" stroke-width="1.5"' if dashed else f'class="grid" stroke="{GRID}"'
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" fill="none" {look}{dash}/>'


def _polyline(runs: list[list[tuple[float, float]]], index: int) -> str:
    kind = index % len(COLOURS)
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in runs)
    dash = f' stroke-dasharray="{DASHES[kind]}"' if DASHES[kind] else ""
    look = f'class="s{kind + 1}" fill="none" stroke="{COLOURS[kind]}" stroke-width="2.5"'
    marks = "".join(_mark(x, y, kind) for run in runs for x, y in run)
    return f'<path d="{path}" {look}{dash}/>{marks}' if path else ""


def _mark(x: float, y: float, kind: int) -> str:
    fill = f'class="c{kind + 1}" fill="{COLOURS[kind]}"'
    if kind % 3 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" {fill}/>'
    if kind % 3 == 1:
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" {fill}/>'
    return f'<path d="M{x:.1f} {y - 5:.1f}l5 9h-10z" {fill}/>'


def _legend(labels: Sequence[str], key: str, *, lines: bool = False) -> tuple[str, int]:
    parts, x, y = [], 0.0, 4
    for index, label in enumerate(labels):
        width = 38 + len(label) * 7.8
        if x and x + width > WIDTH:
            x, y = 0.0, y + 24
        if lines:
            parts.append(_polyline([[(x + 5, y + 8), (x + 22, y + 8)]], index))
        else:
            parts.append(_rect(x, y, 18, 16, index, key))
        parts.append(_text(x + 30 if lines else x + 26, y + 13, label))
        x += width + 8
    return "".join(parts), y + 30


def _plot(
    series: Sequence[Series],
    top_y: float,
    height: float,
    left: float,
    right: float,
    target: Number,
    target_label: str,
    fmt: Format,
) -> list[str]:
    known = [v for s in series for v in s.values if v is not None]
    top = _ceiling([*known, target] if target is not None else known)
    parts = []
    for part in range(5):
        y = top_y + height - height * part / 4
        parts.append(_line(left, y, right, y))
        parts.append(_text(left - 8, y + 5, fmt(top * part / 4), anchor="end", muted=True))
    if target is not None:
        y = top_y + height - height * target / top
        parts.append(_line(left, y, right, y, dashed=True))
        parts.append(_text(right, y - 6, f"{target_label} {fmt(target)}", anchor="end", muted=True))
    taken: list[float] = []
    for index, one in enumerate(series):
        runs = _points(one.values, left, right - left, top_y, height, top)
        parts.append(_polyline(runs, index))
        last = one.values[-1] if one.values else None
        if last is not None and runs:
            x, y = runs[-1][-1]
            while any(abs(y - other) < SIZE for other in taken):
                y -= SIZE
            taken.append(y)
            parts.append(_text(x + 9, y + 5, fmt(last), bold=True))
    return parts


def _points(
    values: Sequence[Number], left: float, width: float, top_y: float, height: float, top: float
) -> list[list[tuple[float, float]]]:
    """Return runs of points; a missing value ends a run."""
    runs: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((left + _step(len(values), width) * index, top_y + height - height * value / top))
    return [run for run in runs if run]


def _step(count: int, width: float) -> float:
    return width / max(count - 1, 1)


def _label_width(labels: Sequence[str]) -> int:
    return min(260, max((len(label) for label in labels), default=0) * 8 + 16)


def _ceiling(values: Sequence[float]) -> float:
    """Return a round number at or above the largest value, for the end of the axis; whole quarters for counts."""
    largest = max(values, default=0)
    if largest <= 0:
        return 1.0
    counts = all(float(value).is_integer() for value in values)
    size: float = 10 ** floor(log10(largest))
    for step in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10, 12):
        end = round(size * step, 6)
        if end >= largest and (not counts or (end / 4).is_integer()):
            return end
    return float(size * 10)
