"""The documents: what they name exists, and what exists is in them."""

import re
from pathlib import Path

import pytest
import typer

from bot import manifest
from bot.__main__ import app
from bot.config import Settings
from models.schema import head
from tests.helpers.command_line import ROOT

PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
TEXT = {path: path.read_text() for path in PAGES}
OURS = typer.main.get_command(app)
SLACKS_OWN = {"/invite"}
COMMANDS = set(OURS.commands)  # type: ignore[attr-defined]


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text()
    for name in COMMANDS:
        assert f"`{name}" in page or f"## {name}" in page, name
    for name in OURS.commands["people"].commands:  # type: ignore[attr-defined]
        assert f"people {name}" in page, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"python -m bot ([a-z]+)", TEXT[page]))
    assert named <= COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_slash_command_that_a_page_shows_exists(page: Path) -> None:
    shown = set(re.findall(r"`(/[a-z]+)(?= |`)", TEXT[page]))
    known = {*manifest.COMMANDS, *SLACKS_OWN, "/healthz"}
    assert shown <= known, shown - known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_and_link_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`?make ([a-z]+)`?", TEXT[page]):
        if f"make {target}" in re.findall(r"(?:`|^)(make [a-z]+)", TEXT[page], re.MULTILINE):
            assert f"\n{target}:" in makefile, target
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", TEXT[page]):
        assert (page.parent / link).exists(), link


def test_the_version_of_the_tables_that_a_page_shows_is_the_present_one() -> None:
    shown = re.findall(r"version (0\d{3})\b", TEXT[ROOT / "docs" / "install.md"])
    assert shown
    assert set(shown) == {head()}


def test_every_setting_is_in_the_example_and_the_other_way_round() -> None:
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_every_dependency_has_its_line() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    page = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text()
    blocks = re.findall(r"(?:dependencies|dev) = \[\n(.*?)\n\]", project, re.DOTALL)
    names = [name for block in blocks for name in re.findall(r'"([A-Za-z-]+)', block)]
    assert len(names) > 20
    assert [name for name in names if name.lower() not in page.lower()] == []
