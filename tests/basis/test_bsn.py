import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjg.basis.api import bsn_hash, example_bsn, is_example_bsn, is_valid_bsn, normalise_bsn


@pytest.mark.parametrize("bsn", ["999900006", "999999990", "111222333", "010000008"])
def test_is_valid_bsn_passes_the_elfproef(bsn: str) -> None:
    assert is_valid_bsn(bsn)


@pytest.mark.parametrize("bsn", ["999900007", "000000000", "99990000", "9999000060", "", "99990000a", "٩٩٩٩٠٠٠٠٦"])
def test_is_valid_bsn_refuses(bsn: str) -> None:
    assert not is_valid_bsn(bsn)


@given(index=st.integers(0, 9000), place=st.integers(0, 8), shift=st.integers(1, 9))
def test_is_valid_bsn_notices_every_single_wrong_digit(index: int, place: int, shift: int) -> None:
    bsn = example_bsn(index)
    wrong = bsn[:place] + str((int(bsn[place]) + shift) % 10) + bsn[place + 1 :]
    assert not is_valid_bsn(wrong)


@pytest.mark.parametrize("typed", ["999900006", " 9999.00.006 ", "999 900 006", "999-900-006", "999\u00a0900\u00a0006"])
def test_normalise_bsn_usual_spellings(typed: str) -> None:
    assert normalise_bsn(typed) == "999900006"


def test_normalise_bsn_with_eight_digits_gets_its_zero() -> None:
    assert normalise_bsn("10000008") == "010000008"


@pytest.mark.parametrize("typed", ["123456789", "1234567", "12345678901", "abc", "", "²²²²²²²²²"])
def test_normalise_bsn_refuses_without_repeating_what_was_typed(typed: str) -> None:
    with pytest.raises(ValueError, match="BSN") as refusal:
        normalise_bsn(typed)
    assert not typed or typed not in str(refusal.value)


def test_bsn_hash_is_the_same_for_every_spelling_and_hides_the_number() -> None:
    assert bsn_hash("9999.00.006") == bsn_hash("999900006") != bsn_hash("999999990")
    assert len(bsn_hash("999900006")) == 32
    assert b"999900006" not in bsn_hash("999900006")


def test_example_bsn_stays_in_the_range_for_tests() -> None:
    numbers = [example_bsn(index) for index in range(9000)]
    assert numbers[0] == "999900006"
    assert len(set(numbers)) == 9000
    assert all(is_example_bsn(number) for number in numbers)
    assert not is_example_bsn("111222333")
    with pytest.raises(IndexError):
        example_bsn(-1)
