import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjg.basis.api import Kwartaal, Periode, day_bounds, day_start, local_date

DATES = st.dates(dt.date(1980, 1, 1), dt.date(2090, 12, 31))
HOUR = dt.timedelta(hours=1)


@given(day=DATES)
def test_kwartaal_of_a_day_contains_it_and_its_neighbours_do_not(day: dt.date) -> None:
    quarter = Kwartaal.of(day)
    assert day in quarter.periode
    assert day not in quarter.previous().periode
    assert day not in quarter.next().periode
    assert quarter.previous().einde == quarter.begin
    assert Kwartaal.parse(quarter.code) == quarter


def test_kwartaal_first_and_last_day() -> None:
    quarter = Kwartaal(2026, 3)
    assert (quarter.begin, quarter.einde) == (dt.date(2026, 7, 1), dt.date(2026, 10, 1))
    assert quarter.periode.last_day == dt.date(2026, 9, 30)
    assert quarter.label == "3e kwartaal 2026"
    assert quarter.shift(-8) == Kwartaal(2024, 3)


def test_kwartaal_last_finished_on_the_first_day_of_a_quarter() -> None:
    assert Kwartaal.last_finished(dt.date(2026, 9, 30)) == Kwartaal(2026, 2)
    assert Kwartaal.last_finished(dt.date(2026, 10, 1)) == Kwartaal(2026, 3)
    assert Kwartaal.last_finished(dt.date(2026, 1, 1)) == Kwartaal(2025, 4)
    assert Kwartaal(2026, 3).is_finished(dt.date(2026, 10, 1))
    assert not Kwartaal(2026, 3).is_finished(dt.date(2026, 9, 30))


@pytest.mark.parametrize("text", ["2026-K3", "2026Q3", "2026 k3", " 2026-q3 "])
def test_kwartaal_parse_usual_spellings(text: str) -> None:
    assert Kwartaal.parse(text) == Kwartaal(2026, 3)


@pytest.mark.parametrize("text", ["", "2026", "2026-K5", "2026-K0", "26-K3", "derde kwartaal", "0000-K1", "2026-K33"])
def test_kwartaal_parse_refuses_in_dutch(text: str) -> None:
    with pytest.raises(ValueError, match=r"kwartaal"):
        Kwartaal.parse(text)


def test_periode_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Periode(dt.date(2026, 1, 1), dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "starts", "hours"),
    [
        ("2026-03-29", "2026-03-28T23:00+00:00", 23),
        ("2026-10-25", "2026-10-24T22:00+00:00", 25),
        ("2026-07-01", "2026-06-30T22:00+00:00", 24),
        ("2026-01-01", "2025-12-31T23:00+00:00", 24),
    ],
)
def test_day_bounds_when_the_clock_changes(day: str, starts: str, hours: int) -> None:
    begin, end = day_bounds(dt.date.fromisoformat(day))
    assert begin == dt.datetime.fromisoformat(starts)
    assert end - begin == hours * HOUR


@given(day=DATES)
def test_day_bounds_hold_exactly_the_moments_of_that_day(day: dt.date) -> None:
    begin, end = day_bounds(day)
    moment = dt.timedelta(microseconds=1)
    assert local_date(begin) == local_date(end - moment) == day
    assert local_date(begin - moment) == day - dt.timedelta(days=1)
    assert end == day_start(day + dt.timedelta(days=1))


def test_kwartaal_moments_follow_the_clock_of_amsterdam() -> None:
    begin, end = Kwartaal(2026, 2).periode.moments()
    assert begin.isoformat() == "2026-03-31T22:00:00+00:00"
    assert end.isoformat() == "2026-06-30T22:00:00+00:00"


def test_local_date_refuses_a_naive_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        local_date(dt.datetime(2026, 1, 1))
