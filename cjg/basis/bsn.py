"""The burgerservicenummer: its check digit, its one spelling and its keyed hash."""

import hashlib
import hmac
from functools import lru_cache

from cjg.basis.sleutels import hash_key

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_valid_bsn(bsn: str) -> bool:
    """Tell whether nine digits pass the elfproef. Source: Besluit burgerservicenummer, art. 2; Logisch Ontwerp BSN."""
    if len(bsn) != 9 or not (bsn.isascii() and bsn.isdigit()) or bsn == "000000000":
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, bsn, strict=True)) % 11 == 0


def normalise_bsn(text: str) -> str:
    """Return a typed BSN as nine digits: spaces, dots and hyphens removed, eight digits led by a zero.

    Raises `ValueError` with a Dutch sentence that never repeats what was typed.
    """
    digits = text.translate(str.maketrans("", "", " .-\u00a0")).strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (8, 9):
        raise ValueError("Een BSN heeft 9 cijfers. Controleer wat u typte.")
    digits = digits.zfill(9)
    if not is_valid_bsn(digits):
        raise ValueError("Dit is geen geldig BSN. Controleer de cijfers.")
    return digits


def bsn_hash(bsn: str) -> bytes:
    """Return the keyed hash (32 bytes) under which a BSN is found without decrypting.

    Raises `ValueError` like `normalise_bsn`.
    """
    return hmac.new(hash_key("bsn-hash"), normalise_bsn(bsn).encode(), hashlib.sha256).digest()


def example_bsn(index: int) -> str:
    """Return a number from the range kept for tests (999900006 to 999999990), the same for the same index.

    Raises `IndexError` beyond the range, which holds about nine thousand numbers.
    """
    if index < 0:
        raise IndexError(index)
    return _example_range()[index]


def is_example_bsn(bsn: str) -> bool:
    """Tell whether a valid BSN lies in the range kept for tests, so that no person carries it."""
    return is_valid_bsn(bsn) and "999900006" <= bsn <= "999999990"


@lru_cache(maxsize=1)
def _example_range() -> tuple[str, ...]:
    numbers = []
    for first_eight in range(99990000, 100000000):
        digits = str(first_eight)
        check = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS[:8], digits, strict=True)) % 11
        if check < 10:  # a remainder of ten has no check digit
            numbers.append(f"{digits}{check}")
    return tuple(number for number in numbers if "999900006" <= number <= "999999990")
