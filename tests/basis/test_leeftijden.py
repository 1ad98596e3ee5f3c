import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjg.basis.api import Leeftijdsgroep, age_group, age_on, birthday

DATES = st.dates(dt.date(1900, 1, 1), dt.date(2150, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2012-05-03", "2012-05-03", 0),
        ("2012-05-03", "2013-05-02", 0),
        ("2012-05-03", "2013-05-03", 1),
        ("2012-02-29", "2013-02-28", 0),
        ("2012-02-29", "2013-03-01", 1),
        ("2012-02-29", "2016-02-29", 4),
        ("1999-12-31", "2018-01-01", 18),
    ],
)
def test_age_on_around_birthdays(born: str, day: str, age: int) -> None:
    assert age_on(dt.date.fromisoformat(born), dt.date.fromisoformat(day)) == age


def test_age_on_before_birth_is_refused() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age_on(dt.date(2026, 1, 2), dt.date(2026, 1, 1))


@given(born=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), age=st.integers(0, 49))
def test_birthday_is_the_first_day_of_an_age(born: dt.date, age: int) -> None:
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age == 0 or age_on(born, day - dt.timedelta(days=1)) == age - 1


@pytest.mark.parametrize(
    ("day", "group"),
    [
        ("2009-12-31", "ongeboren"),
        ("2010-01-01", "0-3"),
        ("2013-12-31", "0-3"),
        ("2014-01-01", "4-11"),
        ("2021-12-31", "4-11"),
        ("2022-01-01", "12-17"),
        ("2027-12-31", "12-17"),
        ("2028-01-01", "18-22"),
        ("2032-12-31", "18-22"),
        ("2033-01-01", "23-plus"),
    ],
)
def test_age_group_changes_on_the_birthday(day: str, group: str) -> None:
    assert age_group(dt.date(2010, 1, 1), dt.date.fromisoformat(day)) == group


def test_age_group_without_birth_date_is_unknown() -> None:
    assert age_group(None, dt.date(2026, 1, 1)) is Leeftijdsgroep.ONBEKEND
