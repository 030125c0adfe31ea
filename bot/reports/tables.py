"""An exported plan as a table: CSV for any spreadsheet, Excel with one sheet a noun."""

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import suppress
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
    """Sheets of actions, themes, measures with their targets and figures, and each register.

    References stay text, dates are dates.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "Actions", ACTION_COLUMNS, document["actions"])
    _sheet(book, "Themes", {"Ref": "ref", "Title": "title"}, document["themes"])
    _sheet(book, "Measures", MEASURE_COLUMNS, document["measures"])
    registers = {name: rows for name, rows in document.items() if name not in _OWN_SHEETS}
    for name, rows in {**_figures(document["measures"]), **registers}.items():
        if rows and isinstance(rows, list):
            _sheet(book, _heading(name), _columns(rows), rows)
    book.save(path)


_OWN_SHEETS = frozenset(("plan", "state", "actions", "themes", "measures"))


def _figures(measures: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The targets of all measures, and their figures, each with the measure that it is of."""
    lines = [(one, line) for one in measures for line in one.get("series") or [one]]
    return {
        name: [
            {"measure": one["ref"], "action": one["action"], "series": line.get("name"), **given}
            for one, line in lines
            for given in line.get(name) or []
        ]
        for name in ("targets", "readings")
    }


def _columns(rows: list[dict[str, Any]]) -> dict[str, str]:
    """A heading for each field that any of the rows has, in the order in which they come."""
    return {_heading(name): name for name in dict.fromkeys(name for row in rows for name in row)}


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


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
        sheet.append([_cell(row.get(key)) for key in columns.values()])
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":  # a text that begins with "=" is still a text
                cell.data_type = "s"


def _cell(value: Any) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value):
        with suppress(ValueError):  # what somebody typed may only look like one
            return date.fromisoformat(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "; ".join(map(str, value)) if isinstance(value, list) else value


_DATE = re.compile(r"\d{4}-\d\d-\d\d")


WRITERS: dict[str, Callable[[dict[str, Any], Path], None]] = {
    "json": write_json,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
