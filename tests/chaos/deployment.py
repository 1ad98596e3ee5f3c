"""A deployment of its own, on embedded servers, whose processes can be killed one by one."""

import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from cjg.config import BASE_DIR, Config
from cjg.embedded import DATABASE, OWNER_ROLE, Cluster, Places
from cjg.embedded.postgres import SUPERUSER
from tests.start.running import Running

# name -> the processes under the supervisor, by their command
VICTIMS = {
    "web": r"gunicorn",
    "worker": r"celery.* worker",
    "beat": r"celery.* beat",
    "Valkey": r"valkey-server",
    "PostgreSQL": r"bin/postgres ",
}


def embedded_environment(home: Path) -> dict[str, str]:
    """Return an environment without any configured server."""
    names = {name.upper() for name in Config.model_fields}
    kept = {"SECRET_KEY": os.environ.get("SECRET_KEY", ""), "VELDSLEUTEL": os.environ.get("VELDSLEUTEL", "")}
    environment = {key: value for key, value in os.environ.items() if key not in names}
    return environment | kept | {"DATA_DIR": str(home / "data"), "UITVOER_DIR": str(home / "uitvoer")}


class Deployment:
    """PostgreSQL, Valkey, web, worker and beat under the supervisor."""

    def __init__(self, home: Path, dump: Path | None = None) -> None:
        self.home = home
        self.environment = embedded_environment(home)
        self.cluster = Cluster(Places(home / "data"))
        self._prepare(dump)
        self.running = Running(home, base=self.environment)
        self.running.wait_until_started()

    def _prepare(self, dump: Path | None) -> None:
        """Fill the database before the start: with people in it no example families are loaded."""
        self.cluster.start()
        try:
            if dump and dump.exists():
                self._restore(dump)
            for command in (["manage.py", "migreer", "--verbosity=0"], ["-m", "tests.chaos.prepare"]):
                subprocess.run([sys.executable, *command], cwd=BASE_DIR, env=self.environment, check=True)
        finally:
            self.cluster.stop()

    def _restore(self, dump: Path) -> None:
        with self.cluster.connect(SUPERUSER, "postgres") as connection:
            connection.execute(f"DROP DATABASE {DATABASE}")
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}")
        places = self.cluster.places
        subprocess.run(
            [
                places.postgres_program("pg_restore"),
                f"--host={places.sockets}",
                f"--username={OWNER_ROLE}",
                f"--dbname={DATABASE}",
                "--no-comments",
                str(dump),
            ],
            env=self.environment | {"PGPASSWORD": self.cluster.password(OWNER_ROLE)},
            check=True,
        )

    def query(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Ask the database, past the rights of the application."""
        with self.cluster.connect(SUPERUSER) as connection:
            return connection.execute(statement, parameters).fetchall()

    def execute(self, *statements: str) -> None:
        """Change the server itself: a bad variant."""
        with self.cluster.connect(SUPERUSER) as connection:
            for statement in statements:
                connection.execute(statement)

    def children(self, pattern: str) -> list[int]:
        """Return the children of the supervisor whose command matches."""
        found = []
        for directory in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((directory / "stat").read_text().rpartition(")")[2].split()[1])
                command = (directory / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (OSError, ValueError):
                continue
            if parent == self.running.process.pid and re.search(pattern, command):
                found.append(int(directory.name))
        return found

    def kill(self, name: str, chance: random.Random) -> None:
        """Kill one of the processes, or one of its own children: no warning, no goodbye."""
        (pid,) = self.children(VICTIMS[name]) or (None,)
        if pid is None:
            return  # it is down already, and on its way back
        children = Path(f"/proc/{pid}/task/{pid}/children")
        offspring = [int(child) for child in children.read_text().split()] if children.exists() else []
        victim = chance.choice([pid, *offspring[:2]]) if name in ("web", "worker") else pid
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            return

    @property
    def is_whole(self) -> bool:
        """Whether everything runs and says it is ready."""
        return all(self.children(pattern) for pattern in VICTIMS.values()) and self._readiness() == "ok"

    def _readiness(self) -> str:
        body = self.running.read("/-/health/ready")
        found = re.match(r'\{"status": "([^"]+)"', body)
        return found[1] if found else ""

    def stop(self) -> None:
        """Stop it all."""
        if self.running.process.poll() is None:
            self.running.stop()
