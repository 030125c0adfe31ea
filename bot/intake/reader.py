"""A plan read from a file or a folder: the whole of it, or every reason why not."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.intake.actions import joined, read_actions, ref_of
from bot.intake.asides import without_asides
from bot.intake.cells import Faults, Row, Table
from bot.intake.columns import header_of, rows_of
from bot.intake.csv_file import read_csv
from bot.intake.headings import ACTIONS, MEASURES, POINTS, ROLES, THEMES, Layout, folded
from bot.intake.measures import read_measures
from bot.intake.numbered import with_references
from bot.intake.programmes import programmes_in
from bot.intake.progress import Progress
from bot.intake.roles import read_roles
from bot.intake.settings import from_table, from_toml, policy_in, read_settings
from bot.intake.themes import Themes, read_themes
from bot.intake.unread import tell_of_the_rest
from bot.intake.xlsx_file import read_xlsx
from bot.rules.identity import identifies
from bot.rules.plan_file import PlanFile, PlanFileError, RoleRow
from bot.rules.role_names import role_key

_CSV, _EXCEL = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
_ACTIONS = ("actions", "action plan")
_THEMES = ("themes", "issues")
_MEASURES, _POINTS, _ROLES, _PLAN = ("measures",), ("measure points",), ("roles",), ("plan",)
_UNNAMED_SHEET = re.compile(r"(sheet|table) ?\d*|")
_SHEETS = (*_ACTIONS, *_THEMES, *_MEASURES, *_POINTS, *_ROLES, *_PLAN)


@dataclass(frozen=True, slots=True)
class _Source:
    """What was found at a path: tables by folded name, and settings from elsewhere."""

    name: str
    tables: Mapping[str, Table]
    settings: Iterable[Row] = field(default=())
    policy: Mapping[str, Any] | None = None
    programmes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def table(self, names: Iterable[str]) -> Table | None:
        return next((self.tables[name] for name in names if name in self.tables), None)

    def rows(self, names: Iterable[str], layout: Layout, faults: Faults) -> list[Row]:
        table = self.table(names)
        return rows_of(table, layout, faults) if table else []


def read_plan(path: Path, progress: Callable[[int, int], None] | None = None) -> PlanFile:
    """Read a plan from a CSV or Excel file of actions, or from a workbook or folder with more.

    A folder holds actions.csv and, where they are wanted, themes.csv, measures.csv,
    measure_points.csv, roles.csv, and plan.toml or plan.csv (as_of, zone); a workbook holds sheets
    of these names, or sheets of actions under any names. `progress` is told (rows done, rows in
    all) from time to time. Raises PlanFileError with every fault found.
    """
    faults, counted = Faults(), Progress(progress)
    source = _open(path, counted, faults)
    plan = _plan(source, faults)
    if faults:
        raise PlanFileError(faults)
    counted.finish()
    return plan


def _open(path: Path, progress: Progress, faults: Faults) -> _Source:
    """What can be read at a path; a path that cannot be read at all is refused here."""
    ending = path.suffix.casefold()
    if path.is_dir():
        source = _folder(path, progress, faults)
    elif not path.exists():
        faults.of_file(path.name, "there is no such file or folder")
    elif ending in _CSV:
        found = read_csv([path], progress, faults)
        source = _Source(path.name, dict(zip(_ACTIONS, found.values(), strict=False)))
    elif ending in _EXCEL:
        sheets = read_xlsx(path, progress, faults)
        source = _Source(path.name, {folded(title): table for title, table in sheets.items()})
    else:
        faults.of_file(path.name, _unknown(ending))
    if faults:
        raise PlanFileError(faults)
    return source


def _folder(path: Path, progress: Progress, faults: Faults) -> _Source:
    files = sorted(file for file in path.iterdir() if file.suffix.casefold() in (*_CSV, *_EXCEL))
    known = [f for f in files if folded(f.stem) in _SHEETS and f.suffix.casefold() == ".csv"]
    tell_of_the_rest(path.name, "file", [f.name for f in files if f not in known], faults)
    found = read_csv(known, progress, faults)
    tables = {folded(stem): table for stem, table in found.items()}
    if not faults and not any(name in tables for name in _ACTIONS):
        faults.of_file(path.name, "there is no actions.csv in this folder")
    toml = path / "plan.toml"
    settings = tuple(from_toml(toml, faults)) if toml.exists() else ()
    if faults or not toml.exists():
        return _Source(path.name, tables, settings)
    policy, programmes = policy_in(toml, faults), programmes_in(toml, faults)
    return _Source(path.name, tables, settings, policy, programmes)


def _unknown(ending: str) -> str:
    if ending in (".docx", ".doc", ".pdf"):
        return "Word and PDF files cannot be read yet; save the table as CSV or Excel (.xlsx)"
    return "only CSV (.csv) and Excel (.xlsx) files and folders of them can be read"


def _plan(source: _Source, faults: Faults) -> PlanFile:
    as_of, zone = read_settings(_settings(source), faults)
    roles = read_roles(source.rows(_ROLES, ROLES, faults), faults)
    names = {role_key(role.name): role.name for role in roles}
    rows = _action_rows(source, faults)
    refs = [ref_of(row) for row in rows]
    themes = Themes(read_themes(source.rows(_THEMES, THEMES, faults), faults), refs)
    actions = read_actions(rows, themes, names, faults)
    _refuse_identities(rows, faults)
    measures = source.rows(_MEASURES, MEASURES, faults)
    points = source.rows(_POINTS, POINTS, faults)
    return PlanFile(
        as_of=as_of,
        zone=zone,
        themes=themes.rows(),
        actions=actions,
        measures=read_measures(measures, points, frozenset(refs), as_of, faults),
        roles=(*roles, *(RoleRow(name, None) for name in list(names.values())[len(roles) :])),
        remarks=tuple(faults.remarks),
        policy=source.policy,
        programmes=source.programmes,
    )


def _refuse_identities(rows: Iterable[Row], faults: Faults) -> None:
    """A plan names no child: what looks like one is refused here as it is in a message.

    By the rules alone: a file can be put right before it is read again.
    """
    for row in rows:
        reason = identifies(row.text("title"))
        if reason:
            faults.add(row, "title", reason.rstrip("."))


def _action_rows(source: _Source, faults: Faults) -> list[Row]:
    tables = _action_tables(source, faults)
    if not tables:
        faults.of_file(source.name, f"no sheet has the headings needed: {ACTIONS.needed}")
        return []
    before = len(list(faults))
    rows = [row for table in tables for row in _rows_of_actions(table, len(tables) > 1, faults)]
    if not rows and len(list(faults)) == before:
        faults.of_file(tables[0].source, "there are no actions below the headings")
    return rows


def _rows_of_actions(table: Table, is_one_of_many: bool, faults: Faults) -> list[Row]:
    """A table's actions; a sheet of its own gives its name to those that name no theme."""
    rows = joined(without_asides(rows_of(table, ACTIONS, faults), faults), faults)
    is_named = not _UNNAMED_SHEET.fullmatch(folded(table.sheet))
    if is_one_of_many and is_named and not any(row.text("theme") for row in rows):
        return [row.with_cell("theme", table.sheet) for row in rows]
    return rows


def _action_tables(source: _Source, faults: Faults) -> list[Table]:
    """The sheet of actions by its name, or else every one that could hold actions."""
    others = (*_THEMES, *_MEASURES, *_POINTS, *_ROLES, *_PLAN)
    tables = {
        name: with_references(table) for name, table in source.tables.items() if name not in others
    }
    named = next((tables[name] for name in _ACTIONS if name in tables), None)
    found = [named] if named else [t for t in tables.values() if header_of(t, ACTIONS)]
    if not found and (plan := source.table(_PLAN)) and header_of(plan, ACTIONS):
        return [plan]
    left = [table.sheet for table in tables.values() if table not in found and any(table.rows)]
    tell_of_the_rest(source.name, "sheet", [name for name in left if name], faults)
    return found


def _settings(source: _Source) -> Iterator[Row]:
    yield from source.settings
    if table := source.table(_PLAN):
        yield from from_table(table)
