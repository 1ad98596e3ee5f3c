"""The components and forms as markup: what a screen reader hears, and what a person typed stays text."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from cjg.basis.api import (
    Badge,
    ChipRadioSelect,
    Column,
    Event,
    KeysetPage,
    NavItem,
    Table,
    describe_missing,
    register_nav,
)
from cjg.basis.moments import describe_when
from cjg.basis.nav import _items, nav_items


def render(source: str, **context: Any) -> str:
    return Template("{% load cjg %}" + source).render(Context(context))


class Formulier(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals in het paspoort.")
    soort = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")], widget=ChipRadioSelect)
    akkoord = forms.BooleanField(label="Akkoord", required=False)
    notitie = forms.CharField(label="Notitie", required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_missing(self, soort="Kies een soort.")


def test_field_names_its_help_and_its_error() -> None:
    page = str(Formulier({}))
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_naam_error"' in page


def test_error_summary_links_to_each_field_with_words_that_say_which() -> None:
    page = render("{% error_summary form %}", form=Formulier({}))
    assert '<a href="#id_naam">Naam: vul dit in.</a>' in page
    assert '<a href="#id_soort_0">Kies een soort.</a>' in page
    assert "Er kloppen 2 dingen nog niet" in page
    assert "autofocus" in page


def test_form_without_errors_has_no_summary() -> None:
    assert "Er klopt" not in str(Formulier())
    assert render("{% error_summary form %}", form=Formulier()).strip() == ""


def test_optional_fields_say_so_and_placeholders_are_left_out() -> None:
    form = Formulier()
    form.fields["naam"].widget.attrs["placeholder"] = "Naam"
    page = str(form)
    assert page.count("(niet verplicht)") == 1
    assert "placeholder" not in page


def test_what_people_typed_is_text_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    event = Event(date(2026, 1, 1), evil, by=evil, text=evil, kind=evil)
    table = Table("t", evil, [Column("naam", evil)], [{"naam": evil}])
    page = render(
        "{% badge b %}{% timeline events %}{% data_list items %}{% table table %}{% empty_state evil evil %}"
        "{% definition evil evil %}{% panel evil %}x{% endpanel %}{% icon evil evil %}",
        b=Badge(evil),
        events=[event],
        items=[(evil, evil)],
        table=table,
        evil=evil,
    )
    assert "<script" not in page


def test_table_sorts_by_link_and_tells_the_order() -> None:
    request = RequestFactory().get("/", QUERY_STRING="filter=laat&cursor=abc&volgorde=naam")
    table = Table(
        "t", "Lijst", [Column("naam", "Naam", sort="naam"), Column("x", "X")], [{"naam": "a", "x": 1}], order="naam"
    )
    page = render("{% table table %}", table=table, request=request)
    assert 'aria-sort="ascending"' in page
    link = page.split('<a href="?')[1].split('"')[0].replace("&amp;", "&")
    assert QueryDict(link).dict() == {"filter": "laat", "volgorde": "-naam"}


def test_table_pages_without_numbers() -> None:
    table = Table("t", "Lijst", [Column("naam", "Naam")], [{"naam": "a"}], page=KeysetPage([], "verder", ""))
    page = render("{% table table %}", table=table, request=RequestFactory().get("/", QUERY_STRING="q=1"))
    assert "Volgende" in page
    assert "cursor=verder" in page
    assert "Vorige" not in page


def test_unknown_value_says_so() -> None:
    assert "niet bekend" in render("{% data_list items %}", items=[("Huisarts", "")])


TODAY = date(2026, 11, 22)
MOMENTS = [
    (date(2026, 11, 22), "22 november", "vandaag", "cjg-when--soon"),
    (date(2026, 11, 23), "23 november", "morgen", "cjg-when--soon"),
    (date(2026, 11, 26), "26 november", "over 4 dagen", ""),
    (date(2026, 11, 21), "21 november", "1 dag te laat", "cjg-when--late"),
    (date(2026, 10, 22), "22 oktober", "4 weken te laat", "cjg-when--late"),
    (date(2028, 11, 22), "22 november 2028", "over 2 jaar", ""),
    (datetime(2026, 11, 22, 23, 30, tzinfo=ZoneInfo("UTC")), "23 november 00:30", "morgen", "cjg-when--soon"),
]


@pytest.mark.parametrize(("moment", "text", "note", "css"), MOMENTS)
def test_date_says_how_far_off_it_is(moment: date, text: str, note: str, css: str) -> None:
    assert describe_when(moment, TODAY) == (text, note, css)


def test_date_is_as_far_off_as_on_the_day_of_the_demo(settings: Any) -> None:
    settings.PEILDATUM = date(2026, 5, 4)
    assert describe_when(date(2026, 5, 9)) == ("9 mei", "over 5 dagen", "")


def test_past_without_a_deadline_is_only_past() -> None:
    assert describe_when(date(2026, 11, 18), TODAY, due=False) == ("18 november", "4 dagen geleden", "")


def test_menu_follows_the_roles() -> None:
    kept = dict(_items)
    try:
        _items.clear()
        register_nav(
            NavItem("Rapportages", "r", frozenset({"accountmanager"}), order=2),
            NavItem("Vandaag", "v", order=1),
            NavItem("Caseload", "c", frozenset({"coach", "teamleider"}), order=1),
        )
        assert [item.label for item in nav_items({"coach"})] == ["Caseload", "Vandaag"]
        assert [item.label for item in nav_items({"accountmanager"})] == ["Vandaag", "Rapportages"]
        with pytest.raises(ValueError, match="staat al in het menu"):
            register_nav(NavItem("Anders", "v"))
    finally:
        _items.clear()
        _items.update(kept)


def test_dates_on_a_page_count_from_the_day_of_the_clock(settings: Any) -> None:
    """Under `PEILDATUM` too, and again when it moves: what was drawn before is drawn for its own day."""
    settings.PEILDATUM = date(2026, 3, 1)
    assert "over 2 maanden" in render("{% when day %}", day=date(2026, 5, 9))
    settings.PEILDATUM = date(2026, 5, 10)
    assert "1 dag te laat" in render("{% when day %}", day=date(2026, 5, 9))
