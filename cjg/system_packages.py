"""What the application needs from the operating system beside Python: found, installed where that may, else named.

Runs before anything else is imported, with the standard library alone: `python cjg/system_packages.py pdf browser`.
"""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

APT = "/usr/bin/apt-get"


@dataclass(frozen=True)
class Need:
    """One thing the system must offer.

    Args:
        purpose: what it is for, in Dutch.
        libraries: shared libraries, by the names under which they may be found.
        programs: programs of which at least one must be on the PATH.
        debian: packages of Debian and Ubuntu.
        fedora: packages of Fedora.
        brew: packages of Homebrew.
    """

    purpose: str
    debian: tuple[str, ...]
    fedora: tuple[str, ...]
    brew: tuple[str, ...]
    libraries: tuple[tuple[str, ...], ...] = ()
    programs: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether the system offers it."""
        if self.programs and not any(map(shutil.which, self.programs)):
            return False
        return all(any(map(_can_load, names)) for names in self.libraries)


NEEDS = {
    "pdf": Need(
        "het maken van pdf-bestanden (WeasyPrint)",
        debian=("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig"),
        fedora=("pango", "harfbuzz", "fontconfig"),
        brew=("pango",),
        libraries=(
            ("libgobject-2.0.so.0", "gobject-2.0"),
            ("libpango-1.0.so.0", "pango-1.0"),
            ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
            ("libharfbuzz.so.0", "harfbuzz"),
            ("libfontconfig.so.1", "fontconfig"),
        ),
    ),
    "browser": Need(
        "de tests in een browser (Chromium)",
        debian=("chromium",),
        fedora=("chromium",),
        brew=("--cask", "chromium"),
        programs=("chromium", "chromium-browser", "google-chrome"),
    ),
    "poppler": Need(
        "de tests van pdf-bestanden (poppler)",
        debian=("poppler-utils",),
        fedora=("poppler-utils",),
        brew=("poppler",),
        programs=("pdftotext",),
    ),
    "node": Need(
        "de tests van het OpenAPI-document en van static/vendor (npm)",
        debian=("nodejs", "npm"),
        fedora=("nodejs", "npm"),
        brew=("node",),
        programs=("npm",),
    ),
}


def missing(names: list[str]) -> list[Need]:
    """Return the needs that the system does not meet."""
    return [NEEDS[name] for name in names if not NEEDS[name].is_met]


def advise(needs: list[Need]) -> str:
    """Return the command that installs what is missing on this system."""
    if shutil.which(APT):
        return "sudo apt-get install " + " ".join(package for need in needs for package in need.debian)
    if shutil.which("dnf"):
        return "sudo dnf install " + " ".join(package for need in needs for package in need.fedora)
    return "brew install " + " ".join(package for need in needs for package in need.brew)


def install(needs: list[Need]) -> None:
    """Install what is missing with apt, as root."""
    packages = [package for need in needs for package in need.debian]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        subprocess.run([APT, *command], env=environment, check=False, stdout=subprocess.DEVNULL)


def main(names: list[str]) -> int:
    """See to the named needs; return 0 when all are met."""
    needs = missing(names)
    if needs and shutil.which(APT) and os.geteuid() == 0:
        _say("Wordt geïnstalleerd voor " + " en ".join(need.purpose for need in needs) + ".")
        install(needs)
        needs = missing(names)
    if not needs:
        return 0
    _say("Dit systeem mist iets voor " + " en ".join(need.purpose for need in needs) + ".")
    _say(f"Installeer het zo en probeer het opnieuw:\n    {advise(needs)}")
    return 1


def _can_load(name: str) -> bool:
    found = name if ".so" in name else ctypes.util.find_library(name)
    try:
        ctypes.CDLL(found or name)
    except OSError:
        return False
    return True


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
