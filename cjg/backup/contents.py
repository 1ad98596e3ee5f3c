"""What lies in a backup, and whether it is still whole."""

import hashlib
import json
import os
import subprocess
import tarfile
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cjg.config import Config
from cjg.embedded import Places

# What the application keeps outside the database; the rest of DATA_DIR can be made again, or is a key.
FILE_DIRECTORIES = ("bestanden", "inzage", "mail")
FILES = "bestanden.tar.gz"
DUMP = "database.dump"
BASE = "database"
CHANGES = "wijzigingen"
DESCRIPTION = "inhoud.json"


class BackupError(Exception):
    """A backup cannot be made or put back; the Dutch message says why and what to do."""


@dataclass(frozen=True)
class Description:
    """What a backup says about itself.

    Args:
        moment: when it was made.
        soort: "ingebouwd" (the whole server) or "dump" (one database of a configured server).
        postgres: the version of PostgreSQL.
        rijen: the number of rows per table.
        sommen: the SHA-256 of every file.
    """

    moment: datetime
    soort: str
    postgres: str
    rijen: dict[str, int]
    sommen: dict[str, str] = field(default_factory=dict)

    def write(self, directory: Path) -> None:
        """Write it beside the parts, with a checksum of each."""
        parts = sorted(path for path in directory.rglob("*") if path.is_file() and path.name != DESCRIPTION)
        sums = {str(path.relative_to(directory)): checksum(path) for path in parts}
        content = asdict(self) | {"moment": self.moment.isoformat(), "sommen": sums}
        (directory / DESCRIPTION).write_text(json.dumps(content, indent=2), encoding="utf-8")


def read_description(directory: Path) -> Description:
    """Read what a backup says about itself, and check that every part is whole.

    Raises:
        BackupError: this is no backup, or a part is missing or changed.
    """
    path = directory / DESCRIPTION
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        description = Description(**(content | {"moment": datetime.fromisoformat(content["moment"])}))
    except (OSError, ValueError, TypeError, KeyError):
        raise BackupError(f"In {directory} staat geen volledige back-up.") from None
    for name, expected in description.sommen.items():
        part = directory / name
        if not part.is_file() or checksum(part) != expected:
            raise BackupError(f"De back-up in {directory} is beschadigd: {name} ontbreekt of is veranderd.")
    return description


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack_files(config: Config, target: Path) -> None:
    """Pack the application's files."""
    with tarfile.open(target, "w:gz") as archive:
        for name in FILE_DIRECTORIES:
            if (config.data_dir / name).is_dir():
                archive.add(config.data_dir / name, arcname=name)


def unpack_files(config: Config, source: Path) -> None:
    """Put the application's files back; files that came later stay."""
    with tarfile.open(source) as archive:
        archive.extractall(config.data_dir, filter="data")


def run_client(places: Places, program: str, arguments: list[str], password: str) -> None:
    """Run one of PostgreSQL's own programs.

    Raises:
        BackupError: it failed; the message holds what it said.
    """
    done = subprocess.run(
        [str(places.postgres_program(program)), *arguments],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} is mislukt:\n{done.stderr.strip()}")
