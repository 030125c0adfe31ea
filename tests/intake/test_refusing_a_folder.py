"""Every reason for which a folder, or a sheet beside the actions, is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.rules.plan_file import Fault

Write = Callable[..., Path]
FaultsIn = Callable[[Path], tuple[Fault, ...]]

ACTIONS = "Ref,Action\n1.1,A\n"
MEASURES = "Action,Measure,Title,Unit,Kind\n1.1,1a,Share,%,at least\n"
POINTS = "Action,Measure,Series,Point,Date,Value\n"


def test_a_folder_without_actions_is_refused(folder: Write, faults_in: FaultsIn) -> None:
    (fault,) = faults_in(folder(themes="Ref,Title\n1,A\n"))
    assert fault.reason == "there is no actions.csv in this folder"


def test_a_folder_where_a_file_should_be_is_refused(folder: Write, faults_in: FaultsIn) -> None:
    path = folder(roles="Role\nDCS\n")
    (path / "actions.csv").mkdir()
    (fault,) = faults_in(path)
    assert (fault.where, fault.reason.split(";")[0]) == (
        "actions.csv",
        "the file cannot be read as text",
    )


@pytest.mark.parametrize(
    ("files", "where", "row", "column", "reason"),
    [
        (
            {"measures": MEASURES + "9.9,9a,Share,%,count\n"},
            "measures.csv",
            3,
            "Action",
            "the plan has no action “9.9”",
        ),
        (
            {"measures": MEASURES + "1.1,1a,Other,%,\n"},
            "measures.csv",
            3,
            "Measure",
            "measure “1a” stands twice under this action",
        ),
        (
            {"measures": MEASURES + "1.1,1b,Share,%,sometimes\n"},
            "measures.csv",
            3,
            "Kind",
            "“sometimes” is not a kind of measure; the kinds are at least, no more than, yes no,",
        ),
        (
            {"measures": MEASURES + "1.1,1b,,%,\n"},
            "measures.csv",
            3,
            "Title",
            "there is no title",
        ),
        (
            {"measures": MEASURES + ",1b,B,%,\n"},
            "measures.csv",
            3,
            "Action",
            "there is no action",
        ),
        (
            {"measures": MEASURES + "1.1,,B,%,\n"},
            "measures.csv",
            3,
            "Measure",
            "there is no label",
        ),
        (
            {"measures": "Colour\nred\n"},
            "measures.csv",
            0,
            "",
            "none of the first 20 rows has the headings needed: an action (Action), a label",
        ),
        (
            {"measures": MEASURES, "measure_points": POINTS + "1.1,1b,,target,Mar 15,9\n"},
            "measure_points.csv",
            2,
            "Measure",
            "there is no measure “1b” under action “1.1”",
        ),
        (
            {"measures": MEASURES, "measure_points": POINTS + "1.1,1a,,guess,Mar 15,9\n"},
            "measure_points.csv",
            2,
            "Point",
            "“guess” is not a kind of point; the kinds are baseline, target, revised target, read",
        ),
        (
            {"measures": MEASURES, "measure_points": POINTS + "1.1,1a,,target,June,9\n"},
            "measure_points.csv",
            2,
            "Date",
            "“June” has no year",
        ),
        (
            {"measures": MEASURES, "measure_points": POINTS + "1.1,1a,,reading,2013/15,9\n"},
            "measure_points.csv",
            2,
            "Date",
            "“2013/15” is a year and not a date",
        ),
        (
            {"measures": MEASURES, "measure_points": POINTS + "1.1,1a,,target,Mar 15,\n"},
            "measure_points.csv",
            2,
            "Value",
            "there is no figure",
        ),
        (
            {"measures": MEASURES, "measure_points": POINTS + "1.1,1a,,baseline,,1\n" * 2},
            "measure_points.csv",
            3,
            "Point",
            "the baseline is already in row 2",
        ),
        ({"themes": "Ref,Title\n2,B\n2,C\n"}, "themes.csv", 3, "Ref", "theme “2” stands here a"),
        ({"themes": "Ref,Title\n,B\n"}, "themes.csv", 2, "Ref", "there is no reference"),
        ({"themes": "Ref,Title\n2,\n"}, "themes.csv", 2, "Title", "there is no title"),
        (
            {"themes": "Ref,Title\n1,B\n", "actions": "Ref,Action,Theme\n1.1,A,Issue 12\n"},
            "actions.csv",
            2,
            "Theme",
            "“Issue 12” is not among the themes",
        ),
        ({"roles": "Role,Reports to\nDCS,dcs\n"}, "roles.csv", 2, "Reports to", "“DCS” reports"),
        (
            {"roles": "Role,Reports to\nDCS,Mayor\n"},
            "roles.csv",
            2,
            "Reports to",
            "“DCS” reports to a role that is not in this list",
        ),
        (
            {"roles": "Role,Reports to\nDCS,\ndcs,\n"},
            "roles.csv",
            3,
            "Role",
            "“dcs” is already the role of row 2",
        ),
        ({"roles": "Role,Reports to\n,DCS\n"}, "roles.csv", 2, "Role", "there is no role"),
        ({"plan": 'zone = "Mars"\n'}, "plan.toml", 0, "zone", "“Mars” is not a time zone"),
        ({"plan": 'zone = "../etc"\n'}, "plan.toml", 0, "zone", "“../etc” is not a time zone"),
        ({"plan": 'as_of = "soon"\n'}, "plan.toml", 0, "as_of", "“soon” is not a date"),
        ({"plan": "as of soon\n"}, "plan.toml", 0, "", "the file cannot be read as TOML"),
    ],
)
def test_a_folder_is_refused_for_any_of_its_files(
    folder: Write,
    faults_in: FaultsIn,
    files: dict[str, str],
    where: str,
    row: int,
    column: str,
    reason: str,
) -> None:
    found = faults_in(folder(**{"actions": ACTIONS, **files}))
    fault = found[0]
    assert (fault.where, fault.row, fault.column) == (where, row, column)
    assert fault.reason.startswith(reason)


def test_roles_that_report_in_a_circle_are_told_one_by_one(
    folder: Write, faults_in: FaultsIn
) -> None:
    roles = "Role,Reports to\nA,B\nB,C\nC,A\nD,A\nE,\n"
    faults = faults_in(folder(actions=ACTIONS, roles=roles))
    assert [fault.reason for fault in faults] == [
        f"“{name}” reports to itself by way of others" for name in "ABC"
    ]
