import datetime as dt

import pytest
import time_machine
from pytest_django import Settings

from cjg.basis.api import AMSTERDAM, now, today


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-30T21:59:59+00:00", "2026-06-30"),
        ("2026-06-30T22:00:00+00:00", "2026-07-01"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01"),
    ],
)
def test_today_is_the_day_in_amsterdam(moment: str, day: str) -> None:
    with time_machine.travel(dt.datetime.fromisoformat(moment), tick=False):
        assert today() == dt.date.fromisoformat(day)
        assert now() == dt.datetime.fromisoformat(moment)
        assert now().tzinfo is dt.UTC


@pytest.mark.parametrize("peildatum", ["2026-11-22", dt.date(2026, 11, 22)])
def test_peildatum_moves_the_day_and_keeps_the_time(settings: Settings, peildatum: str | dt.date) -> None:
    settings.PEILDATUM = peildatum
    with time_machine.travel(dt.datetime(2027, 7, 1, 12, 30, tzinfo=AMSTERDAM), tick=False):
        assert today() == dt.date(2026, 11, 22)
        assert now() == dt.datetime(2026, 11, 22, 12, 30, tzinfo=AMSTERDAM)
