"""What a form of a return can and cannot hold, by its programme's file; and the days in it."""

from datetime import date
from typing import Any

import pytest

from bot.rules.periods import open_period, periods_until
from bot.rules.programmes import Programme, ProgrammeError, programme_of
from bot.rules.return_form import Typed, due_by, faults, missing
from bot.rules.returns import opened
from bot.views.return_forms import sentence
from tests.audits.conftest import PROGRAMMES, settings_of


def programme(name: str, **more: Any) -> Programme:
    return programme_of(name, {**settings_of(name), **more})


def found(name: str, **held: Any) -> list[tuple[str, str]]:
    """The faults of a form, by field."""
    return [(one.field, one.why) for one in faults(programme(name), Typed(**held))]


def test_every_example_makes_a_programme() -> None:
    assert {path.stem for path in PROGRAMMES.glob("*.toml")} >= {
        "case-file-audits",
        "complaints-lessons",
        "crib-sheet-sessions",
        "multi-agency-audits",
        "multi-agency-steps",
        "practice-observations",
        "six-monthly-reviews",
        "themed-audits",
    }
    for path in PROGRAMMES.glob("*.toml"):
        assert programme(path.stem).name


WEAK = {"case": "HX-1042", "grade": "requires_improvement"}


@pytest.mark.parametrize(
    ("held", "fault"),
    [
        ({**WEAK, "actions": "chronology to be brought up to date"}, []),
        (WEAK, [("actions", "weak")]),
        ({**WEAK, "grade": "inadequate", "actions": " "}, [("actions", "weak")]),
        ({**WEAK, "grade": "good"}, []),
        ({**WEAK, "grade": ""}, [("grade", "grade")]),
        ({"case": "hx-1042", "grade": "good"}, []),
        ({"case": "HX1042", "grade": "good"}, [("case", "code")]),
        ({"case": "H-10", "grade": "good"}, [("case", "code")]),
        ({"case": "Mar-2015", "grade": "good"}, [("case", "code")]),
        ({"case": "", "grade": "good"}, [("case", "code")]),
    ],
)
def test_a_graded_return(held: dict[str, Any], fault: list[tuple[str, str]]) -> None:
    assert found("case-file-audits", **held) == fault


COMPLAINT = {"reference": "C-17", "outcome": "Upheld", "lessons": "write back sooner"}


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({}, []),
        ({"outcome": ["Upheld", "Part upheld"]}, [("outcome", "one_only")]),
        ({"outcome": None}, [("outcome", "needed")]),
        ({"outcome": "Rejected"}, [("outcome", "option")]),
        ({"resolved_by": ["Apology", "Compensation"]}, [("cost", "needed")]),
        ({"resolved_by": ["Compensation"], "cost": "£1,250.50"}, []),
        ({"resolved_by": ["Compensation"], "cost": "some"}, [("cost", "number")]),
        ({"resolved_by": ["Flowers"]}, [("resolved_by", "option")]),
        ({"responded": "31 February"}, [("responded", "date")]),
        ({"lessons": "  "}, [("lessons", "needed")]),
    ],
)
def test_a_complaints_lesson(answers: dict[str, Any], fault: list[tuple[str, str]]) -> None:
    assert found("complaints-lessons", answers={**COMPLAINT, **answers}) == fault
    actions = programme("complaints-lessons").question("resolved_by")
    assert actions
    assert len(actions.options) == 6


@pytest.mark.parametrize(
    ("cases", "fits"), [("7", False), ("8", True), ("10", True), ("11", False)]
)
def test_a_baseline_is_of_eight_to_ten_cases(cases: str, fits: bool) -> None:
    made = programme("multi-agency-steps")
    it = faults(made, Typed(answers={"cases": cases}))
    assert (it == []) is fits
    assert [sentence(one) for one in it] == ([] if fits else ["Write a number from 8 to 10."])


@pytest.mark.parametrize(
    ("consents", "missed"),
    [
        ((True, True), []),
        ((True, False), ["agreed_aloud"]),
        ((None, True), ["agreed_in_writing"]),
        ((None, None), ["agreed_in_writing", "agreed_aloud"]),
    ],
)
def test_an_observation_needs_both_consents(consents: tuple[Any, Any], missed: list[str]) -> None:
    answers = dict(zip(("agreed_in_writing", "agreed_aloud"), consents, strict=True))
    it = found("practice-observations", answers={"observed": "2015-03-03", **answers})
    assert it == [(name, "must") for name in missed]


def days(name: str, **answers: str) -> dict[str, str]:
    return {one.name: day.isoformat() for one, day in due_by(programme(name), answers)}


def test_notice_periods_say_what_is_due_by_when() -> None:
    assert days("crib-sheet-sessions", review="2015-06-18") == {
        "report_to_review": "2015-06-11",
        "invitations": "2015-05-21",
    }
    assert days("crib-sheet-sessions", core_group="2015-06-18", initial="2015-04-02") == {
        "core_group_confirmed": "2015-05-28",
        "report_to_initial": "2015-04-01",
        "agency_report": "2015-06-17",
    }
    assert days("crib-sheet-sessions", risk_reviewed="2015-01-31") == {"risk": "2015-04-30"}
    assert days("practice-observations", observed="2015-03-03") == {
        "written_feedback": "2015-03-17"
    }


def test_an_action_plan_is_tracked_for_six_months_or_twelve() -> None:
    begun = {"tracked_from": "2015-04-01"}
    assert days("multi-agency-steps", **begun, tracked_for="6 months") == {"half_way": "2015-10-01"}
    assert days("multi-agency-steps", **begun, tracked_for="12 months") == {"whole": "2016-04-01"}
    assert days("multi-agency-steps", **begun) == {}


def test_a_review_of_nine_inputs_names_the_two_that_are_missing() -> None:
    made = programme("six-monthly-reviews")
    parts = [one.name for one in made.asks if one.part]
    assert len(parts) == 9
    there = {name: True for name in parts if name not in ("parents", "partners")}
    assert [one.name for one in missing(made, there)] == ["parents", "partners"]


def test_a_review_every_six_months_is_due_the_day_after() -> None:
    made = programme("six-monthly-reviews")
    rounds = list(periods_until(made, date(2016, 3, 31)))
    assert [(one.key, one.due.isoformat()) for one in rounds] == [
        ("2015-04", "2015-10-01"),
        ("2015-10", "2016-04-01"),
    ]


def test_what_a_team_owes_goes_by_its_heads() -> None:
    made = programme("practice-observations")
    assert (made.owed("Team Manager 1"), made.owed("Team Manager 2")) == (12, 2)
    behind = opened("x/2015-01/team", {"wanted": made.owed("Team Manager 2"), "due": "2015-12-31"})
    assert behind.wanted - 1 == 1  # one of two by December: behind by one
    crib = programme("crib-sheet-sessions")
    assert 4 * crib.owed("Team Manager 1") == 8


def test_what_fits_a_round_of_eight_to_ten() -> None:
    assert programme("multi-agency-audits").room(8) == 10
    assert programme("case-file-audits").room(3) is None
    found = open_period(programme("multi-agency-steps"), date(2015, 4, 15))
    assert found
    assert found.title == "Audits with check points"


BROKEN = [
    ({"kind": "text", "least": 3}, "only a number"),
    ({"when": {"of": "review", "days": 3}}, "no question that asks a date"),
    ({"needed_with": {"gone": "yes"}}, "leans on no question"),
    ({"when": {"of": "one", "days": 3, "months": 1}}, "not of both"),
]


@pytest.mark.parametrize(("question", "why"), BROKEN)
def test_a_question_that_cannot_be_asked_is_refused(question: dict[str, Any], why: str) -> None:
    settings = {"name": "Walks", "owed_by": ["Team *"], "begins": "2015-01-01"}
    with pytest.raises(ProgrammeError, match=why):
        programme_of("walks", {**settings, "asks": [{"name": "one", "label": "One", **question}]})
