"""On which working day a reminder goes out."""

import datetime as dt

import pytest

from cjg.basis.api import is_working_day
from cjg.taken.models import Herinnering
from cjg.taken.planning import due_until, reminder_day

VOORAF, OP_DE_DAG, TE_LAAT = Herinnering.Soort


@pytest.mark.parametrize(
    ("soort", "vervaldatum", "dag"),
    [
        (VOORAF, dt.date(2026, 11, 16), dt.date(2026, 11, 2)),
        (VOORAF, dt.date(2026, 11, 14), dt.date(2026, 10, 30)),  # a Saturday: the Friday before
        (VOORAF, dt.date(2027, 1, 8), dt.date(2026, 12, 24)),  # Christmas Day: the day before
        (OP_DE_DAG, dt.date(2026, 11, 14), dt.date(2026, 11, 16)),  # a Saturday: the Monday after
        (OP_DE_DAG, dt.date(2026, 12, 25), dt.date(2026, 12, 28)),
        (TE_LAAT, dt.date(2026, 11, 9), dt.date(2026, 11, 16)),
        (TE_LAAT, dt.date(2026, 4, 20), dt.date(2026, 4, 28)),  # Koningsdag
    ],
)
def test_reminder_day_falls_on_a_working_day(soort: Herinnering.Soort, vervaldatum: dt.date, dag: dt.date) -> None:
    assert reminder_day(soort, vervaldatum) == dag


@pytest.mark.parametrize("soort", list(Herinnering.Soort))
def test_due_until_is_the_inverse_of_reminder_day(soort: Herinnering.Soort) -> None:
    """On every day of two years a due date is owed exactly when its reminder day has come."""
    for n in range(730):
        today = dt.date(2026, 1, 1) + dt.timedelta(days=n)
        last = due_until(soort, today)
        assert reminder_day(soort, last) <= today
        assert reminder_day(soort, last + dt.timedelta(days=1)) > today
        assert is_working_day(reminder_day(soort, last))
