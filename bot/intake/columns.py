"""The columns of each sheet under the names councils give them, and the header row that has them.

Of several columns that could hold a field, the name that stands first here is taken.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.intake.cells import BLANK, Broken, Cell, Faults, Row, Table
from bot.intake.unread import tell_of_columns, tell_of_loose_text
from bot.rules.plan_file import Where

HEADER_ROWS = 20
_DASHES = ("-", "–", "—")
_NUMBERS = ("ref", "reference", "no", "number", "#")
_LEADS = ("lead", "leads", "lead s", "lead officer", "lead officers", "lead officer s")
_OWNERS = ("owner", "owners", "owner s", "action owner", "responsible", "responsible officer")
_ENDS = (
    *("end", "end date", "due", "due date", "due by", "deadline", "target date"),
    *("target end date", "completion date", "target completion date"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a kind of sheet holds: its fields with their headings, and those it cannot do without.

    `needed` says to a person which headings are looked for. Two columns for one of the fields in
    `single` would contradict each other.
    """

    fields: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    needed: str
    single: tuple[str, ...] = ()


def _with_word(words: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{word} {name}" for word in words for name in names)


ACTIONS = Layout(
    {
        "ref": (*_NUMBERS, "action no", "action number", "action ref", "action reference"),
        "title": (
            *("action title", "action", "title", "description", "action description"),
            *("recommendation action", "what will we do", "what we will do", "recommendation"),
        ),
        "theme": ("theme", "issue", "workstream", "work stream", "priority", "section"),
        "theme_title": ("theme title", "issue title", "workstream title", "priority title"),
        "leads": (*_LEADS, *_OWNERS, "accountable", "who"),
        "start": ("start", "start date", "from", "date from"),
        "revised_end": _with_word(("revised", "current", "new"), (*_ENDS, "date")),
        "end": (*_ENDS, "by when", "to"),
        "original_end": _with_word(("original",), (*_ENDS, "date")),
        "status": ("status", "progress status", "action status", "state", "status brag"),
        "rag": (
            *("rag", "rag rating", "rag status", "status rag", "rating"),
            *("brag", "brag rating", "brag status"),
        ),
        "percent": ("%", "percent", "% complete", "percent complete", "complete %", "progress %"),
    },
    ("ref", "title"),
    "a reference (Ref, No, Number, Action no or #) and "
    "a title (Action, Title, Description or Action title)",
    ("start", "revised_end", "end", "original_end", "status", "rag", "percent"),
)
THEMES = Layout(
    {
        "ref": (*_NUMBERS, "theme no", "theme", "issue no", "issue", "workstream", "work stream"),
        "title": ("title", "theme title", "issue title", "name", "description", "theme", "issue"),
    },
    ("ref", "title"),
    "a reference (Ref, No or Theme) and a title (Title, Theme title or Name)",
)
MEASURES = Layout(
    {
        "action": ("action", "action ref", "action no", "action number", "action reference"),
        "ref": ("measure ref", "measure no", "label", *_NUMBERS, "measure"),
        "title": ("title", "measure title", "description", "name", "measure"),
        "unit": ("unit", "units"),
        "kind": ("kind", "type"),
    },
    ("action", "ref", "title"),
    "an action (Action), a label (Measure or Ref) and a title (Title or Description)",
)
POINTS = Layout(
    {
        "action": MEASURES.fields["action"],
        "ref": MEASURES.fields["ref"],
        "series": ("series", "line"),
        "point": ("point", "kind", "type"),
        "on": ("date", "on", "due", "when"),
        "value": ("value", "figure"),
        "source": ("source", "said by"),
    },
    ("action", "ref", "point", "value"),
    "an action (Action), a label (Measure), a kind of point (Point) and a figure (Value)",
)
ROLES = Layout(
    {
        "name": ("role", "name", "title", "post", "job title"),
        "reports_to": ("reports to", "manager", "line manager", "reports to role"),
    },
    ("name",),
    "a role (Role or Name), and whom it reports to (Reports to or Manager)",
)


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
        places = _places([folded(_shown(cell)) for cell in cells], layout)
        if all(field in places for field in layout.required):
            return at, places
    return None


def folded(heading: str) -> str:
    """A heading or a word without case, punctuation and doubled spaces."""
    return " ".join(re.sub(r"[^\w%#]|_", " ", heading.casefold()).split())


def _places(names: Sequence[str], layout: Layout) -> dict[str, int]:
    places: dict[str, int] = {}
    for field, headings in layout.fields.items():
        free = [name for name in headings if name in names]
        place = next((p for p in map(names.index, free) if p not in places.values()), None)
        if place is not None:
            places[field] = place
    return places


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
