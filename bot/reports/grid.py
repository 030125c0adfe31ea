"""A year of returns as an Excel file: a sheet a programme, words and shapes as well as colours."""

from pathlib import Path
from typing import Any

# Told apart by those who see no red or no green (Okabe and Ito), paler, so that words are read.
FILL = {
    "complete": "BFE0F2",
    "complete, late": "FBE3B5",
    "part": "EDEDED",
    "part, late": "F5C7A9",
    "missing, late": "F5C7A9",
    "to come": "FFFFFF",
    "excused": "D9D9D9",
}
SHEET_CHARACTERS = 31
NOT_IN_A_SHEETS_NAME = str.maketrans("[]:*?/\\", "       ")


def write_grids(grids: list[dict[str, Any]], path: Path) -> None:
    """Write grids: `name`, names of `rounds`, and `roles` with a `text` and a `state` for each."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, one in enumerate(grids, 1):
        _sheet(book, f"{number} {one['name']}", one)
    book.save(path)


def _sheet(book: Any, name: str, it: dict[str, Any]) -> None:
    from openpyxl.styles import Font, PatternFill

    sheet = book.create_sheet(name.translate(NOT_IN_A_SHEETS_NAME)[:SHEET_CHARACTERS].strip())
    sheet.append(["Role", *it["rounds"]])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.column_dimensions["A"].width = 44
    sheet.freeze_panes = "B2"
    for row in it["roles"]:
        cells = row["rounds"]
        sheet.append([row["role"], *(one["text"] if one else "" for one in cells)])
        sheet.cell(sheet.max_row, 1).data_type = "s"  # a name that begins with "=" is still a text
        for cell, one in zip(sheet[sheet.max_row][1:], cells, strict=True):
            if one:
                cell.fill = PatternFill("solid", fgColor=FILL[one["state"]])
