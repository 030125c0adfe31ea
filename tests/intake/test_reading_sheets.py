"""Workbooks of several sheets, hidden sheets and merged cells."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.intake.reader import read_plan
from bot.intake.xlsx_file import column_number
from bot.rules.plan_file import Fault, ThemeRow

Write = Callable[..., Path]
FaultsIn = Callable[[Path], tuple[Fault, ...]]
HEADER = ["Ref", "Action"]


def test_every_sheet_of_actions_is_read_in_order_and_names_the_theme(workbook: Write) -> None:
    path = workbook(
        Cover=[["Our plan"]],
        Issue_1=[HEADER, ["1.1", "A"]],
        Staff=[HEADER, ["2.1", "B"], ["2.2", "C"]],
        Empty=[],
    )
    plan = read_plan(path)
    assert [(action.ref, action.theme) for action in plan.actions] == [
        ("1.1", "1"),
        ("2.1", "2"),
        ("2.2", "2"),
    ]
    assert plan.themes == (ThemeRow("1", None), ThemeRow("2", "Staff"))
    assert plan.actions[1].where.source == "plan.xlsx, sheet Staff"
    assert plan.remarks == ("plan.xlsx: the sheet “Cover” is not read.",)


def test_themes_that_the_rows_name_come_before_the_sheets_name(workbook: Write) -> None:
    header = [*HEADER, "Theme"]
    path = workbook(Open=[header, ["1", "A", "Plans"]], Sheet2=[header, ["2", "B", None]])
    assert read_plan(path).themes == (ThemeRow("1", "Plans"),)


def test_a_reference_twice_is_told_with_both_sheets(workbook: Write, faults_in: FaultsIn) -> None:
    sheet = [HEADER, ["1.1", "A"]]
    (fault,) = faults_in(workbook(Issue_1=sheet, Issue_2=sheet))
    assert str(fault) == (
        "plan.xlsx, sheet Issue 2, row 2, Ref: reference “1.1” stands twice, "
        "in plan.xlsx, sheet Issue 1, row 2, and in row 2."
    )


def test_beside_a_sheet_called_actions_the_others_are_named_and_not_read(workbook: Write) -> None:
    plan = read_plan(workbook(Old=[HEADER, ["9.1", "Z"]], Actions=[HEADER, ["1.1", "A"]]))
    assert [action.ref for action in plan.actions] == ["1.1"]
    assert plan.remarks == ("plan.xlsx: the sheet “Old” is not read.",)


def test_a_hidden_sheet_is_named_and_not_read(workbook: Write) -> None:
    path = workbook(Old=[HEADER, ["9.1", "Z"]], Now=[HEADER, ["1.1", "A"]])
    book = load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    plan = read_plan(path)
    assert [action.ref for action in plan.actions] == ["1.1"]
    assert plan.remarks == ("plan.xlsx: the hidden sheet “Old” is not read.",)


def test_a_merged_cell_belongs_to_every_row_of_the_merge(workbook: Write) -> None:
    path = workbook(
        Sheet1=[
            ["Theme", "Ref", "Action", "Owner"],
            ["Plans", "1", "A", "DCS"],
            [None, "2", "B", None],
            [None, None, "and more", None],
            [None, "3", "C", None],
            ["Staff", "4", "D", None],
        ]
    )
    book = load_workbook(path)
    book["Sheet1"].merge_cells("A2:A5")
    book["Sheet1"].merge_cells("D2:D4")
    book.save(path)
    plan = read_plan(path)
    assert [(action.title, action.theme, action.leads) for action in plan.actions] == [
        ("A", "1", ("DCS",)),
        ("B and more", "1", ("DCS",)),
        ("C", "1", ()),
        ("D", "2", ()),
    ]


@pytest.mark.parametrize(("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383)])
def test_columns_are_numbered_as_a_spreadsheet_letters_them(letters: str, number: int) -> None:
    assert column_number(letters) == number
