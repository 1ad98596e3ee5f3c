"""Small numbers: nothing of 1 to 4 people can be worked out from all that is published of a quarter, and before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from cjg.basis.api import Kwartaal, now
from rapportage.beeld import Beeld, make_beeld
from rapportage.inhoud import compute_opname, report_content
from rapportage.masker import Cel, Staat, Stelsel, build, decide
from rapportage.services import _take_opname
from tests.rapportage.aanvaller import GEMEENTEN, REGIO, Aanvaller, Sleutel

LAATSTE = Kwartaal(2026, 3)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeelddata")]


def _reports(opname: Mapping[str, Any], *, exact: bool) -> list[Beeld]:
    return [
        make_beeld(report_content(dict(opname), gebied, toelichting=""), exact=exact) for gebied in (*GEMEENTEN, REGIO)
    ]


def _worked_out(published: list[Mapping[str, Any]]) -> dict[Sleutel, int]:
    """Return the counts of 1 to 4 people that a reader of all these opnames can work out."""
    reader, truth = Aanvaller(), Aanvaller()
    for opname in published:
        reader.read(_reports(opname, exact=False))
        truth.read(_reports(opname, exact=True))
    bounds, exact = reader.work_out(), truth.work_out()
    people = {key: least for key, (least, most) in exact.items() if least == most and not key[5].startswith("buiten")}
    for key, value in people.items():
        assert bounds[key][0] <= value <= bounds[key][1], f"the reader is told something wrong of {key}"
    return {key: value for key, value in people.items() if 1 <= value <= 4 and bounds[key][0] == bounds[key][1]}


@pytest.mark.parametrize("kwartaal", [LAATSTE, LAATSTE.shift(-3)], ids=str)
def test_no_count_of_one_to_four_people_can_be_worked_out(kwartaal: Kwartaal) -> None:
    assert _worked_out([compute_opname(kwartaal)]) == {}


def test_nothing_can_be_worked_out_from_two_quarters_together() -> None:
    first = json.loads(_take_opname(LAATSTE.previous(), now()).inhoud)
    second = compute_opname(LAATSTE)
    assert _worked_out([first, second]) == {}


def test_reader_works_out_what_a_mask_of_small_numbers_alone_leaves_open() -> None:
    """The control: the same tables with only the small counts themselves hidden."""
    opname = compute_opname(LAATSTE)
    careless = {**opname, "masker": {key: state for key, state in opname["masker"].items() if state == "klein"}}
    assert len(_worked_out([careless])) > 10


def test_every_small_count_has_a_second_solution_that_fits_all_that_is_published() -> None:
    stelsel = build(compute_opname(LAATSTE))
    decide(stelsel)
    assert len(stelsel.sensitive) > 50
    for sleutel in stelsel.sensitive:
        other = stelsel.find_other(sleutel)
        assert isinstance(other, Mapping), sleutel
        assert other[sleutel] != 0
        values = {key: cel.waarde + other.get(key, 0) for key, cel in stelsel.cellen.items()}
        assert all(stelsel.allows(key, value) for key, value in values.items()), sleutel
        assert all(sum(sign * values[key] for key, sign in som.items()) == 0 for som in stelsel.sommen), sleutel


# ---- the rule by itself
def _stelsel(rows: dict[str, int], *, totaal: int) -> Stelsel:
    stelsel = Stelsel()
    for naam, waarde in {**rows, "totaal": totaal}.items():
        stelsel.add(Cel(naam, waarde, rang=9 if naam == "totaal" else 3))
    stelsel.add_sum("totaal", rows)
    return stelsel


@pytest.mark.parametrize(
    ("rijen", "verwacht"),
    [
        ({"a": 12, "b": 30}, {}),
        ({"a": 3, "b": 30, "c": 12}, {"a": Staat.KLEIN, "c": Staat.VERBORGEN}),
        ({"a": 3, "b": 2, "c": 12}, {"a": Staat.KLEIN, "b": Staat.KLEIN}),
        ({"a": 1, "b": 1, "c": 12}, {"a": Staat.KLEIN, "b": Staat.KLEIN, "c": Staat.VERBORGEN}),
        ({"a": 0, "b": 12}, {}),
    ],
)
def test_next_smallest_is_hidden_too_where_a_total_gives_a_small_one_away(
    rijen: dict[str, int], verwacht: dict[str, Staat]
) -> None:
    assert decide(_stelsel(rijen, totaal=sum(rijen.values()))) == verwacht
