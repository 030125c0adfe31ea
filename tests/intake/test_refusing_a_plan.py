"""Every reason for which a plan file is refused, made to happen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.intake.reader import read_plan
from bot.rules.plan_file import Fault, PlanFileError

Write = Callable[..., Path]
FaultsIn = Callable[[Path], tuple[Fault, ...]]

NO_HEADINGS = "none of the first 20 rows has the headings needed"
HEADER = "Ref,Action,Start,End,Status,RAG,%"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("1.1,A,,soon,,,", "End", "“soon” is not a date; write it like 31/03/2015 or Mar 15"),
        ("1.1,A,,Dec 2104,,,", "End", "“Dec 2104” is in 2104, not between 1990 and 2099"),
        ("1.1,A,31/02/2015,,,,", "Start", "“31/02/2015” is not a day in the calendar"),
        ("1.1,A,2013/14,,,,", "Start", "“2013/14” is a year and not a date; write it like"),
        (
            "1.1,A,Apr 14,Mar 14,,,",
            "End",
            "the end, 31 March 2014, is before the start, 1 April 2014",
        ),
        (
            "1.1,A,,,Paused,,",
            "Status",
            "“Paused” is not known; the words known are Not started, In progress, Completed, "
            "Residual, Blue, Green, Amber, Red",
        ),
        ("1.1,A,,,Not stated,,", "Status", "“Not stated” is not known"),
        ("1.1,A,,,?,,", "Status", "“?” is not known"),
        ("1.1,A,,,,mauve,", "RAG", "“mauve” is not known"),
        ("1.1,A,,,,,101", "%", "“101” is not a whole number from 0 to 100"),
        ("1.1,A,,,,,100.2%", "%", "“100.2%” is not a whole number from 0 to 100"),
        ("1.1,A,,,,,-5", "%", "“-5” is not a whole number from 0 to 100"),
        ("1.1,A,,,,,0.8", "%", "“0.8” is not a whole number from 0 to 100"),
        ("1.1,A,,,,,half", "%", "“half” is not a whole number from 0 to 100"),
        (",A,,Mar 14,,,", "Ref", "there is no reference"),
        (",A,,,,,", "Ref", "there is no reference"),
        ("#,A,,,,,", "Ref", "there is no reference"),
        ("<!channel>,A,,,,,", "Ref", "“<!channel>” cannot be a reference"),
        ("*1*,A,,,,,", "Ref", "“*1*” cannot be a reference"),
        ("1.1,,,,,,", "Action", "there is no title"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(
    csv_file: Write, faults_in: FaultsIn, row: str, column: str, reason: str
) -> None:
    (fault,) = faults_in(csv_file(f"The plan\n\n{HEADER}\n{row}\n"))
    assert (fault.where, fault.row, fault.column) == ("actions.csv", 4, column)
    assert fault.reason.startswith(reason)


def test_a_reference_that_stands_twice_is_told_with_both_rows(
    csv_file: Write, faults_in: FaultsIn
) -> None:
    (fault,) = faults_in(csv_file("Ref,Action\n4a,A\n4.1,B\n4A,C\n"))
    assert str(fault) == (
        "actions.csv, row 4, Ref: reference “4A” stands twice, in row 2 and in row 4."
    )


def test_7_10_is_not_7_1_twice(csv_file: Write) -> None:
    plan = read_plan(csv_file("Ref,Action\n7.1,A\n7.10,B\n"))
    assert [action.ref for action in plan.actions] == ["7.1", "7.10"]


def test_all_faults_are_told_at_once(csv_file: Write) -> None:
    path = csv_file(f"{HEADER}\n1.1,A,soon,never,,,\n1.2,,,,odd,,\n1.1,B,,,,,200\n")
    with pytest.raises(PlanFileError) as caught:
        read_plan(path)
    places = {(fault.row, fault.column) for fault in caught.value.faults}
    assert places == {(2, "Start"), (2, "End"), (3, "Action"), (3, "Status"), (4, "%"), (4, "Ref")}
    assert len(str(caught.value).splitlines()) == 6
    first = "actions.csv, row 2, Start: “soon” is not a date; write it like 31/03/2015 or Mar 15."
    assert str(caught.value).startswith(first)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"Name,Colour\nx,y\n", NO_HEADINGS + ": a reference (Ref,"),
        ("a.csv", b"", NO_HEADINGS),
        ("a.csv", b"Ref,Action\n\n,\n", "there are no actions below the headings"),
        ("a.csv", b"\n" * 20 + b"Ref,Action\n1.1,A\n", NO_HEADINGS),
        ("a.csv", b'Ref,Action\n1.1,"A\n1.2,B\n', "a quotation mark is not closed"),
        ("a.csv", b"Ref,Action\n1.1,A\0\n", "the file cannot be read as text"),
        ("a.csv", b"Ref,Action\n1.1,\x81\n", "the file cannot be read as text"),
        ("a.xlsx", b"not a workbook", "the file cannot be opened as Excel"),
        ("a.xlsx", b"", "the file cannot be opened as Excel"),
        ("a.docx", b"", "Word and PDF files cannot be read yet; save the table as CSV or Excel"),
        ("a.pdf", b"", "Word and PDF files cannot be read yet"),
        ("a.ods", b"", "only CSV (.csv) and Excel (.xlsx) files"),
        ("plan", b"", "only CSV (.csv) and Excel (.xlsx) files"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(
    tmp_path: Path, faults_in: FaultsIn, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (fault,) = faults_in(tmp_path / name)
    assert fault.where.startswith(name)
    assert fault.reason.startswith(reason)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, faults_in: FaultsIn) -> None:
    assert faults_in(tmp_path / "lost.csv") == (
        Fault("lost.csv", 0, "", "there is no such file or folder"),
    )


def test_a_workbook_cut_short_is_refused(workbook: Write, faults_in: FaultsIn) -> None:
    path = workbook(Actions=[["Ref", "Action"], ["1.1", "A"]])
    path.write_bytes(path.read_bytes()[:-200])
    (fault,) = faults_in(path)
    assert str(fault) == (
        "plan.xlsx: the file cannot be opened as Excel: it is damaged, or protected by a password."
    )


def test_a_workbook_whose_sheet_is_damaged_is_refused(tmp_path: Path, faults_in: FaultsIn) -> None:
    import zipfile

    book = Workbook()
    book.save(tmp_path / "whole.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "whole.xlsx") as whole,
        zipfile.ZipFile(tmp_path / "torn.xlsx", "w") as torn,
    ):
        for name in whole.namelist():
            data = whole.read(name)
            torn.writestr(name, data[:90] if "sheet1.xml" in name else data)
    (fault,) = faults_in(tmp_path / "torn.xlsx")
    assert "cannot be opened as Excel" in fault.reason


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (["1.1", "A", "=A2+1"], "End", "its formula has no result in the file; open it in Excel"),
        (["1.1", "A", "#REF!"], "End", "it holds the error #REF!"),
        (["1.1", "=A2", None], "Action", "its formula has no result in the file"),
        ([date(2015, 4, 1), "A", None], "No", "Excel has made a date, 2015-04-01, of this ref"),
        (["1.1", "A", date(1900, 1, 31)], "End", "“1900-01-31” is in 1900"),
        (["1.1", "A", 4.1], "End", "“4.1” has no year"),
    ],
)
def test_a_cell_of_a_workbook_is_named_by_sheet_and_row(
    workbook: Write, faults_in: FaultsIn, cells: list[object], column: str, reason: str
) -> None:
    (fault,) = faults_in(workbook(Actions=[["My plan"], ["No", "Action", "End"], cells]))
    assert (fault.where, fault.row) == ("plan.xlsx, sheet Actions", 3)
    assert fault.column == column
    assert fault.reason.startswith(reason)


def test_a_workbook_without_actions_is_refused(workbook: Write, faults_in: FaultsIn) -> None:
    (fault,) = faults_in(workbook(Notes=[["Name", "Colour"]], Empty=[]))
    assert fault.where == "plan.xlsx"
    assert fault.reason.startswith("no sheet has the headings needed: a reference (Ref, No,")


def test_a_title_that_names_a_child_is_refused_without_repeating_it(
    workbook: Write, faults_in: FaultsIn
) -> None:
    named = ["1.1", "Review the case of child Jayden Smith", None]
    (fault,) = faults_in(workbook(Actions=[["No", "Action", "End"], named]))
    assert (fault.row, fault.column) == (2, "Action")
    assert "Jayden" not in str(fault)
