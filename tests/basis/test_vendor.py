"""What is committed in static/vendor/ is what package.json yields, within the budget of a first visit."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_vendor_files_are_the_same_as_a_fresh_build() -> None:
    if shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail("npm ontbreekt; in CI moet static/vendor/ opnieuw gebouwd kunnen worden")
        pytest.skip("npm ontbreekt: niet nagegaan of static/vendor/ klopt met package.json")
    command = [sys.executable, "tools/build_vendor.py", "--check"]
    result = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr


def test_stylesheet_of_the_design_system_stays_small() -> None:
    path = VENDOR / "nlds/nlds.css"
    assert path.stat().st_size <= 156_000
    assert packed(path) <= 17_500


def test_first_visit_stays_within_100_kilobytes() -> None:
    first_visit = [
        VENDOR / "nlds/nlds.css",
        VENDOR / "htmx/htmx.min.js",
        VENDOR / "icons.svg",
        *sorted((ROOT / "static/cjg").glob("*.css")),
        *sorted((ROOT / "static/cjg").glob("*.js")),
    ]
    fonts = [VENDOR / f"fonts/noto-sans-latin-{weight}-normal.woff2" for weight in (400, 700)]
    total = sum(packed(path) for path in first_visit) + sum(path.stat().st_size for path in fonts)
    assert total <= 100_000


def test_licences_travel_with_the_files() -> None:
    assert "@license EUPL-1.2" in (VENDOR / "nlds/nlds.css").read_text()
    assert "MIT License" in (VENDOR / "icons.svg").read_text()
    assert "0BSD" in (VENDOR / "htmx/htmx.min.js").read_text()
    assert "SIL OPEN FONT LICENSE" in (VENDOR / "fonts/LICENSE").read_text()
