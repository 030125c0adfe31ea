"""Plans as they are printed: no column of references, each title begins with its number."""

import re
from dataclasses import replace

from bot.intake.cells import BLANK, Cell, Table
from bot.intake.columns import HEADER_ROWS, places_of
from bot.intake.headings import ACTIONS, folded

_NUMBERED = re.compile(
    r"\s*(?:action\s+)?(\d{1,3}(?:\.\d{1,3}){1,2})[.):]?\s+(?=\S)", re.IGNORECASE
)
_BESIDE = {"leads", "start", "end", "status", "rag"}


def with_references(table: Table) -> Table:
    """The table with a last column for the numbers that its titles begin with, where they do.

    Any other table comes back as it is.
    """
    found = _title(table)
    if found is None or not any(_number(row, found[0]) for row in table.rows):
        return table
    width = max(map(len, table.rows))
    rows = tuple(_parted((*row, *[BLANK] * (width - len(row))), *found) for row in table.rows)
    return replace(table, rows=rows)


def _title(table: Table) -> tuple[int, Cell] | None:
    """The place and heading of the titles in a table of actions without a column of references."""
    for cells in table.rows[:HEADER_ROWS]:
        names = [folded(cell) if isinstance(cell, str) else BLANK for cell in cells]
        places = places_of(names, ACTIONS)
        if "title" in places and places.keys() & _BESIDE:
            at = places["title"]
            return None if "ref" in places else (at, cells[at])
    return None


def _number(row: tuple[Cell, ...], title: int) -> re.Match[str] | None:
    cell = row[title] if title < len(row) else BLANK
    return _NUMBERED.match(cell) if isinstance(cell, str) else None


def _parted(row: tuple[Cell, ...], title: int, heading: Cell) -> tuple[Cell, ...]:
    """A row with its number at its end; a header's is the heading of them all."""
    cell = row[title]
    if cell == heading:
        return (*row, "Ref")
    found = _number(row, title)
    if found is None or not isinstance(cell, str):
        return (*row, BLANK)
    return (*row[:title], cell[found.end() :], *row[title + 1 :], found[1])
