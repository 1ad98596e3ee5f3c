import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjg.basis.api import (
    Opschorting,
    add_months,
    add_working_days,
    bezwaar_until,
    count_working_days,
    decide_by,
    decide_on_bezwaar_by,
    is_working_day,
    term_end,
    working_day_from,
)

DATES = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
DAY = dt.timedelta(days=1)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    "holiday",
    # New Year, Good Friday, Easter Monday, King's Day, Liberation Day, Ascension, Whit Monday, both Christmas days
    [
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-04-27",
        "2026-05-05",
        "2026-05-14",
        "2026-05-25",
        "2026-12-25",
        "2026-12-26",
    ],
)
def test_is_working_day_on_holidays_of_the_termijnenwet(holiday: str) -> None:
    assert not is_working_day(d(holiday))


def test_is_working_day_on_liberation_day_in_every_year() -> None:
    assert not any(is_working_day(dt.date(year, 5, 5)) for year in range(2000, 2060))


def test_kings_day_moves_from_sunday_to_saturday() -> None:
    # in 2025 the 27th of April is a Sunday
    assert is_working_day(d("2025-04-28"))
    assert not is_working_day(d("2021-04-27"))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-12-24", 5, "2027-01-04"),  # Christmas and New Year: 28, 29, 30, 31 December, 4 January
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_add_working_days_skips_weekends_and_holidays(day: str, count: int, expected: str) -> None:
    assert add_working_days(d(day), count) == d(expected)


def test_add_working_days_refuses_to_count_back() -> None:
    with pytest.raises(ValueError, match="negative"):
        add_working_days(d("2026-01-05"), -1)


@given(day=DATES, count=st.integers(0, 60))
def test_add_working_days_and_count_agree(day: dt.date, count: int) -> None:
    end = add_working_days(day, count)
    assert count_working_days(day, end) == count
    assert count == 0 or is_working_day(end)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-31", -13, "2024-12-31"),
    ],
)
def test_add_months_at_month_ends(day: str, months: int, expected: str) -> None:
    assert add_months(d(day), months) == d(expected)


@given(day=DATES, months=st.integers(-200, 200))
def test_add_months_lands_in_the_right_month(day: dt.date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + DAY).day == 1


@given(day=DATES, other=DATES, months=st.integers(0, 24))
def test_add_months_keeps_the_order_of_days(day: dt.date, other: dt.date, months: int) -> None:
    first, second = sorted((day, other))
    assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize(
    ("start", "term", "expected"),
    [
        ("2026-11-07", {"weeks": 2}, "2026-11-23"),  # ends on a Saturday: Monday
        ("2026-11-09", {"weeks": 2}, "2026-11-23"),
        ("2026-03-20", {"weeks": 2}, "2026-04-07"),  # Good Friday: the Tuesday after Easter
        ("2026-11-20", {"days": 3}, "2026-11-24"),  # Saturday to Monday: two working days must lie in it
        ("2026-08-01", {"weeks": 13}, "2026-10-31"),  # more than twelve weeks: not extended, though a Saturday
        ("2026-01-31", {"months": 4}, "2026-05-31"),  # more than three months: not extended, though a Sunday
        ("2026-02-28", {"months": 3}, "2026-05-28"),
    ],
)
def test_term_end_follows_the_termijnenwet(start: str, term: dict[str, int], expected: str) -> None:
    assert term_end(d(start), **term) == d(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-01-05", "2026-03-02"),
        ("2026-02-06", "2026-04-07"),  # eight weeks later is Good Friday
        ("2026-10-30", "2026-12-28"),  # Christmas Day on a Friday, then the weekend
        ("2026-03-10", "2026-05-06"),  # Liberation Day
    ],
)
def test_decide_by_eight_weeks_after_receipt(received: str, expected: str) -> None:
    assert decide_by(d(received)) == d(expected)


def test_decide_by_with_extension_adds_whole_weeks() -> None:
    assert decide_by(d("2026-01-05"), verdaging_weeks=4) == d("2026-03-30")


def test_decide_by_with_completion_adds_the_days_waited() -> None:
    # asked on 12 January, completed on 22 January: 13 to 21 January (nine days) don't count
    wait = Opschorting.for_completion(d("2026-01-12"), completed_on=d("2026-01-22"), given_until=d("2026-01-26"))
    assert wait == Opschorting(d("2026-01-13"), d("2026-01-21"))
    assert decide_by(d("2026-01-05"), opschortingen=[wait]) == d("2026-03-11")


def test_decide_by_when_the_completion_never_came_counts_until_the_last_day_given() -> None:
    wait = Opschorting.for_completion(d("2026-01-12"), completed_on=d("2026-02-20"), given_until=d("2026-01-26"))
    assert wait.einddatum == d("2026-01-26")


def test_decide_by_completed_the_next_day_suspends_nothing() -> None:
    wait = Opschorting.for_completion(d("2026-01-12"), completed_on=d("2026-01-13"))
    assert decide_by(d("2026-01-05"), opschortingen=[wait]) == decide_by(d("2026-01-05"))


def test_decide_by_while_a_suspension_runs_has_no_date_yet() -> None:
    assert decide_by(d("2026-01-05"), opschortingen=[Opschorting(d("2026-02-01"))]) is None


def test_decide_by_ignores_a_suspension_after_the_end() -> None:
    assert decide_by(d("2026-01-05"), opschortingen=[Opschorting(d("2026-04-01"))]) == d("2026-03-02")


def test_opschorting_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        Opschorting(d("2026-02-01"), d("2026-01-30"))


SUSPENSIONS = st.lists(st.tuples(st.integers(-20, 120), st.integers(0, 40)), max_size=6)


@given(received=DATES, weeks=st.integers(1, 12), spans=SUSPENSIONS)
def test_decide_by_agrees_with_counting_day_by_day(received: dt.date, weeks: int, spans: list[tuple[int, int]]) -> None:
    stops = [Opschorting(received + begin * DAY, received + (begin + length) * DAY) for begin, length in spans]
    day, left = received, 7 * weeks
    while left:
        day += DAY
        left -= not any(stop.begindatum <= day <= (stop.einddatum or day) for stop in stops)
    assert decide_by(received, weeks=weeks, opschortingen=stops) == working_day_from(day)


@pytest.mark.parametrize(
    ("made_known", "expected"),
    [
        ("2026-11-02", "2026-12-14"),
        ("2026-11-13", "2026-12-28"),  # six weeks later is Christmas Day, then a weekend
        ("2026-11-20", "2027-01-04"),  # New Year's Day on a Friday
        ("2024-01-18", "2024-02-29"),
    ],
)
def test_bezwaar_until_six_weeks_from_the_day_after(made_known: str, expected: str) -> None:
    assert bezwaar_until(d(made_known)) == d(expected)


def test_decide_on_bezwaar_counts_from_the_end_of_the_term_to_object() -> None:
    assert decide_on_bezwaar_by(d("2026-11-02")) == d("2027-01-25")
    assert decide_on_bezwaar_by(d("2026-11-02"), adviescommissie=True) == d("2027-03-08")
    assert decide_on_bezwaar_by(d("2026-11-02"), verdaagd=True) == d("2027-03-08")
