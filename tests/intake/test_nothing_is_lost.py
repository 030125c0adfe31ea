"""What a file holds beside its actions is read, remarked on, or refused; it is never just gone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.intake.reader import read_plan
from bot.rules.plan_file import Fault, ThemeRow
from tests.helpers.command_line import CommandLine

Write = Callable[..., Path]
FaultsIn = Callable[[Path], tuple[Fault, ...]]
HEADER = "Ref,Action,Owner,Due,RAG"


def test_columns_that_are_not_read_are_named(csv_file: Write) -> None:
    plan = read_plan(csv_file("Ref,Action,Evidence,Comments\n1.1,A,seen,\n"))
    assert plan.remarks == ("actions.csv: the columns “Evidence” and “Comments” are not read.",)


def test_every_file_of_a_folder_is_read_or_named(folder: Write) -> None:
    path = folder(
        actions="Ref,Action\n1.1,A\n", roles="Role,Note\nDCS,x\n", actions_2="Ref,Action\n2.1,B\n"
    )
    name = path.name
    assert read_plan(path).remarks == (
        f"{name}: the file “actions_2.csv” is not read.",
        "roles.csv: the column “Note” is not read.",
    )


def test_a_plan_that_is_read_whole_has_no_remarks_and_remarks_make_no_difference(
    csv_file: Write,
) -> None:
    plain = read_plan(csv_file("Ref,Action\n1.1,A\n"))
    assert plain.remarks == ()
    assert plain == read_plan(csv_file("Ref,Action,Colour\n1.1,A,mauve\n"))


@pytest.mark.parametrize(
    ("headings", "dates", "end"),
    [
        # the revised end is in force, and without one the original
        ("Original due date,Revised due date", "Mar 14,Mar 15", date(2015, 3, 31)),
        ("Original due date,Revised due date", "Mar 14,", date(2014, 3, 31)),
        ("Original end date,Current end date", "Mar 14,-", date(2014, 3, 31)),
        ("Due date,Revised end date", "Mar 14,Mar 15", date(2015, 3, 31)),
        ("Due date,Revised end date", "Mar 14,", date(2014, 3, 31)),
        ("Original end,Due", "Mar 14,Mar 15", date(2015, 3, 31)),
        ("Original deadline,Colour", "Mar 14,", date(2014, 3, 31)),
        ("Current due date,Colour", "Mar 15,", date(2015, 3, 31)),
    ],
)
def test_the_end_in_force_is_the_revised_one(
    csv_file: Write, headings: str, dates: str, end: date
) -> None:
    assert read_plan(csv_file(f"Ref,Action,{headings}\n1.1,A,{dates}\n")).actions[0].end == end


def test_an_end_that_gives_way_to_another_is_remarked_on(csv_file: Write) -> None:
    plan = read_plan(csv_file("Ref,Action,Due date,Revised end date\n1.1,A,Mar 14,Mar 15\n"))
    assert plan.remarks == (
        "actions.csv: where “Revised end date” is filled, “Due date” is not read.",
    )


@pytest.mark.parametrize(
    ("headings", "named"),
    [
        ("Ref,Action,Due,Due", "“Due” and “Due”"),
        ("Ref,Action,Due date,Deadline", "“Due date” and “Deadline”"),
        ("Ref,Action,BRAG,RAG rating", "“BRAG” and “RAG rating”"),
        ("Ref,Action,Owner,Owner", "“Owner” and “Owner”"),
    ],
)
def test_two_columns_of_one_meaning_are_refused(
    csv_file: Write, faults_in: FaultsIn, headings: str, named: str
) -> None:
    (fault,) = faults_in(csv_file(f"{headings}\n1.1,A,,\n"))
    assert str(fault) == (
        f"actions.csv, row 1: the columns {named} mean the same; take one out, or rename it."
    )


@pytest.mark.parametrize(
    ("status", "rag"), [("Green", "Red"), ("In progress", "Complete"), ("Not started", "Blue")]
)
def test_two_answers_in_one_row_are_refused(
    csv_file: Write, faults_in: FaultsIn, status: str, rag: str
) -> None:
    (fault,) = faults_in(csv_file(f"Ref,Action,Status,RAG\n1.1,A,{status},{rag}\n"))
    assert str(fault) == f"actions.csv, row 2, RAG: “{rag}” contradicts “{status}” under Status."


def test_text_beyond_the_headings_is_remarked_on(csv_file: Write) -> None:
    plan = read_plan(csv_file("Ref,Action,,\n1.1,A,,\n1.2,B,extra,\n1.3,C,,,more\n"))
    assert plan.remarks == (
        "actions.csv: what stands under no heading is not read (rows 3, 4: “extra”).",
    )


def test_a_long_list_of_rows_with_loose_text_is_cut(csv_file: Write) -> None:
    rows = "".join(f"1.{number},A,x\n" for number in range(1, 9))
    (remark,) = read_plan(csv_file(f"Ref,Action\n{rows}")).remarks
    assert remark.endswith("(rows 2, 3, 4, 5, 6 and 3 more: “x”).")


@pytest.mark.parametrize(
    ("rows", "remarks"),
    [
        (["Total,2,,,"], ["row 3: “Total, 2” is not read"]),
        (["TOTAL,1 action,,,"], ["row 3: “TOTAL, 1 action” is not read"]),
        (["Total actions: 1,,,,"], ["row 3: “Total actions: 1” is not read"]),
        (["Source:,Ofsted report,,,"], ["row 3: “Source:, Ofsted report” is not read"]),
        (["Printed 3 March 2015,,,,"], ["row 3: “Printed 3 March 2015” is not read"]),
        (["Page 2 of 3,,,,"], ["row 3: “Page 2 of 3” is not read"]),
        (["* agreed by the board in March,,,,"], ["row 3: “* agreed by the board in March” is"]),
        (["Total of 2,2,,,"], ["row 3: “Total of 2, 2” is not read"]),
        (["Issue 2: Staff,,,,"], ["row 3: “Issue 2: Staff” is not read"]),
        # a key runs on below, and is no part of the last action
        (
            ["Key,Red = off track,,,", ",Green = on track,,,"],
            ["row 3: “Key, Red = off track” is not read", "row 4: “Green = on track” is not read"],
        ),
    ],
)
def test_what_follows_the_last_action_is_left_out_with_a_remark(
    csv_file: Write, rows: list[str], remarks: list[str]
) -> None:
    plan = read_plan(csv_file("\n".join([HEADER, "1.1,Publish,Head,Mar 14,Amber", *rows])))
    assert [(action.ref, action.title) for action in plan.actions] == [("1.1", "Publish")]
    assert len(plan.remarks) == len(remarks)
    for remark, expected in zip(plan.remarks, remarks, strict=True):
        assert remark.startswith(f"actions.csv, {expected}")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Total,2,Head,,", "“Total” is no reference, and the row has dates or leads"),
        ("Key,2,,Mar 15,", "“Key” is no reference, and the row has dates or leads"),
        ("Key,Red\n,,Head,,", "there is no reference, and the row has dates or leads"),
        ("1.2,,,,", "there is no title"),  # an action cut short is no footer
    ],
)
def test_a_row_that_may_be_an_action_is_refused(
    csv_file: Write, faults_in: FaultsIn, row: str, reason: str
) -> None:
    (fault,) = faults_in(csv_file(f"{HEADER}\n1.1,Publish,Head,Mar 14,Amber\n{row}\n"))
    assert (fault.row, fault.reason) == (3 + row.count("\n"), reason)


def test_a_heading_of_an_issue_is_the_theme_of_the_rows_below(csv_file: Write) -> None:
    text = (
        f"{HEADER}\nIssue 1: Plans,,,,\n1.1,A,,,\n,and more,,,\nPage 1 of 2,,,,\n"
        ",after the page,,,\n1.2,B,,,\n"
        "2. Staff,,,,\n2.1,C,,,\n"
    )
    plan = read_plan(csv_file(text))
    assert plan.themes == (ThemeRow("1", "Plans"), ThemeRow("2", "Staff"))
    assert [(action.title, action.theme) for action in plan.actions] == [
        ("A and more after the page", "1"),
        ("B", "1"),
        ("C", "2"),
    ]


def test_a_heading_in_the_themes_column_is_the_theme_too(csv_file: Write) -> None:
    text = "Theme,Ref,Action\nPlans,,\n,1,A\nStaff,,\n,2,B\nPrinted in March,,\n"
    plan = read_plan(csv_file(text))
    assert plan.themes == (ThemeRow("1", "Plans"), ThemeRow("2", "Staff"))
    assert plan.remarks == ("actions.csv, row 6: “Printed in March” is not read.",)


def test_a_date_may_name_its_weekday(csv_file: Write, faults_in: FaultsIn) -> None:
    text = "Ref,Action,Due\n1.1,A,{} 31 March 2015\n"
    for right in ("Tuesday", "Tue", "tues,"):
        path = csv_file(text.format(f'"{right}').replace("2015\n", '2015"\n'))
        assert read_plan(path).actions[0].end == date(2015, 3, 31)
    (fault,) = faults_in(csv_file(text.format("Monday")))
    assert fault.reason == "“Monday 31 March 2015” is not right: that day is a Tuesday"


@pytest.mark.parametrize("heading", ["Recommendation / Action", "What will we do?"])
def test_more_headings_are_titles(csv_file: Write, heading: str) -> None:
    assert read_plan(csv_file(f"Ref,{heading}\n1.1,A\n")).actions[0].title == "A"


@pytest.mark.parametrize(
    ("refs", "reason"),
    [
        (["4.1", "04.1"], "reference “04.1” is “4.1” of row 2 but for a leading zero"),
        (["1.1", "A" * 21], "“AAAAAAAAAAAAAAAAAAAA...” is too long: a reference has at most 20"),
        (["1.1", "4.100000000000001"], "“4.100000000000001” is a fraction and not a reference"),
    ],
)
def test_a_reference_that_cannot_be_meant_is_refused(
    csv_file: Write, faults_in: FaultsIn, refs: list[str], reason: str
) -> None:
    (fault,) = faults_in(csv_file("Ref,Action\n" + "".join(f"{ref},A\n" for ref in refs)))
    assert (fault.row, fault.column) == (3, "Ref")
    assert fault.reason.startswith(reason)


@pytest.mark.parametrize("flag", ["--dry-run", "--yes"])
def test_import_tells_what_is_not_read_before_what_changes(csv_file: Write, flag: str) -> None:
    path = csv_file("Ref,Action,Evidence\n1.1,A,seen\n")
    ran = CommandLine(path.parent)("import", str(path), "--plan", "Harrow", flag)
    assert (ran.code, ran.err) == (0, "")
    first, second, *_ = ran.out.splitlines()
    assert first == "actions.csv: the column “Evidence” is not read."
    assert second.startswith("Harrow (new): creates")
