"""A draw: to each their number, within their area, never what they hold; and with luck fixed."""

from datetime import date

import pytest

from bot.rules.drawing import Auditor, Case, draw, read_cases
from bot.rules.periods import return_due
from bot.rules.programmes import ProgrammeError


def listed(count: int, area: str = "") -> list[Case]:
    return [Case(f"HX-{1000 + n}", area) for n in range(count)]


def test_ten_managers_have_thirty_cases_each_once() -> None:
    auditors = [Auditor(f"m{n}", 3) for n in range(10)]
    it = draw(listed(40), auditors, "april")
    codes = [code for some in it.given.values() for code in some]
    assert (it.total, len(set(codes)), it.short) == (30, 30, {})
    assert {len(some) for some in it.given.values()} == {3}
    assert dict(draw(listed(40)[::-1], auditors[::-1], "april").given) == dict(it.given)
    assert draw(listed(40), auditors, "may").given != it.given


def test_nobody_has_a_case_that_they_hold_even_where_it_is_the_last() -> None:
    cases = [Case("HX-1001", held_by="m1"), Case("HX-1002")]
    for seed in map(str, range(20)):
        it = draw(cases, [Auditor("m1", 1), Auditor("m2", 1)], seed)
        assert it.given == {"m1": ("HX-1002",), "m2": ("HX-1001",)}
    alone = draw([Case("HX-1001", held_by="m1")], [Auditor("m1", 3)], "x")
    assert (alone.total, alone.short) == (0, {"m1": 3})


def test_areas_and_cases_had_before_are_kept_to() -> None:
    cases = [*listed(3, "North"), Case("HX-2001", "South")]
    north = Auditor("m1", 3, frozenset({"north"}), frozenset({"HX-1000"}))
    it = draw(cases, [north], "x")
    assert it.given["m1"] == ("HX-1001", "HX-1002")
    assert it.short == {"m1": 1}


ROLES = {"team manager 1": "team manager 1"}


def test_a_list_is_read_with_or_without_its_headings() -> None:
    text = "Code, Area, Held by\nhx-1042, North, Team Manager 1\nHX-1043\n\nHX-1044,South,\n"
    assert read_cases(text, ROLES) == [
        Case("HX-1042", "North", "team manager 1"),
        Case("HX-1043"),
        Case("HX-1044", "South"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no case in the list"),
        ("HX-1042\nhx-1042", "HX-1042 stands twice"),
        ("HX-1042\nsomebody", "Line 2 begins with no case code"),
        ("HX-1042, North, Nobody", "Line 1: who holds it is no role"),
        ("HX-1042, North, Team Manager 1, more", "Line 1 has more than"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_line(text: str, why: str) -> None:
    with pytest.raises(ProgrammeError, match=why):
        read_cases(text, ROLES)


@pytest.mark.parametrize(
    ("allocated", "due"),
    [("2015-04-01", "2015-06-01"), ("2014-12-31", "2015-02-28"), ("2015-12-31", "2016-02-29")],
)
def test_an_allocated_case_is_due_two_months_on(allocated: str, due: str) -> None:
    assert return_due(date.fromisoformat(allocated), 2).isoformat() == due
