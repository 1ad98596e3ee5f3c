"""The work that goes on while everything is killed, with a ledger of what was acknowledged."""

import http.client
import re
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from http.cookies import SimpleCookie

from celery import Celery
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from cjg.config import BASE_DIR
from tests.chaos.deployment import Deployment
from tests.chaos.prepare import PASSWORD

TIMEOUT = 30
LINES_PER_LIFE = 40
# Seconds that a visitor keeps trying: longer than any recovery here takes.
PATIENCE = 60.0


class Ledger:
    """What was tried, and what was acknowledged."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.there_before: set[str] = set()
        self.tried: set[str] = set()
        self.acknowledged: set[str] = set()
        self.plan_tried: dict[str, int] = defaultdict(int)
        self.plan_acknowledged: dict[str, int] = defaultdict(int)
        self.faults: list[str] = []


class Browser:
    """Just enough of a browser: cookies, forms, no redirects."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(
        self,
        method: str,
        path: str,
        form: dict[str, object] | None = None,
        together: threading.Barrier | None = None,
    ) -> tuple[int, str, str]:
        """Return status, place to go to and body; status 0 when the connection broke.

        With `together` it waits, connected and ready, for who sends at the same moment.
        """
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form, doseq=True)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.connect()
            _wait_for_other(together)
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read().decode()
        except (OSError, http.client.HTTPException):
            if together:
                together.abort()
            return 0, "", ""
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return response.status, response.headers.get("Location", ""), content

    def sign_in(self) -> bool:
        """Sign in as Ema of I&A; tell whether that went well."""
        self.cookies.clear()
        _, _, page = self.ask("GET", "/accounts/login/")
        token = find_token(page)
        form: dict[str, object] = {"csrfmiddlewaretoken": token, "login": "ema@cjg.example", "password": PASSWORD}
        return self.ask("POST", "/accounts/login/", form)[0] == 302


def _wait_for_other(together: threading.Barrier | None) -> None:
    if together:
        with suppress(threading.BrokenBarrierError):
            together.wait(5)


def find_token(page: str) -> str:
    """Return the token of the first form on a page."""
    found = re.search(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"', page)
    return found[1] if found else ""


class Worker(threading.Thread):
    """A thread that works until it is told to stop."""

    def __init__(self, work: Callable[[threading.Event], None]) -> None:
        super().__init__(daemon=True)
        self.stopping = threading.Event()
        self.work = work

    def run(self) -> None:
        self.work(self.stopping)


def log_contacts(deployment: Deployment, ledger: Ledger, patience: float) -> Callable[[threading.Event], None]:
    """Return work: Ema logs contacts by double clicks, each sent again until the answer says that it is kept."""

    def work(stopping: threading.Event) -> None:
        visitor = Visitor(Browser(deployment.running.port), ledger, stopping, patience)
        while not stopping.is_set():
            visitor.log_one()

    return work


class Visitor:
    """Somebody who does not give up until her contact is kept."""

    def __init__(self, browser: Browser, ledger: Ledger, stopping: threading.Event, patience: float) -> None:
        self.browser = browser
        self.ledger = ledger
        self.stopping = stopping
        self.patience = patience
        self.token = ""

    def log_one(self) -> None:
        """Log one contact."""
        key = str(uuid.uuid4())
        deadline = time.monotonic() + self.patience
        while not self.stopping.wait(0.1):
            if not self.token:
                self.token = self._take_form()
                continue
            status = _send_contact(self.browser, self.token, key, self.ledger)
            if status == 302:
                with self.ledger.lock:
                    self.ledger.acknowledged.add(key)
                return
            if status in (401, 403):
                self.token = ""
            elif 400 <= status < 500 or time.monotonic() > deadline:
                self.ledger.faults.append(f"een contact blijft mislukken (status {status})")
                return

    def _take_form(self) -> str:
        if not self.browser.sign_in():
            return ""
        return find_token(self.browser.ask("GET", "/contactmomenten/nieuw/")[2])


def _send_contact(browser: Browser, token: str, key: str, ledger: Ledger) -> int:
    form: dict[str, object] = {
        "csrfmiddlewaretoken": token,
        "sleutel": key,
        "datum": f"{datetime.now(UTC):%Y-%m-%d}",
        "kanaal": "centraal-nummer",
        "vraagsteller": "ouder",
        "leeftijdsgroep": "onbekend",
        "themas": ["opvoeden"],
        "resultaten": ["advies"],
        "plaats": "onbekend",
    }
    with ledger.lock:
        ledger.tried.add(key)
    # A double click: both are sent at the same moment.
    second, together = Browser(browser.port), threading.Barrier(2)
    second.cookies = dict(browser.cookies)
    click = threading.Thread(target=second.ask, args=("POST", "/contactmomenten/nieuw/", form, together))
    click.start()
    status, place, _ = browser.ask("POST", "/contactmomenten/nieuw/", form, together)
    click.join()
    # A redirect to the login page is no acknowledgement.
    return 401 if "login" in place else status


def write_families(deployment: Deployment, ledger: Ledger) -> Callable[[threading.Event], None]:
    """Return work: plans are saved and trajecten started by a program of its own, started again when it dies."""

    def work(stopping: threading.Event) -> None:
        while not stopping.is_set():
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.families"],
                cwd=BASE_DIR,
                env=deployment.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            # It dies like everybody else, in the middle of a later save.
            killer = threading.Thread(target=_kill_in_time, args=(process, stopping))
            killer.start()
            _read_lines(process, ledger)
            process.wait()
            killer.join()

    return work


def _read_lines(process: "subprocess.Popen[str]", ledger: Ledger) -> None:
    assert process.stdout is not None
    with process.stdout:
        for count, line in enumerate(process.stdout):
            if not line.endswith("\n"):
                return  # killed while it spoke
            kind, versie, number = line.split()
            with ledger.lock:
                book = ledger.plan_acknowledged if kind == "plan" else ledger.plan_tried
                book[versie] = max(book[versie], int(number))
            if count > LINES_PER_LIFE:
                process.kill()


def _kill_in_time(process: "subprocess.Popen[str]", stopping: threading.Event) -> None:
    while process.poll() is None:
        if stopping.wait(0.2):
            process.kill()
            return


def schedule_work(deployment: Deployment) -> Callable[[threading.Event], None]:
    """Return work: another scheduler, that offers the scan and the digests far more often than it should."""
    sockets = deployment.cluster.places.sockets
    app = Celery("chaos", broker=f"redis+socket://{sockets}/valkey.sock", set_as_current=False)
    app.conf.broker_transport_options = {"global_keyprefix": "cjg:", "socket_timeout": 5}
    app.conf.task_ignore_result = True

    def work(stopping: threading.Event) -> None:
        while not stopping.wait(0.5):
            for task in ("cjg.taken.tasks.scan_herinneringen", "cjg.taken.tasks.verstuur_digests"):
                try:
                    app.send_task(task, retry=False, expires=30)
                except (KombuError, RedisError, OSError):
                    app.close()

    return work
