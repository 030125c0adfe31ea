"""An exported plan as a table: CSV for any spreadsheet, Excel with one sheet a noun."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ACTION_COLUMNS = {
    "Ref": "ref",
    "Theme": "theme",
    "Action": "title",
    "Leads": "leads",
    "Start": "start",
    "End": "end",
    "First end": "original_end",
    "Status": "status",
    "RAG": "rag",
    "Percent": "percent",
    "Last update": "last_update",
}
MEASURE_COLUMNS = {"Ref": "ref", "Action": "action", "Measure": "title", "Unit": "unit"}
WIDTHS = {"Action": 60, "Measure": 60, "Title": 60, "Leads": 40}
# A cell that begins with one of these is run as a formula by a spreadsheet that opens it.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def write_json(document: dict[str, Any], path: Path) -> None:
    """Write the document as it is."""
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def as_csv(document: dict[str, Any]) -> str:
    """The actions, one a row, under headings that `import` reads again."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(ACTION_COLUMNS)
    for action in document["actions"]:
        writer.writerow([_harmless(action[name]) for name in ACTION_COLUMNS.values()])
    return out.getvalue()


def _harmless(value: Any) -> Any:
    text = "; ".join(value) if isinstance(value, list) else value
    if isinstance(text, str) and text.startswith(FORMULA_MARKS):
        return f"'{text}"
    return text


def write_csv(document: dict[str, Any], path: Path) -> None:
    """Write the actions as a table."""
    path.write_text(as_csv(document), encoding="utf-8", newline="")


def write_xlsx(document: dict[str, Any], path: Path) -> None:
    """Sheets of themes, actions and measures; references stay text, dates are dates."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "Actions", ACTION_COLUMNS, document["actions"])
    _sheet(book, "Themes", {"Ref": "ref", "Title": "title"}, document["themes"])
    _sheet(book, "Measures", MEASURE_COLUMNS, document["measures"])
    book.save(path)


def _sheet(book: Any, name: str, columns: dict[str, str], rows: list[dict[str, Any]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.append(list(columns))
    for number, heading in enumerate(columns, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(heading, 14)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(key, row[key]) for key in columns.values()])
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":  # a text that begins with "=" is still a text
                cell.data_type = "s"


def _cell(key: str, value: Any) -> Any:
    if key in ("start", "end", "original_end", "last_update") and value:
        return date.fromisoformat(value)
    return "; ".join(value) if isinstance(value, list) else value


WRITERS: dict[str, Callable[[dict[str, Any], Path], None]] = {
    "json": write_json,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
