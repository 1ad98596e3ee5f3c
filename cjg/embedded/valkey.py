"""The Valkey server from its wheel: queue of the background work, and cache."""

import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import redis

from cjg.embedded.places import EmbeddedError, Places
from cjg.embedded.postgres import START_SECONDS, run_as, stop_process

_CONFIGURATION = """\
# Written at every start. Sockets only.
port 0
unixsocket "{socket}"
unixsocketperm 700
dir "{directory}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
daemonize no
# The workers of the test suite use two each.
databases 64
"""


@dataclass
class ValkeyServer:
    """A Valkey server on this machine, on a socket."""

    places: Places
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def socket(self) -> Path:
        """The socket on which the server listens."""
        return self.places.sockets / "valkey.sock"

    @property
    def log(self) -> Path:
        """The file with the server's own messages."""
        return self.places.home / "log" / "valkey.log"

    def prepare(self) -> None:
        """Make the directories and write the configuration."""
        self.places.make()
        directory = self.places.home / "valkey"
        self.places.make_directory(directory)
        configuration = directory / "valkey.conf"
        configuration.write_text(_CONFIGURATION.format(socket=self.socket, directory=directory), encoding="utf-8")
        self.places.give(configuration)

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""
        return [str(self.places.valkey_program()), str(self.places.home / "valkey" / "valkey.conf")]

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises:
            EmbeddedError: it does not answer in time.
        """
        self.prepare()
        self.stop_leftover()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", **run_as(self.places)
            )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until the server answers.

        Raises:
            EmbeddedError: the server ended, or did not answer in time.
        """
        deadline = time.monotonic() + START_SECONDS
        with redis.Redis(unix_socket_path=str(self.socket)) as client:
            while time.monotonic() < deadline:
                if self.process and self.process.poll() is not None:
                    break
                try:
                    client.ping()
                except redis.RedisError:
                    time.sleep(0.05)
                else:
                    return
        raise EmbeddedError(f"De ingebouwde Valkey start niet. Zie {self.log}.")

    def stop_leftover(self) -> None:
        """Stop a server that an earlier run left behind on this socket."""
        if not self.socket.exists():
            return
        try:
            with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5) as client:
                client.shutdown(save=True)
        except redis.RedisError:
            self.socket.unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server."""
        if self.process:
            stop_process(self.process, signal.SIGTERM, signal.SIGKILL)
            self.process = None
