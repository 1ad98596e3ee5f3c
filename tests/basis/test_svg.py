"""Charts: valid drawings that say in text what they show, whatever the data."""

from xml.etree import ElementTree

import pytest

from cjg.basis.svg import Chart, Series, bar_chart, dutch, line_chart, percent, small_multiples, stacked_bar_chart

CATEGORIES = ["K1", "K2", "K3"]
NS = "{http://www.w3.org/2000/svg}"


def all_charts(values: list[float | None]) -> list[Chart]:
    series = [Series("Haarlem", values), Series("Zandvoort", values[::-1])]
    return [
        bar_chart("a", "Titel", "Beschrijving", CATEGORIES, values),
        stacked_bar_chart("b", "Titel", "Beschrijving", CATEGORIES, series),
        line_chart("c", "Titel", "Beschrijving", CATEGORIES, series, target=5),
        small_multiples("d", "Titel", "Beschrijving", CATEGORIES, series),
    ]


@pytest.mark.parametrize(
    "values", [[1, 2, 3], [0, 0, 0], [None, None, None], [1000000, None, 0.5], [7, None, 9]], ids=str
)
def test_chart_is_valid_and_named_whatever_the_data(values: list[float | None]) -> None:
    for chart in all_charts(values):
        root = ElementTree.fromstring(chart.svg)
        title, desc = root.find(f"{NS}title"), root.find(f"{NS}desc")
        assert title is not None
        assert desc is not None
        assert (title.text, desc.text) == ("Titel", "Beschrijving")
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert "nan" not in chart.svg
        assert "style=" not in chart.svg


def test_ids_differ_between_charts_of_one_page() -> None:
    ids = [element.get("id") for chart in all_charts([1, 2, 3]) for element in ElementTree.fromstring(chart.svg).iter()]
    found = [one for one in ids if one]
    assert len(found) == len(set(found))


def test_text_is_escaped() -> None:
    chart = bar_chart("a", "<script>", "&", ["<b>"], [1])
    assert "<script>" not in chart.svg
    assert ElementTree.fromstring(chart.svg).findtext(f"{NS}title") == "<script>"


def test_missing_value_is_written_and_breaks_the_line() -> None:
    chart = line_chart("a", "Titel", "B", CATEGORIES, [Series("Haarlem", [1, None, 3])], masked="minder dan 5")
    assert chart.written == [("K1", ["1"]), ("K2", ["minder dan 5"]), ("K3", ["3"])]
    assert chart.svg.count("<circle") == 2


def test_every_shape_has_a_colour_for_paper_and_a_class_for_the_screen() -> None:
    chart = stacked_bar_chart("a", "T", "B", ["K1"], [Series("x", [5]), Series("y", [5])])
    assert 'class="c1" fill="#154273"' in chart.svg
    assert 'fill="url(#a-p1)"' in chart.svg


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (7, "7"), (1234, "1.234"), (86.5, "86,5"), (1234567.25, "1.234.567,2")]
)
def test_numbers_are_written_as_people_do_here(value: float, text: str) -> None:
    assert dutch(value) == text
    assert percent(value) == f"{text}%"
