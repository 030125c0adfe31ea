"""The papers' figures on the service itself: shares, spans of control, supervision, open cases."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.rules.digest import as_json
from bot.rules.readings import figure_in
from bot.services import tracking
from bot.services.digesting import digest
from tests.helpers.plans import ADMIN, LEAD, STRANGER, action
from tests.life.conftest import Life, a_plan
from tests.life.test_the_papers import a_paper, give, line, measure, off_track

Make = Callable[..., Life]


# what is given, the share that it is, in percent
SHARES = [("2 of 28", 7.1), ("4 out of 28", 14.3), ("14 of 40", 35.0), ("36 of 360", 10.0)]


@pytest.mark.parametrize(("given", "percent"), SHARES)
def test_so_many_of_so_many_is_a_share(given: str, percent: float) -> None:
    figure = figure_in(given, "at_least")
    assert figure
    assert round(figure.value or 0, 1) == percent
    assert figure.printed.startswith(given.replace("out ", ""))


@pytest.mark.parametrize("given", ["29 of 28", "2 of 0"])
def test_more_than_there_are_is_no_figure(given: str) -> None:
    assert figure_in(given, "at_least") is None


def test_36_children_are_not_fewer_than_a_tenth_of_360_and_35_are(make_life: Make) -> None:
    far = measure("1a", line("", 10, "under 10"), unit="%")
    life = make_life(a_paper(far), "2011-09-19T09:30")
    give(life, "1a", "36 of 360")
    assert off_track(life) == {"1a": 0}
    assert "36 of 360 (10%)" in life.shown("1a?")
    life.clock.move(days=1)
    give(life, "1a", "35 of 360")
    assert off_track(life) == {}


def test_98_of_100_pathway_plans_is_2_short(make_life: Make) -> None:
    plans = measure("1a", line("", 100), unit="%", kind="at_least")
    life = make_life(a_paper(plans), "2011-09-19T09:30")
    give(life, "1a", "98 of 100")
    assert off_track(life) == {"1a": 2}


def test_a_manager_of_seven_is_over_the_limit_of_six(make_life: Make) -> None:
    span = measure("1a", line("North", 6), line("South", 6), unit="social workers")
    life = make_life(a_paper(span), "2011-09-19T09:30")
    give(life, "1a", "6", "North")
    give(life, "1a", "7", "South")
    assert off_track(life) == {"1a South": 1}


def test_thirty_recruited_and_ten_offers_are_the_forty_that_were_asked_for(make_life: Make) -> None:
    recruits = measure("1a", line("", 40), unit="social workers", kind="at_least")
    life = make_life(a_paper(recruits), "2011-09-19T09:30")
    give(life, "1a", str(30 + 10))
    assert off_track(life) == {}


# a supervision on 2 February, looked at on 9 March: late by a month's rule, not by one of six weeks
@pytest.mark.parametrize(("silent_after", "silent"), [(30, [35]), (6 * 7, [])])
def test_the_last_supervision_is_late_by_the_month_and_not_by_six_weeks(
    make_life: Make, silent_after: int, silent: list[int]
) -> None:
    monthly = action("9.2", start=date(2014, 4, 1), end=date(2016, 4, 1))
    life = make_life(a_plan(monthly, silent_after=silent_after), "2015-02-01T09:30")
    life.clock.set("2015-02-02T10:00")
    life.say("9.2 supervision held", LEAD)
    life.clock.set("2015-03-09T10:00")
    with life.store.reading() as session:
        found = as_json(digest(session, life.plan(session), life.clock()))
    assert [one["days"] for one in found["silent"]] == silent  # type: ignore[attr-defined]


def opened(life: Life, title: str, **fields: str) -> str:
    """A case is tracked from the day on which it was opened; the answer as it is read."""
    typed = {"title": title, "opened": "2 February 2015", "state": "no plan", **fields}
    return life.told(life.do(tracking.add, "tracked_case", typed))


def test_a_case_without_a_plan_is_owed_one_in_six_weeks_and_in_breach_after_eight(
    life: Life,
) -> None:
    told = opened(life, "hx-1042")
    assert "HX-1042" in told
    assert "plan due 16 March 2015; in breach after 30 March 2015" in told
    assert "tracked case 1: due 16 March 2015" in life.shown("how is the plan")
    assert "1 tracked cases" in life.shown("how is the plan")
    life.clock.move(hours=1)
    life.do(tracking.change, "tracked_case", "1", {"state": "planned", "ends": "2015-03-17"})
    assert "tracked case 1: due 17 March 2015" in life.shown("how is the plan")  # its target end
    life.clock.move(hours=1)
    life.do(tracking.change, "tracked_case", "1", {"state": "closed"})
    assert "tracked case 1" not in life.shown("how is the plan")
    assert life.is_sound()


def test_days_that_are_said_are_kept(life: Life) -> None:
    assert "plan due 20 March 2015" in opened(life, "HX-1042", plan_due="20 March 2015")


@pytest.mark.parametrize("title", ["Our oldest", "HX-1042 and another", "MAR-2015", ""])
def test_a_tracked_case_is_named_by_its_code_alone(life: Life, title: str) -> None:
    assert "Nothing was saved" in opened(life, title)
    assert life.export()["tracked_cases"] == []


def test_codes_are_for_those_who_hold_a_role_and_others_hear_how_many(life: Life) -> None:
    opened(life, "HX-1042")
    assert "HX-1042" in life.shown("tracked cases?", ADMIN)
    assert "HX-1042" in life.shown("tracked cases?", LEAD)
    refused = life.shown("tracked cases?", STRANGER)
    assert "HX-1042" not in refused
    assert "Only those who hold a role" in refused
    assert "HX-1042" not in life.shown("how is the plan", STRANGER)
