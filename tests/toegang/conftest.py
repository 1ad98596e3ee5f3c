"""Registers and a besluit in preparation, for the tests of toegang."""

import pytest

from cjg.organisatie.api import Gemeente
from tests.cast import Cast
from tests.toegang.helpers import record_all_steps, start
from toegang.models import Besluit
from toegang.voorbeelden import load_example_registers


@pytest.fixture
def registers(cast: Cast) -> None:
    """The example registers of Haarlem and Zandvoort."""
    load_example_registers(Gemeente.objects.filter(is_opdrachtgever=True))


@pytest.fixture
def besluit(cast: Cast, registers: None) -> Besluit:
    """An application for Kiki (10), received a week ago, prepared by Anna; no step recorded yet."""
    return start(cast)


@pytest.fixture
def klaar(cast: Cast, besluit: Besluit) -> Besluit:
    """The same application with all four steps recorded: ZIN, reflection by Bram, expert Ida."""
    record_all_steps(cast, besluit)
    return besluit
