"""What help costs at most."""

import datetime

import pytest

from toegang.kosten import convert, count_times, highest_cost, is_allowed_frequency

D = datetime.date


@pytest.mark.parametrize(
    ("frequentie", "begin", "einde", "times"),
    [
        ("1", D(2026, 1, 1), D(2026, 1, 31), 31),
        ("2", D(2026, 1, 1), D(2026, 1, 7), 1),
        ("2", D(2026, 1, 1), D(2026, 1, 8), 2),
        ("4", D(2026, 1, 1), D(2026, 12, 31), 12),
        ("4", D(2026, 1, 15), D(2026, 2, 14), 1),
        ("4", D(2026, 1, 15), D(2026, 2, 15), 2),
        ("4", D(2026, 1, 15), D(2026, 1, 20), 1),
        ("4", D(2026, 1, 31), D(2026, 2, 28), 1),
        ("6", D(2026, 1, 1), D(2026, 12, 31), 1),
    ],
)
def test_times_count_a_part_as_whole(frequentie: str, begin: D, einde: D, times: int) -> None:
    assert count_times(frequentie, begin, einde) == times


def test_only_time_converts() -> None:
    assert convert(90, "01", "04") == 1.5
    assert convert(2, "16", "04") == 8
    assert convert(3, "14", "14") == 3
    assert convert(3, "14", "04") is None


def test_cost_is_rounded_up_to_a_cent() -> None:
    half_year = {"begin": D(2026, 1, 1), "einde": D(2026, 7, 1)}
    cost = highest_cost(volume=50, eenheid="01", frequentie="2", tarief_cent=8461, tarief_eenheid="04", **half_year)
    assert cost == 183322  # 26 weeks x 50/60 hour x 84.61 = 1833.2167
    assert highest_cost(volume=1, eenheid="82", frequentie="6", tarief_cent=1, tarief_eenheid="04", **half_year) is None


@pytest.mark.parametrize(
    ("eenheid", "allowed"), [("01", True), ("04", True), ("14", False), ("16", False), ("82", False)]
)
def test_only_minutes_and_hours_go_per_day(eenheid: str, allowed: bool) -> None:
    assert is_allowed_frequency(eenheid, "1") == allowed
    assert is_allowed_frequency(eenheid, "2")
