"""Returns in a sentence: what is kept, what is refused, what can be taken back."""

from collections.abc import Callable

import pytest

from bot.rules.auditing import Counted
from bot.rules.outcomes import Refused
from tests.audits.conftest import AREA, DIRECTOR, Audits, manager
from tests.helpers.plans import ADMIN, STRANGER

Make = Callable[..., Audits]


def test_a_count_and_a_case_are_kept_with_what_is_still_to_do(make_audits: Make) -> None:
    audits = make_audits()
    told = audits.shown("2/3 audits for March", manager(1))
    assert "March 2015: 2 of 3 done; 1 still to do, by 31 March 2015." in told
    assert "Team Manager 1" in told
    told = audits.shown("audited HX-1042: requires improvement, no chronology", manager(1))
    assert "HX-1042 ◆ requires improvement is kept. 2 of 3 done" in told
    assert "“no chronology”" in told
    assert audits.counted("3/3 audits", manager(1)).done == 3
    assert audits.is_sound()


def test_no_audits_is_a_word_with_its_reason(make_audits: Make) -> None:
    audits = make_audits()
    told = audits.shown("no audits this month, two vacancies", manager(2))
    assert "0 of 3 done" in told
    assert "“two vacancies”" in told


def test_three_cases_said_one_by_one_are_a_round_done(make_audits: Make) -> None:
    audits = make_audits()
    for code, grade in (("HX-1042", "good"), ("HX-1043", "outstanding")):
        audits.counted(f"{code} {grade}", manager(1))
    assert audits.totals("March", "2015-03-18")["returned"] == 0  # two of three is not complete
    assert audits.counted("HX-1044 good", manager(1)).done == 3
    again = audits.counted("HX-1044 outstanding", manager(1))  # set right, not a fourth
    assert (again.done, again.grade) == (3, "outstanding")
    totals = audits.totals("March", "2015-03-18")
    assert (totals["returned"], totals["grades"]) == (1, {"outstanding": 2, "good": 1})


def test_what_comes_after_it_was_due_is_late(make_audits: Make) -> None:
    audits = make_audits(at="2015-04-02T09:00")
    assert audits.counted("3/3 audits for March", manager(1)).late
    assert not audits.counted("3/3 audits", manager(1)).late
    assert audits.totals("March", "2015-04-02")["late"] == 3  # one came late, two are missing


REFUSED = [
    ("4/4 audits for March", "You owe 3 for March 2015", manager(1)),
    ("HX-1043 RI", "needs an action plan", manager(1)),
    ("3/3 audits for April 2015", "April 2015 has not begun", manager(1)),
    ("3/3 audits for March 2014", "no round in March 2014", manager(1)),
    ("3/3 audits for March", "None of your roles owes returns", DIRECTOR),
    ("3/3 audits for March", "None of your roles owes returns", STRANGER),
]


@pytest.mark.parametrize(("text", "why", "user"), REFUSED)
def test_what_cannot_be_is_refused_and_nothing_kept(
    make_audits: Make, text: str, why: str, user: str
) -> None:
    audits = make_audits()
    outcome = audits.say(text, user)
    assert isinstance(outcome, Refused)
    assert why in audits.told(outcome)
    assert audits.totals("March", "2015-03-18")["cases"] == 0


def test_a_return_is_taken_back_by_who_gave_it_within_a_day(make_audits: Make) -> None:
    audits = make_audits()
    audits.counted("HX-1042 good", manager(1))
    audits.clock.move(hours=1)
    taken = audits.say("undo", manager(1))
    assert isinstance(taken, Counted)
    assert taken.taken_back
    assert taken.done == 0
    assert audits.totals("March", "2015-03-18")["grades"] == {}
    audits.counted("2/3 audits", manager(1))
    audits.clock.move(days=2)
    assert isinstance(audits.say("undo", manager(1)), Refused)
    assert audits.is_sound()


def test_who_asks_sees_what_they_answer_for(make_audits: Make) -> None:
    audits = make_audits()
    audits.counted("3/3 audits", manager(1))
    for user in (ADMIN, AREA, DIRECTOR):
        told = audits.shown("who hasn't done their audits?", user)
        assert "1 of 3 complete (33%)" in told
        assert "◆ Team Manager 2: 0 of 3" in told
        assert "● Team Manager 1: 3 of 3" in told
    own = audits.shown("who hasn't done their audits?", manager(2))
    assert "◆ Team Manager 2" in own
    assert "Team Manager 1" not in own
    assert "Team Manager" not in audits.shown("who hasn't done their audits?", STRANGER)


def test_a_month_without_audits_says_so_and_has_no_share_of_good(make_audits: Make) -> None:
    audits = make_audits(35, at="2014-08-29T09:00")
    totals = audits.totals("July", "2014-08-29")
    assert (totals["compliance"], totals["good_or_better"]) == (0, None)
    told = audits.shown("audits in July?", ADMIN)
    assert "no audits (0 of 35 complete, 0%)" in told
    assert "Good or better" not in told


@pytest.mark.parametrize(("complete", "percent"), [(22, 63), (11, 31), (35, 100)])
def test_compliance_of_35_managers(make_audits: Make, complete: int, percent: int) -> None:
    audits = make_audits(35, at="2014-04-30T09:00")
    for number in range(1, complete + 1):
        audits.counted("3/3 audits", manager(number))
    if complete < 35:
        audits.counted("2/3 audits", manager(35))
    totals = audits.totals("April", "2014-04-30")
    assert (totals["returned"], totals["compliance"]) == (complete, percent)
