"""A short form of `make chaos`: nothing that was acknowledged is lost or doubled, and a bad variant is noticed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.deployment import VICTIMS, Deployment
from tests.chaos.run import REMINDER_SECONDS, run_round, run_variant
from tests.chaos.variants import ASYNCHRONOUS, WITHOUT_UNIQUE, Variant
from tests.database import migrated_dump
from tests.harness import RUN


@pytest.fixture(scope="module")
def deployment(django_db_setup: Any) -> Iterator[Deployment]:
    home = Path(tempfile.mkdtemp(dir=os.environ[RUN]))
    home.chmod(0o755)
    deployment = Deployment(home, migrated_dump())
    yield deployment
    deployment.stop()
    shutil.rmtree(home, ignore_errors=True)


def test_nothing_acknowledged_is_lost_or_doubled(deployment: Deployment) -> None:
    outcome = run_round(deployment, kills=5, seed=5)
    assert outcome.faults == []
    assert set(outcome.kills) == set(VICTIMS)
    assert outcome.contacts >= 20
    assert outcome.saves >= 10
    assert outcome.reminders >= 3
    assert outcome.seconds_to_reminders < REMINDER_SECONDS


@pytest.mark.parametrize("variant", [ASYNCHRONOUS, WITHOUT_UNIQUE], ids=lambda variant: variant.name)
def test_bad_variant_is_noticed(deployment: Deployment, variant: Variant) -> None:
    outcome = run_variant(deployment, variant, kills=1, seed=1)
    assert any(variant.expected in fault for fault in outcome.faults), outcome.faults
