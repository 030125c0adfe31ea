"""Excel files: every cell as a person sees it in the spreadsheet."""

import re
import warnings
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from bot.intake.cells import BLANK, Broken, Cell, Faults, Table
from bot.intake.progress import Progress
from bot.intake.unread import tell_of_the_rest

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

EXCEL_ROWS = 1_048_576
_FORMULA = Broken("its formula has no result in the file; open it in Excel and save it once")
# What openpyxl lets through of a file that is cut off, or is something else by another name.
_DAMAGE = (BadZipFile, LookupError, OSError, SyntaxError, TypeError, ValueError, zlib.error)
_DECIMALS = re.compile(r"[#,0]*0\.(0+)")

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]+(\d{1,7})"')
_CHUNK, _LONGEST_TAG = 1 << 20, 200

Rows = tuple[tuple[Cell, ...], ...]
Merged = dict[tuple[int, int], int]


def read_xlsx(path: Path, progress: Progress, faults: Faults) -> dict[str, Table]:
    """A table for each sheet of a workbook, by its title."""
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of features that hold no values
            workbook = _workbook(file, results=False)
            sheets = _sheets(workbook, file, progress)
            merged = _merged_cells(workbook, file, sheets)
    except _DAMAGE:
        reason = "the file cannot be opened as Excel: it is damaged, or protected by a password"
        faults.of_file(path.name, reason)
        return {}
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    tell_of_the_rest(path.name, "hidden sheet", hidden, faults)
    return {
        title: Table(f"{path.name}, sheet {title}", rows, merged[title], title)
        for title, rows in sheets.items()
        if title not in hidden
    }


def _merged_cells(
    workbook: "Workbook", file: IO[bytes], sheets: dict[str, Rows]
) -> dict[str, Merged]:
    """The merged cells of each sheet, which openpyxl leaves out where it reads row by row."""
    parts = {sheet.title: vars(sheet)["_worksheet_path"] for sheet in workbook.worksheets}
    with ZipFile(file) as archive:
        return {title: _merged(archive, parts[title], len(rows)) for title, rows in sheets.items()}


def _merged(archive: ZipFile, part: str, rows: int) -> Merged:
    """For each cell below the top of a merge, in its first column, the row of the top."""
    found: Merged = {}
    with archive.open(part) as sheet:
        text = b""
        while chunk := sheet.read(_CHUNK):
            text += chunk
            for letters, top, bottom in _MERGE.findall(text):
                place = column_number(letters.decode())
                for at in range(int(top), min(int(bottom), rows)):
                    found[at, place] = int(top) - 1
            text = text[-_LONGEST_TAG:]
    return found


def column_number(letters: str) -> int:
    """The index of a column from its letters: 0 for A, 26 for AA."""
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0) - 1


def _workbook(file: IO[bytes], *, results: bool) -> "Workbook":
    from openpyxl import load_workbook  # a tenth of a second: loaded when a workbook is read

    return load_workbook(file, read_only=True, data_only=results)


def _sheets(workbook: "Workbook", file: IO[bytes], progress: Progress) -> dict[str, Rows]:
    """The sheets; only where there are formulas is the file read again, for their results."""
    written = _read(workbook, progress, BLANK)
    if not any(_FORMULA in row for rows in written.values() for row in rows):
        return written
    file.seek(0)
    results = _read(_workbook(file, results=True), progress, _FORMULA)
    return {title: _with_results(rows, results[title]) for title, rows in written.items()}


def _read(workbook: "Workbook", progress: Progress, blank: Cell) -> dict[str, Rows]:
    progress.expect(sum(sheet.max_row or 0 for sheet in workbook.worksheets))
    found: dict[str, Rows] = {}
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # the file may state them wrongly
        rows = islice(progress.over(sheet.iter_rows()), EXCEL_ROWS)
        found[sheet.title] = tuple(_row(cells, blank) for cells in rows)
    return found


def _row(cells: Iterable[Any], blank: Cell) -> tuple[Cell, ...]:
    return tuple(_cell(cell, blank) for cell in cells)


def _with_results(written: Rows, results: Rows) -> Rows:
    return tuple(
        tuple(_result(*pair) for pair in zip(*rows, strict=True))
        for rows in zip(written, results, strict=True)
    )


def _result(written: Cell, result: Cell) -> Cell:
    return result if written is _FORMULA else written


def _cell(cell: Any, blank: Cell) -> Cell:
    """One cell's value; `blank` is what it is without one, unless a formula gave an empty text."""
    value = cell.value
    if cell.data_type == "f":
        return _FORMULA
    if cell.data_type == "e":
        return Broken(f"it holds the error {value}")
    if value is None:
        return BLANK if cell.data_type == "str" else blank
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format)
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    return str(value)


def shown_number(value: float, number_format: str) -> str:
    """A number as its cell shows it, as far as that changes no figure: 7.1 as "0.00" is 7.10."""
    if not isfinite(value):
        return str(value)
    exact = Decimal(f"{value:.15g}")  # as many figures as a spreadsheet keeps and shows
    if "%" in number_format:
        return f"{(exact * 100).normalize():f}%"
    plain = f"{exact.normalize():f}"
    decimals = _DECIMALS.match(number_format)
    shown = f"{exact:.{len(decimals[1])}f}" if decimals else plain
    return shown if Decimal(shown) == exact else plain
