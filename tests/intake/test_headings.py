"""The headings that councils give their columns."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.intake.reader import read_plan
from bot.rules.plan_file import Fault

Write = Callable[..., Path]

PRINTED = """\
Action / Process,,,,Improvement Targets
Action,Lead,Start Date,End Date,Progress - Actions
1.1 Bring in the framework,DCS,Jan 14,Mar 14,COMPLETED - launched
,and Head of HR,,,more of it
Action,Lead,Start Date,End Date,Progress - Actions
1.10. Start the audits,Head of HR,Mar 14,Apr 14,
"""


# Each row is a heading, a cell under it, the field and what it comes to.
@pytest.mark.parametrize(
    ("heading", "cell", "field", "held"),
    [
        ("Responsible person", "DCS", "leads", ("DCS",)),
        ("Accountable Officer", "DCS", "leads", ("DCS",)),
        ("Lead / Owner", "DCS", "leads", ("DCS",)),
        ("By whom?", "DCS", "leads", ("DCS",)),
        ("Commencement date", "Mar 14", "start", date(2014, 3, 1)),
        ("Date for completion", "Mar 14", "end", date(2014, 3, 31)),
        ("Due date (revised)", "Mar 14", "end", date(2014, 3, 31)),
        ("Timescale", "Mar 14", "end", date(2014, 3, 31)),
        ("Current RAG", "Red", "rag", "red"),
        ("Implementation status", "Closed", "status", "completed"),
        ("Progress", "Ongoing", "status", "in_progress"),
        ("% done", "40", "percent", 40),
    ],
)
def test_a_column_is_found_under_a_councils_own_heading(
    csv_file: Write, heading: str, cell: str, field: str, held: object
) -> None:
    plan = read_plan(csv_file(f"Action ID,Key actions,{heading}\n1.1,Reset plans,{cell}\n"))
    assert getattr(plan.actions[0], field) == held
    assert plan.remarks == ()


def test_a_column_of_commentary_is_no_status(csv_file: Write) -> None:
    plan = read_plan(csv_file("Ref,Action,Progress\n1.1,Reset plans,Two teams trained\n"))
    assert plan.actions[0].status is None
    assert plan.remarks == ("actions.csv: the column “Progress” is not read.",)


def test_progress_beside_a_status_is_no_second_status(csv_file: Write) -> None:
    text = "Ref,Action,Status,Progress\n1.1,Reset plans,Completed,Ongoing\n"
    assert read_plan(csv_file(text)).actions[0].status == "completed"


def test_one_unreadable_date_among_a_timescales_is_refused(
    csv_file: Write, faults_in: Callable[[Path], tuple[Fault, ...]]
) -> None:
    text = "Ref,Action,Timescale\n1.1,A,Mar 14\n1.2,B,in due course\n"
    (fault,) = faults_in(csv_file(text))
    assert (fault.row, fault.column) == (3, "Timescale")


def test_a_printed_plan_has_its_numbers_before_its_titles(csv_file: Write) -> None:
    first, second = read_plan(csv_file(PRINTED)).actions
    assert (first.ref, first.title) == ("1.1", "Bring in the framework")
    assert (first.leads, first.end) == (("DCS and Head of HR",), date(2014, 3, 31))
    assert (second.ref, second.title) == ("1.10", "Start the audits")
    assert second.where.row == 6


def test_a_printed_plan_says_which_number_stands_twice(
    csv_file: Write, faults_in: Callable[[Path], tuple[Fault, ...]]
) -> None:
    (fault,) = faults_in(csv_file("Action,Lead\n1.1 Reset plans,DCS\n1.1 Reset them,DCS\n"))
    assert (fault.row, fault.column) == (3, "Ref")


def test_a_reference_may_be_called_an_action(csv_file: Write) -> None:
    plan = read_plan(csv_file("Ref,Action\nAction 1.1,A\nRef. 1.2,B\n#1.3,C\n"))
    assert [action.ref for action in plan.actions] == ["1.1", "1.2", "1.3"]


def test_cells_may_stand_apart_by_bars(csv_file: Write) -> None:
    plan = read_plan(csv_file('Ref|Action|End\n1.1|Reset plans, and more|"March 31, 2014"\n'))
    assert plan.actions[0].title == "Reset plans, and more"
    assert plan.actions[0].end == date(2014, 3, 31)
