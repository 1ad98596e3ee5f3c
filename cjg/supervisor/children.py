"""Processes that are started, watched, restarted with a growing pause, and stopped."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
# A process that has run this long is healthy: the next time it dies it comes back at once.
HEALTHY_SECONDS = 30.0
LARGEST_LOG = 20_000_000


@dataclass
class Child:
    """One process under the supervisor.

    Args:
        name: what the messages call it.
        launch: starts the process, with its output in the given file.
        log: the file with its output.
        stop_signal: on which it finishes its work and ends.
        grace: seconds that it gets to do so.
    """

    name: str
    launch: "Callable[[Path], subprocess.Popen[bytes]]"
    log: Path
    stop_signal: signal.Signals
    grace: float
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    restarts: int = field(default=0, init=False)
    _started: float = field(default=0.0, init=False)
    _pause: float = field(default=0.0, init=False)
    _next_start: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Start the process now."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".oud.log"))
        self.process = self.launch(self.log)
        self._started = time.monotonic()

    def adopt(self, process: "subprocess.Popen[bytes]") -> None:
        """Watch a process that was started already."""
        self.process = process
        self._started = time.monotonic()

    def watch(self, report: Callable[[str], None]) -> None:
        """Notice that the process died, and start it again when its pause is over."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            healthy = now - self._started > HEALTHY_SECONDS
            self._pause = FIRST_PAUSE if healthy or not self._pause else min(self._pause * 2, LONGEST_PAUSE)
            self._next_start = now + self._pause
            report(f"{self.name} is gestopt ({describe_end(self.process.returncode)}) en start over {self._pause:g} s.")
            self.process = None
        if self.process is None and now >= self._next_start:
            self.restarts += 1
            try:
                self.start()
            except OSError as error:
                self._pause = LONGEST_PAUSE
                self._next_start = now + self._pause
                report(f"{self.name} start niet: {error}.")

    def stop(self) -> bool:
        """Ask the process to finish, wait, and end it by force if it does not.

        Returns:
            Whether it ended by itself in time.
        """
        if self.process is None or self.process.poll() is not None:
            return True
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            return False
        return True


def describe_end(code: int) -> str:
    """Say how a process ended."""
    if code < 0:
        return f"signaal {signal.Signals(-code).name}"
    return f"code {code}"


def spawn(command: list[str], log: Path, **arguments: Any) -> "subprocess.Popen[bytes]":
    """Start a command with its output in a file, in a process group of its own.

    Ctrl-C in the terminal then reaches the supervisor alone, which stops its children in order.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **{"start_new_session": True, **arguments}
        )
