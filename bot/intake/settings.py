"""What a plan says about itself: the day its statuses are from, and its time zone."""

import tomllib
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from bot.intake.cells import Cell, Faults, Row, Table
from bot.intake.headings import folded
from bot.intake.words import day
from bot.rules.plan_file import Where
from bot.rules.policy import PolicyError, policy_of
from bot.rules.times import is_zone

_NAMES = ("as of", "zone")


def read_settings(rows: Iterator[Row], faults: Faults) -> tuple[date | None, str | None]:
    """The day of record and the zone, each None where it is not given."""
    as_of: date | None = None
    zone: str | None = None
    for row in rows:
        if "as of" in row.cells:
            as_of = day(row, "as of", "end", faults)
        elif "zone" in row.cells:
            zone = row.text("zone") or None
            if zone and not is_zone(zone):
                faults.add(row, "zone", f"“{zone}” is not a time zone such as Europe/London")
    return as_of, zone


def from_table(table: Table) -> Iterator[Row]:
    """Settings from a sheet: a name in the first column, its value in the second."""
    for number, cells in enumerate(table.rows, start=1):
        if len(cells) > 1 and isinstance(cells[0], str):
            yield from _setting(Where(table.source, number), cells[0], cells[1])


def from_toml(path: Path, faults: Faults) -> Iterator[Row]:
    """Settings from a TOML file."""
    for name, value in read_toml(path, faults).items():
        yield from _setting(Where(path.name, 0), name, value)


def read_toml(path: Path, faults: Faults) -> dict[str, Any]:
    """What a TOML file holds; nothing, and a fault, where it cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.of_file(path.name, f"the file cannot be read as TOML ({error})")
        return {}


def policy_in(path: Path, faults: Faults) -> dict[str, Any] | None:
    """The plan's policy from a TOML file; None where it says nothing of it."""
    found = read_toml(path, faults).get("policy") if path.exists() else None
    if found is None:
        return None
    settings = found if isinstance(found, dict) else {"policy": found}
    try:
        policy_of(settings)
    except PolicyError as error:
        faults.of_file(path.name, f"policy: {error}")
    return {name: _plain(it) for name, it in settings.items()}


def _plain(it: Any) -> Any:
    """As JSON keeps it."""
    return it.isoformat("minutes") if isinstance(it, time) else it


def _setting(where: Where, name: str, value: object) -> Iterator[Row]:
    field = folded(name)
    if field in _NAMES:
        cell: Cell = value if isinstance(value, Cell) else str(value)
        yield Row(where, {field: cell.strip() if isinstance(cell, str) else cell}, {field: name})
