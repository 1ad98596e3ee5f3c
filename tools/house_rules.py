"""The house rules that no other tool holds: the length of modules, functions and templates.

`python -m tools.house_rules` prints what is too long and fails on what is much too long (docs: CONTRIBUTING.md).
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cjg.config import BASE_DIR

MODULE_SOFT, MODULE_HARD = 400, 600
FUNCTION_LINES = 40
TEMPLATE_LINES = 120
SOURCES = ("cjg", "gezinsplan", "toegang", "rapportage", "tests", "tools", "bench")


@dataclass(frozen=True)
class Finding:
    """One thing that is too long."""

    place: str
    message: str
    is_fault: bool


def measure_module(path: Path, name: str) -> Iterator[Finding]:
    """Measure one Python module and its functions."""
    source = path.read_text(encoding="utf-8")
    length = source.count("\n")
    if length > MODULE_SOFT:
        yield Finding(name, f"{length} lines; split it before it reaches {MODULE_HARD}", length > MODULE_HARD)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = _body_length(node)
            if lines > FUNCTION_LINES:
                yield Finding(
                    f"{name}:{node.lineno}", f"{node.name} has {lines} lines, {FUNCTION_LINES} is the limit", True
                )


def measure_template(path: Path, name: str) -> Iterator[Finding]:
    """Measure one template."""
    length = path.read_text(encoding="utf-8").count("\n")
    if length > TEMPLATE_LINES:
        yield Finding(name, f"{length} lines, {TEMPLATE_LINES} is the limit", True)


def measure(root: Path) -> list[Finding]:
    """Measure all modules and templates under a directory with our layout."""
    findings: list[Finding] = []
    for source in SOURCES:
        for path in sorted((root / source).rglob("*.py")):
            if "migrations" not in path.parts:
                findings.extend(measure_module(path, str(path.relative_to(root))))
    for path in sorted((root / "templates").rglob("*.html")):
        findings.extend(measure_template(path, str(path.relative_to(root))))
    return findings


def _body_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without signature and docstring: types and explanation are no fault."""
    statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if not statements:
        return 0
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1


def main() -> int:
    """Print the findings; return 1 when one of them is a fault."""
    findings = measure(BASE_DIR)
    for finding in findings:
        print(f"{'FAULT' if finding.is_fault else 'advice'}  {finding.place}: {finding.message}")
    return int(any(finding.is_fault for finding in findings))


if __name__ == "__main__":
    sys.exit(main())
