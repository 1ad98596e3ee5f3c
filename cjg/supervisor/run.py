"""The order of starting and stopping: servers, database, web server and workers, reports; and back again."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from cjg.config import BASE_DIR, Config
from cjg.embedded import Cluster, Places, ValkeyServer
from cjg.embedded.postgres import die_with_parent, run_as
from cjg.processes import GRACE_SECONDS, PROCESSES, Process, prepare_directories
from cjg.supervisor.children import Child, spawn

WATCH_SECONDS = 0.25
ANSWER_SECONDS = 60
SERVER_GRACE_SECONDS = 60.0


class StartError(Exception):
    """The application cannot start; the Dutch message says why and what to do."""


class _StopAsked(BaseException):
    """A signal asked to stop while starting."""


class Supervisor:
    """All processes of this machine."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.servers: list[Child] = []
        self.children: list[Child] = []
        self.finishing: subprocess.Popen[bytes] | None = None
        self.is_stopping = False
        self._is_starting = True

    def run(self) -> int:
        """Start everything, watch until a signal, stop everything.

        Raises:
            StartError: another copy runs, the port is taken, or a step of the start failed.
            EmbeddedError: an embedded server does not start.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        prepare_directories(self.config)
        with self._only_one():
            try:
                self._start()
                self._is_starting = False
                self._watch()
            except _StopAsked:
                pass
            finally:
                self.is_stopping = True
                self._stop()
        return 0

    def _start(self) -> None:
        self._check_port()
        self._start_servers()
        say("De database wordt bijgewerkt.")
        self._manage("bereid_start_voor")
        for process in PROCESSES:
            child = self._make_child(process)
            child.start()
            self.children.append(child)
        self._wait_for_answer()
        say(f"De toepassing draait op {self.address}")
        self.finishing = self._popen_manage("rond_start_af")

    @property
    def address(self) -> str:
        """The address to open in a browser on this machine."""
        host = "localhost" if self.config.bind_address in ("127.0.0.1", "0.0.0.0") else self.config.bind_address  # noqa: S104 - compared, not bound
        return f"http://{host}:{self.config.port}/"

    def _watch(self) -> None:
        while not self.is_stopping:
            for child in (*self.servers, *self.children):
                child.watch(say)
            if self.finishing is not None and self.finishing.poll() is not None:
                if self.finishing.returncode:
                    say("De kwartaalrapporten zijn niet gemaakt. De reden staat hierboven.")
                self.finishing = None
                say(f"\nOpen {self.address} in uw browser en log in.\nStoppen: Ctrl-C. De gegevens blijven bewaard.")
            time.sleep(WATCH_SECONDS)

    def _stop(self) -> None:
        if self.servers or self.children:
            say("De toepassing stopt.")
        if self.finishing is not None:
            self.finishing.terminate()
            self.finishing.wait()
        # Beat first: no new work; then web and worker finish what they have; the servers last.
        for child in (*reversed(self.children), *reversed(self.servers)):
            if not child.stop():
                say(f"{child.name} stopte niet binnen {child.grace:g} s en is afgebroken.")
        if self.servers or self.children:
            say("Alles is gestopt.")

    def _start_servers(self) -> None:
        places = Places(self.config.data_dir)
        if self.config.is_embedded:
            cluster = Cluster(places)
            cluster.start()
            self._add_server("PostgreSQL", cluster, signal.SIGINT)
        if self.config.is_valkey_embedded:
            valkey = ValkeyServer(places)
            valkey.start()
            self._add_server("Valkey", valkey, signal.SIGTERM)

    def _add_server(self, name: str, server: Cluster | ValkeyServer, stop_signal: signal.Signals) -> None:
        def launch(log: Path) -> "subprocess.Popen[bytes]":
            server.prepare()
            return spawn(server.command(), log, cwd="/", **run_as(server.places))

        child = Child(name, launch, server.log, stop_signal, SERVER_GRACE_SECONDS)
        if server.process is not None:
            child.adopt(server.process)
        self.servers.append(child)

    def _make_child(self, process: Process) -> Child:
        command = process.command(self.config)

        def launch(log: Path) -> "subprocess.Popen[bytes]":
            return spawn(command, log, cwd=BASE_DIR, preexec_fn=die_with_parent)

        log = self.config.data_dir / "log" / f"{process.name}.log"
        return Child(process.name, launch, log, process.stop_signal, GRACE_SECONDS)

    def _popen_manage(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, str(BASE_DIR / "manage.py"), *arguments],
            cwd=BASE_DIR,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - the supervisor has no threads
        )

    def _manage(self, *arguments: str) -> None:
        process = self._popen_manage(*arguments)
        try:
            code = process.wait()
        finally:
            # Whoever stops the start stops this too; the next start takes up what was not finished.
            process.terminate()
            process.wait()
        if code:
            raise StartError("Het starten is gestopt. De reden staat hierboven.")

    def _wait_for_answer(self) -> None:
        deadline = time.monotonic() + ANSWER_SECONDS
        web = self.children[0]
        while time.monotonic() < deadline and web.process is not None and web.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}-/health/live", timeout=5):  # noqa: S310 - http, ours
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        tail = web.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        message = f"De webserver antwoordt niet. Het einde van {web.log}:\n{tail}"
        raise StartError(message)

    def _check_port(self) -> None:
        with socket.socket() as probe:
            # A socket of a copy that just stopped is no obstacle: gunicorn says the same.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.config.bind_address, self.config.port))
            except OSError:
                message = (
                    f"Poort {self.config.port} is al in gebruik door een ander programma."
                    f" Kies een andere poort, bijvoorbeeld: PORT={self.config.port + 1} make start"
                )
                raise StartError(message) from None

    @contextmanager
    def _only_one(self) -> Iterator[None]:
        with (self.config.data_dir / "supervisor.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = (
                    f"De toepassing draait al met de gegevens in {self.config.data_dir}."
                    " Stop die eerst met Ctrl-C, of kies een andere DATA_DIR."
                )
                raise StartError(message) from None
            os.set_inheritable(file.fileno(), False)
            yield

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        if self._is_starting and not self.is_stopping:
            self.is_stopping = True
            raise _StopAsked
        self.is_stopping = True


def say(sentence: str) -> None:
    """Tell whoever started the application what happens."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()
