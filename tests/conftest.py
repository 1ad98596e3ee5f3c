"""What every test stands on: the database in the application's role, an empty cache, strict templates."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase

from tests import database
from tests.cast import Cast, make_cast
from tests.harness import RUN

# Static files come straight from their sources here: no collectstatic before each run. tests/start checks the hashes.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.WHITENOISE_USE_FINDERS = True


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Any:
    """Make the test database as its owner, and remove it again."""
    with django_db_blocker.unblock():
        name = database.make_test_database()
        snapshot = database.take_snapshot(name)

    def restore(case: TransactionTestCase) -> None:
        """Replace Django's flush, which runs as the application and would lose the rows of the migrations."""
        database.restore_snapshot(name, snapshot)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield
    with django_db_blocker.unblock():
        database.remove_test_database(name)


@pytest.fixture
def server_home() -> Iterator[Path]:
    """A directory that the user of the embedded servers may enter; pytest's own is closed to others."""
    home = Path(tempfile.mkdtemp(dir=os.environ[RUN]))
    home.chmod(0o755)
    yield home
    shutil.rmtree(home)


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Let no counter or cached answer of one test reach the next."""
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast: one gezin and the people around it."""
    return make_cast()
