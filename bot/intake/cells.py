"""Cells as a person sees them, and the faults found on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from bot.rules.plan_file import Fault, Where


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value cannot be had, and why."""

    reason: str


Cell = str | date | Broken
BLANK = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The raw rows of a file or a sheet, in order, blank ones too: the first has number 1.

    `merged` says of a cell below the top of a merge, by the indices of its row and column, which
    row holds the merge's value; `sheet` is a sheet's title.
    """

    source: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: Mapping[tuple[int, int], int] = dataclass_field(default_factory=dict)
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below a header: its cells by field, and each field's heading."""

    where: Where
    cells: Mapping[str, Cell]
    headings: Mapping[str, str]

    def cell(self, field: str) -> Cell:
        """What stands under a field; blank where there is no such column."""
        return self.cells.get(field, BLANK)

    def text(self, field: str) -> str:
        """A cell as text on one line."""
        cell = self.cell(field)
        if isinstance(cell, Broken):
            return BLANK
        return cell.isoformat() if isinstance(cell, date) else " ".join(cell.split())

    def lines(self, field: str) -> str:
        """A cell as text with its line breaks."""
        cell = self.cell(field)
        return cell if isinstance(cell, str) else self.text(field)

    def filled(self) -> frozenset[str]:
        """The fields that hold something."""
        return frozenset(field for field in self.cells if self.cell(field) != BLANK)

    def with_cell(self, field: str, cell: Cell) -> "Row":
        """The row with one cell put in place of another."""
        return Row(self.where, {**self.cells, field: cell}, self.headings)

    def with_more(self, other: "Row", fields: frozenset[str]) -> "Row":
        """The row with another's text added to these fields."""
        more = {field: f"{self.lines(field)} {other.lines(field)}".strip() for field in fields}
        return Row(self.where, {**self.cells, **more}, self.headings)


class Faults:
    """Every fault found so far: a file is refused with all of them at once.

    Beside them, the remarks on what is left out of a file that is not refused.
    """

    def __init__(self) -> None:
        self._found: list[Fault] = []
        self.remarks: list[str] = []

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def remark(self, where: str, text: str) -> None:
        """A remark on a place: the sentence after its name, without the full stop."""
        self.remarks.append(f"{where}: {text}.")

    def of_file(self, source: str, reason: str, row: int = 0) -> None:
        """A fault of a whole file or sheet."""
        self._found.append(Fault(source, row, "", reason))

    def add(self, row: Row, field: str, reason: str) -> None:
        """A fault of one cell; a broken cell has been told of already."""
        if not isinstance(row.cell(field), Broken):
            self._told(row, field, reason)

    def broken(self, row: Row) -> None:
        """The faults of a row's broken cells."""
        for field, cell in row.cells.items():
            if isinstance(cell, Broken):
                self._told(row, field, cell.reason)

    def _told(self, row: Row, field: str, reason: str) -> None:
        heading = row.headings.get(field, "")
        self._found.append(Fault(row.where.source, row.where.row, heading, reason))
