"""Hold OpenAPI documents to the NL API Design Rules with Spectral: `python -m tools.lint_api FILE [FILE …]`.

Spectral comes from npm by name, pinned with hashes in `tools/spectral/package-lock.json`.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent / "spectral"
SPECTRAL = HOME / "node_modules" / ".bin" / "spectral"
ERROR = 0  # Spectral counts severities from the worst


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule: which, where, and in which file."""

    rule: str
    place: str
    message: str
    file: str


def install() -> None:
    """Install Spectral as the lock says; raise FileNotFoundError without npm, CalledProcessError when it fails."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is niet gevonden. Installeer Node.js 20 of nieuwer en probeer het opnieuw.")
    installed = HOME / "node_modules" / "lock.json"
    lock = (HOME / "package-lock.json").read_bytes()
    if installed.exists() and installed.read_bytes() == lock:
        return
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=HOME, check=True, capture_output=True, text=True, timeout=300)
    installed.write_bytes(lock)


def lint(*documents: Path) -> list[Finding]:
    """Return the errors in the documents; raise RuntimeError when Spectral itself fails."""
    command = [str(SPECTRAL), "lint", "--ruleset", str(HOME / "ruleset.yaml"), "--format", "json", "--quiet"]
    done = subprocess.run(
        [*command, *map(str, documents)], capture_output=True, text=True, check=False, cwd=HOME, timeout=120
    )
    if done.returncode > 1:
        raise RuntimeError(done.stderr or done.stdout)
    return [
        Finding(each["code"], ".".join(map(str, each["path"])), each["message"], Path(each["source"]).name)
        for each in json.loads(done.stdout)
        if each["severity"] == ERROR
    ]


def main(files: list[str]) -> int:
    """Lint the named files, say what is wrong, and return the exit code."""
    install()
    found = lint(*map(Path, files))
    for each in found:
        print(f"{each.file}: {each.place}: {each.message} [{each.rule}]")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
