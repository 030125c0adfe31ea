"""The header row of a sheet, and the rows below it by field."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.intake.cells import BLANK, Broken, Cell, Faults, Row, Table
from bot.intake.headings import Layout, folded
from bot.intake.unread import tell_of_columns, tell_of_loose_text
from bot.intake.words import reads
from bot.rules.plan_file import Where

HEADER_ROWS = 20
_DASHES = ("-", "–", "—")


def rows_of(table: Table, layout: Layout, faults: Faults) -> list[Row]:
    """The rows below the header: without blank ones, and without the header where it comes again.

    Without a header among the first rows there is one fault, and no row.
    """
    header = header_of(table, layout)
    if header is None:
        reason = f"none of the first {HEADER_ROWS} rows has the headings needed: {layout.needed}"
        faults.of_file(table.source, reason)
        return []
    at, places = header
    shown = [_shown(cell) for cell in table.rows[at]]
    _refuse_doubles(table.source, at, shown, places, layout, faults)
    tell_of_columns(table.source, shown, places, faults)
    tell_of_loose_text(table, at, shown, faults)
    headings = {field: shown[place] for field, place in places.items()}
    found = []
    for below in range(at + 1, len(table.rows)):
        row = Row(Where(table.source, below + 1), _values(table, below, places), headings)
        if row.filled() and not _is_header(row, layout):
            faults.broken(row)
            found.append(row)
    return found


def _values(table: Table, at: int, places: Mapping[str, int]) -> dict[str, Cell]:
    """The cells of a row by field; with a reference of its own it shares what is merged above."""
    values = {field: _at(table.rows[at], place) for field, place in places.items()}
    if values.get("ref", BLANK) != BLANK:
        for field, place in places.items():
            top = table.merged.get((at, place))
            if field != "ref" and top is not None and values[field] == BLANK:
                values[field] = _at(table.rows[top], place)
    return values


def _refuse_doubles(
    source: str,
    at: int,
    shown: Sequence[str],
    places: Mapping[str, int],
    layout: Layout,
    faults: Faults,
) -> None:
    """Two columns of one meaning: neither can be taken for the other."""
    names = [folded(heading) for heading in shown]
    for field, place in places.items():
        same = layout.fields[field] if field in layout.single else (names[place],)
        for other, name in enumerate(names):
            if name in same and other not in places.values():
                pair = " and ".join(f"“{shown[one]}”" for one in sorted((place, other)))
                reason = f"the columns {pair} mean the same; take one out, or rename it"
                faults.of_file(source, reason, at + 1)


def header_of(table: Table, layout: Layout) -> tuple[int, Mapping[str, int]] | None:
    """The index of the header row, and the place of each field in it; None without a header."""
    for at, cells in enumerate(table.rows[:HEADER_ROWS]):
        names = [folded(_shown(cell)) for cell in cells]
        places = places_of(names, layout)
        if all(field in places for field in layout.required):
            return at, places | _loose(table, at, names, places, layout)
    return None


def places_of(names: Sequence[str], layout: Layout) -> dict[str, int]:
    """The place of each field among folded headings."""
    places: dict[str, int] = {}
    for field, headings in layout.fields.items():
        free = [name for name in headings if name in names]
        place = next((p for p in map(names.index, free) if p not in places.values()), None)
        if place is not None:
            places[field] = place
    return places


def _loose(
    table: Table, at: int, names: Sequence[str], places: Mapping[str, int], layout: Layout
) -> dict[str, int]:
    """Fields under headings that may also mean something else: "Progress" with a status in it."""
    found: dict[str, int] = {}
    for field, headings in layout.loose.items():
        free = (n for n, name in enumerate(names) if name in headings and n not in places.values())
        place = next(free, None)
        if field in places or place is None:
            continue
        below = [cell for row in table.rows[at + 1 :] if (cell := _at(row, place)) != BLANK]
        if below and 2 * sum(reads(field, cell) for cell in below) >= len(below):
            found[field] = place
    return found


def _at(cells: tuple[Cell, ...], place: int) -> Cell:
    """A cell without the spaces around it; a lone dash is how people leave one blank."""
    cell = cells[place] if place < len(cells) else BLANK
    if not isinstance(cell, str):
        return cell
    return BLANK if cell.strip() in _DASHES else cell.strip()


def _is_header(row: Row, layout: Layout) -> bool:
    return all(folded(row.text(field)) in layout.fields[field] for field in layout.required)


def _shown(cell: Cell) -> str:
    if isinstance(cell, Broken):
        return BLANK
    if isinstance(cell, date):
        return cell.isoformat()
    return " ".join(cell.split())
