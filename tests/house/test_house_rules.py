"""The house rules notice what is too long."""

from pathlib import Path

import pytest

from tools.house_rules import measure

LONG_FUNCTION = "def lang():\n" + "    x = 1\n" * 41
DOCUMENTED_FUNCTION = 'def kort():\n    """' + "Uitleg.\n" * 50 + '    """\n' + "    x = 1\n" * 30


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("cjg", "templates"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "content", "is_fault"),
    [
        ("cjg/a.py", "x = 1\n" * 400, None),
        ("cjg/a.py", "x = 1\n" * 401, False),
        ("cjg/a.py", "x = 1\n" * 601, True),
        ("cjg/a.py", LONG_FUNCTION, True),
        ("cjg/a.py", DOCUMENTED_FUNCTION, None),
        ("templates/a.html", "<p>\n" * 120, None),
        ("templates/a.html", "<p>\n" * 121, True),
    ],
)
def test_length_is_measured(root: Path, name: str, content: str, is_fault: bool | None) -> None:
    (root / name).write_text(content, encoding="utf-8")
    assert [finding.is_fault for finding in measure(root)] == ([] if is_fault is None else [is_fault])
