"""The whole way of a reminder: a real Celery worker on a real queue, and a real mail server at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from cjg.basis.api import today, working_day_from
from cjg.celery import app
from cjg.taken.api import Digest, Herinnering, Taak
from cjg.taken.tasks import scan_herinneringen, verstuur_digests
from tests.cast import make_cast
from tests.gezinsplan.conftest import DAG, make_traject
from tests.taken.smtp import smtp_server


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "the worker did not get there in time"
        time.sleep(0.2)


def worker_environment(port: int) -> dict[str, str]:
    """Point a worker at the database of this test, and at the mail server."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    database = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    # A working day, whatever day the test runs on: there is no mail in the weekend.
    day = working_day_from(today())
    return {
        **os.environ,
        "DATABASE_URL": database,
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "PEILDATUM": day.isoformat(),
    }


@pytest.mark.django_db(transaction=True)
def test_reminder_goes_from_the_queue_to_the_mailbox_once() -> None:
    cast = make_cast()
    make_traject(cast, begindatum=today() - 100 * DAG)
    with smtp_server() as (box, port):
        command = [sys.executable, "-m", "celery", "-A", "cjg", "worker", "-c", "2", "--loglevel=ERROR"]
        worker = subprocess.Popen(command, env=worker_environment(port), cwd=settings.BASE_DIR)
        try:
            for _ in range(3):
                scan_herinneringen.delay()
            wait_for(Herinnering.objects.exists)
            for _ in range(3):
                verstuur_digests.delay()
            wait_for(lambda: Digest.objects.filter(status="verzonden").count() == 2)
            time.sleep(1)  # a second one would come now
        finally:
            worker.terminate()
            worker.wait(timeout=30)
            app.control.purge()
    assert box.receivers == ["anna@cjg.example", "hanna@cjg.example"]
    assert Taak.objects.filter(medewerker=cast.medewerker("anna"), status="open").count() == 1
    assert all("Kanariestein" not in str(mail) for mail in box.mails)
