"""One PostgreSQL cluster from the wheel: made, provisioned, started and stopped.

The cluster listens on a Unix socket only, in a directory of its own user, and asks every role for its password
(scram-sha-256): the wheel's own default would trust each local process.
"""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from cjg.embedded.keys import secret
from cjg.embedded.places import EmbeddedError, Places

APP_ROLE = "cjg_app"
OWNER_ROLE = "cjg_eigenaar"
SUPERUSER = "postgres"
DATABASE = "cjg"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent", "fuzzystrmatch")
START_SECONDS = 60
STOP_SECONDS = 30
_PR_SET_PDEATHSIG = 1

_ACCESS = """\
# Written at every start. Sockets only, always with a password.
local  all          all                 scram-sha-256
local  replication  {superuser}         scram-sha-256
"""

_DEFAULTS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "wal_level": "replica",
    "archive_mode": "on",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    # The server's log may not hold a statement: it can carry a name or a text of a family.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


# Before the first backup there is nothing that changes could be added to, so they are not kept. A segment that was
# copied already (the server died before it noted so) is not copied again, and half a copy never has the final name.
_ARCHIVE = (
    "test ! -e {archive}/aan || test -f {archive}/%f"
    " || (cp %p {archive}/%f.deel && sync {archive}/%f.deel && mv {archive}/%f.deel {archive}/%f)"
)


@dataclass
class Cluster:
    """A PostgreSQL cluster on this machine.

    Args:
        places: the directories, programs and user.
        overrides: settings of postgresql.conf beside the defaults (the tests switch fsync off).
    """

    places: Places
    overrides: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def directory(self) -> Path:
        """The data directory of the cluster."""
        return self.places.home / "postgres"

    @property
    def archive(self) -> Path:
        """The changes since the first backup, in segments."""
        return self.places.home / "wijzigingen"

    @property
    def log(self) -> Path:
        """The file with the server's own messages."""
        return self.places.home / "log" / "postgres.log"

    def prepare(self) -> None:
        """Make the cluster if it is not there, and write its configuration.

        Raises:
            EmbeddedError: initdb failed.
        """
        self.places.make()
        if not (self.directory / "PG_VERSION").exists():
            self._initialise()
        self.places.make_directory(self.archive)
        settings = {
            **_DEFAULTS,
            "unix_socket_directories": str(self.places.sockets),
            "archive_command": _ARCHIVE.format(archive=self.archive),
            **self.overrides,
        }
        lines = [f"{key} = '{value.replace(chr(39), chr(39) * 2)}'" for key, value in settings.items()]
        self._write("postgresql.conf", "\n".join(["# Written at every start.", *lines, ""]))
        self._write("pg_hba.conf", _ACCESS.format(superuser=SUPERUSER))

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""
        return [str(self.places.postgres_program("postgres")), "-D", str(self.directory)]

    def start(self) -> None:
        """Start the server, wait until it answers, and see to roles, database and rights.

        Raises:
            EmbeddedError: it does not answer in time; the message holds the end of its log.
        """
        self.prepare()
        self.stop_leftover()
        self.launch()
        self.wait_until_ready()
        self.provision()

    def launch(self) -> None:
        """Start the server and do not wait."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", **run_as(self.places)
            )

    def wait_until_ready(self) -> None:
        """Wait until the server takes connections.

        Raises:
            EmbeddedError: the server ended, or did not answer in time.
        """
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process and self.process.poll() is not None:
                break
            try:
                self.connect(SUPERUSER, "postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        tail = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise EmbeddedError(f"De ingebouwde PostgreSQL start niet. Het einde van {self.log}:\n{tail}")

    def stop(self) -> None:
        """Stop the server: first ask to finish, then insist."""
        if self.process:
            stop_process(self.process, signal.SIGINT, signal.SIGQUIT)
            self.process = None

    def stop_leftover(self) -> None:
        """Stop a server that an earlier run left behind on this directory (its supervisor was killed)."""
        try:
            first_line = (self.directory / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0]
            pid = int(first_line)
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return
        if os.fsencode(self.directory) not in command:
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + STOP_SECONDS
        while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    def connect(self, role: str, database: str = DATABASE) -> "psycopg.Connection[tuple[Any, ...]]":
        """Connect over the socket as one of the cluster's roles."""
        return psycopg.connect(
            host=str(self.places.sockets),
            dbname=database,
            user=role,
            password=self.password(role),
            connect_timeout=5,
            autocommit=True,
        )

    def password(self, role: str) -> str:
        """Return the generated password of one of the cluster's roles."""
        names = {SUPERUSER: "postgres_beheer", OWNER_ROLE: "postgres_eigenaar", APP_ROLE: "postgres_app"}
        return secret(names[role], self.places.keys)

    def provision(self) -> None:
        """Make the two roles and the database, and give the application its rights. May run again."""
        with self.connect(SUPERUSER, "postgres") as connection:
            for role in (OWNER_ROLE, APP_ROLE):
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
                verb = sql.SQL("ALTER" if known else "CREATE")
                connection.execute(
                    sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
                        verb, sql.Identifier(role), sql.Literal(self.password(role))
                    )
                )
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER_ROLE))
                )
        with self.connect(OWNER_ROLE) as connection:
            provision_database(connection, APP_ROLE)

    def _initialise(self) -> None:
        self.places.make_directory(self.directory)
        with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=self.places.home) as file:
            file.write(self.password(SUPERUSER) + "\n")
            file.flush()
            self.places.give(Path(file.name))
            command = [
                str(self.places.postgres_program("initdb")),
                f"--pgdata={self.directory}",
                f"--username={SUPERUSER}",
                f"--pwfile={file.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                # Built into PostgreSQL, so the same on every machine: the wheel has no ICU.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions",
            ]
            if self.overrides.get("fsync") == "off":
                command.append("--no-sync")
            done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **run_as(self.places))
        if done.returncode:
            raise EmbeddedError(f"De ingebouwde PostgreSQL kan geen database maken:\n{done.stderr}")

    def _write(self, name: str, content: str) -> None:
        path = self.directory / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
        self.places.give(path)


def provision_database(connection: "psycopg.Connection[tuple[Any, ...]]", app_role: str) -> None:
    """Install the extensions and give the application its rights on all that the owner makes later. May run again.

    The application reads and writes rows; it can make, alter or empty nothing. What is append-only takes UPDATE and
    DELETE away again in its own migration.

    Args:
        connection: a connection to the database as its owner.
        app_role: the role of the application.
    """
    role = sql.Identifier(app_role)
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    for statement in (
        "GRANT USAGE ON SCHEMA public TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
    ):
        connection.execute(sql.SQL(statement).format(role))


def run_as(places: Places) -> dict[str, Any]:
    """Return the arguments of `subprocess` that run a server as the servers' user, in its own process group."""
    arguments: dict[str, Any] = {"start_new_session": True, "umask": 0o077, "preexec_fn": die_with_parent}
    if places.account:
        arguments |= {"user": places.account.uid, "group": places.account.gid, "extra_groups": []}
    return arguments


def die_with_parent() -> None:
    """Ask the system to end this process when its parent is killed, so that nothing keeps running unwatched.

    Linux only; elsewhere the next start finds and stops what was left behind. SIGINT means "end in order" to
    PostgreSQL, and is close enough for the others.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def stop_process(process: "subprocess.Popen[bytes]", polite: signal.Signals, firm: signal.Signals) -> None:
    """Ask a process to end, wait, insist, wait."""
    if process.poll() is None:
        process.send_signal(polite)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(firm)
            process.wait(STOP_SECONDS)
