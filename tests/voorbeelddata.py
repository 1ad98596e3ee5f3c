"""A small example CJG for tests that count over much: loaded once per module that asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from cjg.werkplek.voorbeelddata.maken import make_voorbeelddata
from tests import database

PEILDATUM = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def voorbeelddata(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Three years of a small example CJG; what a test changes in it is rolled back."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DEMO", True)
        empty = database.take_snapshot(database.DATABASE)
        make_voorbeelddata(zaad=5, peildatum=PEILDATUM, schaal=0.08)
        connections["eigenaar"].close()
    yield
    with django_db_blocker.unblock():
        database.restore_snapshot(database.DATABASE, empty)
