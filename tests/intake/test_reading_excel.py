"""Workbooks: what a person sees in the spreadsheet is what is read."""

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.intake.reader import read_plan
from bot.intake.xlsx_file import shown_number

Write = Callable[..., Path]
Rows = list[list[object]]


def read_parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(path: Path, parts: dict[str, bytes]) -> None:
    with ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_workbook_holds_what_a_folder_holds(folder: Write, workbook: Write) -> None:
    actions: Rows = [["Ref", "Action", "Lead"], ["1.1", "A", "DCS"]]
    measures: Rows = [["Action", "Measure", "Title", "Unit"], ["1.1", "1a", "Share", "%"]]
    points: Rows = [
        ["Action", "Measure", "Point", "Date", "Value"],
        ["1.1", "1a", "target", "Mar 15", 9],
    ]
    roles: Rows = [["Role", "Reports to"], ["DCS", None]]
    plan: Rows = [["As of", date(2015, 3, 18)], ["Zone", "Europe/London"]]
    sheets = {"Plan": plan, "Actions": actions, "Measures": measures, "Roles": roles}
    read = read_plan(workbook(**sheets, Measure_points=points))

    def text(rows: Rows) -> str:
        return "".join(",".join(str(cell or "") for cell in row) + "\n" for row in rows)

    assert read == read_plan(
        folder(
            plan='as_of = 2015-03-18\nzone = "Europe/London"\n',
            actions=text(actions),
            measures=text(measures),
            measure_points=text(points),
            roles=text(roles),
        )
    )


def test_references_are_what_the_spreadsheet_shows(workbook: Write) -> None:
    refs: list[object] = [4.1, (7.1, "0.00"), (7.1, "General"), "7.20", 8, "#8.1", "8.2."]
    plan = read_plan(workbook(Sheet1=[["Ref", "Action"], *([ref, "A"] for ref in refs)]))
    read = [action.ref for action in plan.actions]
    assert read == ["4.1", "7.10", "7.1", "7.20", "8", "8.1", "8.2"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (4.1, "General", "4.1"),
        (7.1, "0.00", "7.10"),
        (7.125, "0.00", "7.125"),  # no figure is changed
        (0.1 + 0.2, "0.00", "0.30"),  # but for what is beyond a spreadsheet's fifteen
        (4.100000000000001, "General", "4.1"),
        (4.1, "0", "4.1"),
        (1463, "#,##0.00", "1463.00"),
        (41729.0, "General", "41729"),
        (0.8, "0%", "80%"),
        (0.972, "0%", "97.2%"),
        (float("inf"), "0.00", "inf"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, number_format: str, shown: str) -> None:
    assert shown_number(value, number_format) == shown


def test_cells_of_every_kind_are_read_from_a_workbook(workbook: Write) -> None:
    rows = [
        ["Improvement plan"],
        [],
        ["Ref", "Action", "Start", "End", "%", "Status"],
        ["1.1", True, date(2014, 1, 1), datetime(2014, 3, 31, 12), (0.5, "0%"), None],  # noqa: DTZ001
        ["1.2", date(2014, 1, 1), 41640, (41729, "General"), 50, "Done"],
    ]
    first, second = read_plan(workbook(Cover=[["Nothing here"]], Anything=rows)).actions
    assert (first.title, first.start, first.end) == ("yes", date(2014, 1, 1), date(2014, 3, 31))
    assert (first.percent, first.where.source) == (50, "plan.xlsx, sheet Anything")
    assert (second.title, second.start, second.end) == (
        "2014-01-01",
        date(2014, 1, 1),
        date(2014, 3, 31),
    )
    assert second.where.row == 5


def test_a_workbook_tells_how_far_it_has_come(workbook: Write) -> None:
    told: list[tuple[int, int]] = []
    rows = [["Ref", "Title"], *([f"1.{number}", "A"] for number in range(1, 600))]
    read_plan(workbook(Sheet1=rows), lambda done, total: told.append((done, total)))
    assert told == [(500, 600), (600, 600)]


def test_a_sheet_of_measures_is_not_taken_for_the_actions(workbook: Write) -> None:
    measures = [["Action", "Ref", "Title"], ["1.1", "1a", "Share"]]
    plan = read_plan(workbook(Measures=measures, Sheet1=[["Ref", "Action"], ["1.1", "A"]]))
    assert [action.ref for action in plan.actions] == ["1.1"]
    assert [measure.action for measure in plan.measures] == ["1.1"]


@pytest.mark.parametrize(
    ("result", "end"),
    [
        ('<c r="C2"><f>B9</f><v>41729</v></c>', date(2014, 3, 31)),
        ('<c r="C2" t="str"><f>B9</f><v>Mar 14</v></c>', date(2014, 3, 31)),
        ('<c r="C2" t="str"><f>B9</f><v></v></c>', None),  # an empty text is a result
    ],
)
def test_a_formula_counts_for_its_result(workbook: Write, result: str, end: date | None) -> None:
    path = workbook(Plan=[["Ref", "Action", "End"], ["1.1", "A", "=B9"]])
    parts = read_parts(path)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = re.sub(r'<c r="C2".*?</c>', result, sheet).encode()
    write_parts(path, parts)
    (action,) = read_plan(path).actions
    assert (action.ref, action.end) == ("1.1", end)
