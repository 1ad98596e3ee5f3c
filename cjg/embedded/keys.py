"""Secrets of an embedded installation: made once, kept in files that only their owner reads."""

import base64
import os
import secrets as random
import tempfile
from contextlib import suppress
from pathlib import Path

from cjg.config import get_config


def secret(name: str, directory: Path | None = None) -> str:
    """Return the secret of this name; make it when it is not there yet.

    Two processes that start at the same moment agree: the first link wins, both read that file.

    Args:
        name: file name under DATA_DIR/sleutels.
        directory: another directory than DATA_DIR/sleutels (the tests' cluster has its own).
    """
    directory = directory or get_config().data_dir / "sleutels"
    path = directory / name
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o700)
    value = base64.urlsafe_b64encode(random.token_bytes(48 if name == "secret_key" else 32)).decode("ascii")
    handle, temporary = tempfile.mkstemp(dir=directory, prefix=f".{name}-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(value + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()
    return path.read_text(encoding="ascii").strip()
