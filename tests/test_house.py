"""The house's own rules: short functions, small files, one way in for the time and for trouble."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.command_line import ROOT

ROOMS = ("bot", "handlers", "models", "bench")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
TEST_FILES = sorted((ROOT / "tests").rglob("*.py"))
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the product by name, with its length in lines."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, FUNCTION):
                yield f"{path.relative_to(ROOT)}:{node.name}", _length(node)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From its first line to its last, docstring and decorators apart."""
    start = node.lineno
    if ast.get_docstring(node) and len(node.body) > 1:
        documented = node.body[0]
        return (node.end_lineno or start) - start - (documented.end_lineno or 0) + documented.lineno
    return (node.end_lineno or start) - start + 1


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert statistics.median(lengths.values()) <= 8
    assert sum(length <= 25 for length in lengths.values()) / len(lengths) >= 0.9
    assert [name for name, length in lengths.items() if length > 60] == []


@pytest.mark.parametrize("path", [*FILES, *TEST_FILES], ids=lambda path: path.name)
def test_no_file_is_over_300_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in FILES if path.stat().st_size and not _documented(path)]
    assert silent == []


def _documented(path: Path) -> bool:
    return ast.get_docstring(ast.parse(path.read_text())) is not None


def test_there_is_one_broad_except_at_the_edge() -> None:
    broad = [
        str(path.relative_to(ROOT))
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
    ]
    assert broad == ["bot/schedule.py"]


def test_bot_itself_is_empty() -> None:
    assert (ROOT / "bot" / "__init__.py").read_text() == ""


def test_no_page_holds_two_sides_of_a_merge() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.*")]
    sides = ("<" * 7, ">" * 7)
    torn = [p for p in pages if any(one.startswith(sides) for one in p.read_text().splitlines())]
    assert torn == []
