"""Plans in the shapes councils keep them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.intake.reader import read_plan
from bot.rules.plan_file import ThemeRow

Write = Callable[..., Path]

PLAN = """\
Ref,Action,Lead,Start,End,Status,RAG,%
4.1,Reset care plans,AD Child Protection,Apr 14,Sep 15,In progress,Amber,50
4.2,Show supervision,DCS; Head of HR,Jan 14,Mar 15,Completed,,
"""


def test_a_csv_file_of_actions_is_a_plan(csv_file: Write) -> None:
    plan = read_plan(csv_file(PLAN))
    first, second = plan.actions
    assert (first.ref, first.title, first.leads) == (
        "4.1",
        "Reset care plans",
        ("AD Child Protection",),
    )
    assert (first.start, first.end) == (date(2014, 4, 1), date(2015, 9, 30))
    assert (first.status, first.rag, first.percent) == ("in_progress", "amber", 50)
    assert (second.status, second.rag, second.percent) == ("completed", None, None)
    assert (first.where.source, first.where.row) == ("actions.csv", 2)
    assert [role.name for role in plan.roles] == ["AD Child Protection", "DCS", "Head of HR"]
    assert (plan.as_of, plan.zone, plan.measures) == (None, None, ())


@pytest.mark.parametrize(
    "saved",
    [
        PLAN.encode("utf-8-sig"),
        PLAN.encode("utf-16"),
        PLAN.replace(";", "/").replace(",", ";").encode(),
        PLAN.replace(",", "\t").encode(),
        PLAN.replace("\n", "\r\n").encode(),
        ("Children's Services Plan 2014\n\n" + PLAN).encode(),
    ],
    ids=["byte order mark", "Excel's Unicode text", "semicolons", "tabs", "Windows", "title row"],
)
def test_it_is_the_same_plan_however_it_was_saved(csv_file: Write, saved: bytes) -> None:
    expected = read_plan(csv_file(PLAN))
    assert read_plan(csv_file(saved)) == expected


def test_a_windows_file_keeps_its_apostrophes_and_dashes(csv_file: Write) -> None:
    text = "Ref,Title,Owner\n1.1,Children’s plans – reset,Head of Children’s Services\n"
    action = read_plan(csv_file(text.encode("cp1252"))).actions[0]
    assert action.title == "Children’s plans – reset"
    assert action.leads == ("Head of Children's Services",)


@pytest.mark.parametrize(
    "headings",
    [
        "Ref,Action,Owner,Start date,Due,Progress status,Rating,Percent,Issue",
        "No,Title,Lead(s),From,Deadline,State,BRAG,% complete,Workstream",
        "Action no.,Description,Lead officer,START,Target date,status,RAG rating,Progress %,Theme",
        "#,Action title,Responsible,Start,By when,Status,RAG Status,%,Priority",
        "Number,Action,Accountable,Start,Completion date,Status,Rag,Percent complete,Section",
    ],
)
def test_columns_are_known_under_the_names_councils_use(csv_file: Write, headings: str) -> None:
    row = "4.2,Show supervision,DCS,Jan 14,31/03/15,Ongoing,G,80%,4"
    action = read_plan(csv_file(f"{headings}\n{row}\n")).actions[0]
    assert (action.ref, action.title, action.leads) == ("4.2", "Show supervision", ("DCS",))
    assert (action.start, action.end) == (date(2014, 1, 1), date(2015, 3, 31))
    assert (action.status, action.rag, action.percent) == ("in_progress", "green", 80)
    assert action.theme == "4"


def test_of_two_columns_the_usual_one_is_the_title_and_the_other_is_left_alone(
    csv_file: Write,
) -> None:
    text = "Description,Ref,Action,Colour\nLong story,1.1,Short title,mauve\n"
    assert read_plan(csv_file(text)).actions[0].title == "Short title"


@pytest.mark.parametrize(
    ("status", "rag", "expected"),
    [
        ("COMPLETED", "", ("completed", None)),
        ("Done", "", ("completed", None)),
        ("Closed", "", ("completed", None)),
        ("On-going", "", ("in_progress", None)),
        ("Started.", "", ("in_progress", None)),
        ("not started", "", ("not_started", None)),
        ("Carry over", "", ("residual", None)),
        ("Residual", "Red", ("residual", "red")),
        ("", "", (None, None)),
        ("-", "–", (None, None)),
        # a colour in the status column is a rating, and blue is completed
        ("Amber", "", (None, "amber")),
        ("Blue", "", ("completed", None)),
        ("", "Blue", ("completed", None)),
        ("Completed", "Blue", ("completed", None)),
        ("Green", "G", (None, "green")),
        # not rated
        ("In progress", "N/A", ("in_progress", None)),
        ("Amber", "Grey", (None, "amber")),
        ("On track", "", (None, "green")),
    ],
)
def test_status_and_rating_are_read_from_either_column(
    csv_file: Write, status: str, rag: str, expected: tuple[str | None, str | None]
) -> None:
    action = read_plan(csv_file(f"Ref,Action,Status,RAG\n1.1,A,{status},{rag}\n")).actions[0]
    assert (action.status, action.rag) == expected


@pytest.mark.parametrize(
    ("printed", "percent"), [("0", 0), ("100", 100), ("80 %", 80), ("66.5%", 67), ("80.0", 80)]
)
def test_a_percentage_is_whole_or_rounded(csv_file: Write, printed: str, percent: int) -> None:
    action = read_plan(csv_file(f"Ref,Action,%\n1.1,A,{printed}\n")).actions[0]
    assert action.percent == percent


def test_headers_that_come_again_and_blank_rows_are_skipped(csv_file: Write) -> None:
    header, first, second = PLAN.splitlines()
    plan = read_plan(csv_file("\n".join([header, first, "", ",,,", header, second])))
    assert [(action.ref, action.where.row) for action in plan.actions] == [("4.1", 2), ("4.2", 6)]


def test_a_row_without_a_reference_runs_on_from_the_row_above(csv_file: Write) -> None:
    text = (
        "Ref,Action,Lead,End,Progress\n"
        "1.1,Bring in,AD Child,Mar 14,begun\n"
        "Ref,Action,Lead,End,Progress\n"
        ",the framework,Protection,,\n"
        ",,,,and more of it\n"
    )
    (action,) = read_plan(csv_file(text)).actions
    assert (action.title, action.leads) == ("Bring in the framework", ("AD Child Protection",))


@pytest.mark.parametrize(
    ("rows", "themes", "of_each"),
    [
        # no theme: what stands before the dot
        (
            ["4.1,A,", "4.2,B,", "10.1,C,"],
            [ThemeRow("4", None), ThemeRow("10", None)],
            ["4", "4", "10"],
        ),
        # a number, with words around it or not
        (
            ["4.1,A,Issue 4: Plans", "4.2,B,4", "4.3,C,issue 4 plans", "5.1,D,B - Staff"],
            [ThemeRow("4", "Plans"), ThemeRow("B", "Staff")],
            ["4", "4", "4", "B"],
        ),
        # a heading row of its own is an action of that theme, not of the one above
        (
            ["1.1,A,", "2,B,", "2.1,C,"],
            [ThemeRow("1", None), ThemeRow("2", None)],
            ["1", "2", "2"],
        ),
        # a title alone takes the number from the reference, and keeps it
        (["4.1,A,Plans", "4.2,B,", "5.1,C,plans"], [ThemeRow("4", "Plans")], ["4", "4", "4"]),
        # references without a dot: themes are numbered, and a merged cell runs on
        (
            ["1,A,Workforce", "2,B,", "3,C,Practice"],
            [ThemeRow("1", "Workforce"), ThemeRow("2", "Practice")],
            ["1", "1", "2"],
        ),
        (["1,A,", "2,B,"], [ThemeRow("1", None)], ["1", "1"]),
    ],
)
def test_every_action_belongs_to_a_theme(
    csv_file: Write, rows: list[str], themes: list[ThemeRow], of_each: list[str]
) -> None:
    plan = read_plan(csv_file("\n".join(["Ref,Action,Theme", *rows])))
    assert list(plan.themes) == themes
    assert [action.theme for action in plan.actions] == of_each


def test_themes_of_their_own_are_found_by_number_or_by_title(folder: Write) -> None:
    plan = read_plan(
        folder(
            actions="Ref,Action,Theme\n4.1,A,Better plans\n4.2,B,4\n5.1,C,\n",
            themes="No,Theme\n5,Reviews\n4,Better plans\n",
        )
    )
    assert plan.themes == (ThemeRow("5", "Reviews"), ThemeRow("4", "Better plans"))
    assert [action.theme for action in plan.actions] == ["4", "4", "5"]


def test_leads_take_the_spelling_of_the_roles_and_new_ones_follow(folder: Write) -> None:
    plan = read_plan(
        folder(
            actions="Ref,Action,Lead\n1.1,A,HEAD OF R &amp; D; Head of HR\n",
            roles="Role,Manager\nDCS,\nHead of R & D,dcs\n",
        )
    )
    assert plan.actions[0].leads == ("Head of R and D", "Head of HR")
    assert [(role.name, role.reports_to) for role in plan.roles] == [
        ("DCS", None),
        ("Head of R and D", "DCS"),
        ("Head of HR", None),
    ]


def test_a_measures_kind_follows_its_unit_where_it_is_left_out(folder: Write) -> None:
    plan = read_plan(
        folder(
            actions="Ref,Action\n1.1,A\n",
            measures="Action,Ref,Title,Unit\n1.1,1a,A,%\n1.1,1b,B,yes/no\n1.1,1c,C,count\n",
        )
    )
    assert [measure.kind for measure in plan.measures] == ["at_least", "yes_no", "count"]
    assert [len(measure.series) for measure in plan.measures] == [1, 1, 1]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("63", 63),
        ("97.2%", 97.2),
        ("1,463", 1463),
        ("5 (two late)", 5),
        ("6/7%", None),
        ("top quartile", None),
        ("yes", None),  # no answer to how many per cent
    ],
)
def test_a_figure_is_a_number_or_stays_words(
    folder: Write, printed: str, value: float | None
) -> None:
    plan = read_plan(
        folder(
            actions="Ref,Action\n1.1,A\n",
            measures="Action,Ref,Title,Unit\n1.1,1a,A,%\n",
            measure_points=f'Action,Ref,Point,Date,Value\n1.1,1a,target,Mar 15,"{printed}"\n',
        )
    )
    (target,) = plan.measures[0].series[0].targets
    assert (target.value, target.printed) == (value, printed)


@pytest.mark.parametrize(
    ("printed", "on"),
    [
        ("Feb 2015", date(2015, 2, 28)),
        ("Mar 2015", date(2015, 3, 18)),  # the month was running on the day of record
        ("2014/15", date(2015, 3, 18)),  # and so was the year
        ("31 March 2015", date(2015, 3, 31)),  # a day is a day
        ("not dated", None),
        ("", None),
    ],
)
def test_a_reading_of_the_running_month_ends_on_the_day_of_record(
    folder: Write, printed: str, on: date | None
) -> None:
    plan = read_plan(
        folder(
            plan='as_of = "18 March 2015"\n',
            actions="Ref,Action\n1.1,A\n",
            measures="Action,Ref,Title,Unit\n1.1,1a,A,%\n",
            measure_points=f"Action,Ref,Point,Date,Value\n1.1,1a,reading,{printed},63\n",
        )
    )
    assert plan.measures[0].series[0].readings[0].on == on


def test_a_long_file_tells_how_far_it_has_come(csv_file: Write) -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f"1.{number},Action\n" for number in range(1, 1201))
    read_plan(csv_file(f"Ref,Title\n{rows}"), lambda done, total: told.append((done, total)))
    assert told == [(500, 1201), (1000, 1201), (1201, 1201)]
