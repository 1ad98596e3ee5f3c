"""A supervisor that really runs, on the servers of this test run, with its own port and data directory."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from cjg.config import BASE_DIR

PATIENCE = 120


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """`python -m cjg.supervisor` with its output in a file."""

    def __init__(self, home: Path, *, base: dict[str, str] | None = None, **environment: str) -> None:
        self.home = home
        self.port = free_port()
        self.output = home / f"uitvoer-{self.port}.txt"
        self.environment = {
            **(base or {**os.environ, "DEMO": "0"}),
            "DATA_DIR": str(home / "data"),
            "UITVOER_DIR": str(home / "uitvoer"),
            "PORT": str(self.port),
            **environment,
        }
        with self.output.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cjg.supervisor"],
                cwd=BASE_DIR,
                env=self.environment,
                stdout=file,
                stderr=file,
            )

    @property
    def text(self) -> str:
        """What it said so far."""
        return self.output.read_text(encoding="utf-8")

    def wait_until(self, condition: Callable[[], object], what: str) -> None:
        """Wait until something holds, or fail with what the supervisor said."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(f"{what}: not within {PATIENCE} s\n{self.text}")

    def wait_until_started(self) -> None:
        """Wait until the address is printed."""
        self.wait_until(lambda: "draait op" in self.text or self.process.poll() is not None, "started")
        assert "draait op" in self.text, self.text

    def get(self, path: str) -> int:
        """Ask for a page; return its status, or 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def read(self, path: str) -> str:
        """Ask for a page; return its body, or nothing when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as response:
                return str(response.read().decode())
        except OSError:
            return ""

    def pids(self, pattern: str) -> list[int]:
        """Return the processes started by this supervisor whose command matches."""
        found = []
        for directory in Path("/proc").glob("[0-9]*"):
            try:
                command = (directory / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                environment = (directory / "environ").read_bytes()
            except OSError:
                continue
            if re.search(pattern, command) and f"DATA_DIR={self.home}/data\0".encode() in environment:
                found.append(int(directory.name))
        return sorted(found)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop; return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)
