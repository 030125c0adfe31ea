"""The figures that the papers print, held against the limits that they print."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.rules.digest import as_json
from bot.rules.plan_file import MeasureRow, PlanFile, SeriesRow, TargetRow
from bot.rules.readings import MET, Figure, Point, Report, figure_in, weekly_change
from bot.services import reading
from bot.services.books import Books
from bot.services.digesting import digest
from bot.services.home import home
from bot.views.home import home_view
from bot.views.plain import as_text
from tests.helpers.plans import MANAGER, action
from tests.life.conftest import Life, a_plan

Make = Callable[..., Life]
DUE = date(2011, 8, 31)


def line(name: str, target: float | None = None, printed: str = "", due: date = DUE) -> SeriesRow:
    """A line of figures with a target, or with none."""
    targets = (TargetRow(due, target, printed or f"{target:g}", 1),) if target is not None else ()
    return SeriesRow(name, None, None, None, targets, ())


def measure(
    ref: str, *lines: SeriesRow, unit: str = "cases", kind: Any = "no_more_than"
) -> MeasureRow:
    return MeasureRow(ref, "1.1", f"Measure {ref}", unit, kind, lines)


def a_paper(*measures: MeasureRow) -> PlanFile:
    """A plan of one action with these measures."""
    made = action("1.1", start=date(2010, 1, 1), end=date(2012, 1, 1))
    return replace(a_plan(made), measures=measures)


def off_track(life: Life) -> dict[str, float | None]:
    """By how much each line that is off track is, in the digest."""
    with life.store.reading() as session:
        found = as_json(digest(session, life.plan(session), life.clock()))
    return {
        f"{one['ref']} {one['series'] or ''}".strip(): one["short"]
        for one in found["measures_off_track"]  # type: ignore[attr-defined]
    }


def give(life: Life, ref: str, figure: str, series: str | None = None) -> None:
    kept = figure_in(figure, "no_more_than")
    assert kept
    life.do(reading.give, (None, ref), Report(kept, series))


def test_kents_limits_hold_one_measure_and_not_the_other(make_life: Make) -> None:
    unallocated = measure("1a", line("over 28 days", 100), line("all"))
    late, core = measure("1b", line("", 200)), measure("1c", line("", 100))
    life = make_life(a_paper(unallocated, late, core), "2011-09-19T09:30")
    give(life, "1a", "131", "all")  # another measure: it has no limit
    give(life, "1a", "40", "over 28 days")
    give(life, "1b", "53")
    give(life, "1c", "reported met")
    assert off_track(life) == {}
    assert MET in life.shown("1c?")
    assert "131; no target yet due" in life.shown("1a?").replace(" on 19 September 2011", "")
    give(life, "1a", "100", "over 28 days")  # 100 itself is met
    assert off_track(life) == {}
    life.clock.move(days=1)
    give(life, "1a", "101", "over 28 days")
    assert off_track(life) == {"1a over 28 days": 1}
    assert life.is_sound()


def test_each_kind_of_team_has_a_limit_of_its_own(make_life: Make) -> None:
    teams = measure("1a", line("assessment", 15), line("child in need", 18), line("service", 18))
    life = make_life(a_paper(teams), "2011-09-19T09:30")
    for team, cases in (("assessment", "16"), ("child in need", "18"), ("service", "17")):
        give(life, "1a", cases, team)
    assert off_track(life) == {"1a assessment": 1}
    life.clock.move(days=1)
    give(life, "1a", "30", "service")
    assert off_track(life) == {"1a assessment": 1, "1a service": 12}


def test_fewer_than_is_not_no_more_than(make_life: Make) -> None:
    share = measure("1a", line("", 40, "under 40"), unit="%")
    life = make_life(a_paper(share), "2011-09-19T09:30")
    give(life, "1a", "39.9%")
    assert off_track(life) == {}
    life.clock.move(days=1)
    give(life, "1a", "40%")
    assert off_track(life) == {"1a": 0}


# what it was, what it became, the change in points
HEREFORDSHIRE = [(39, 100, 61), (69, 85, 16), (65, 74, 9), (41, 59, 18)]


@pytest.mark.parametrize(("before", "after", "points"), HEREFORDSHIRE)
def test_before_and_after_in_points(make_life: Make, before: int, after: int, points: int) -> None:
    on_time = measure("1a", line("", 100), unit="%", kind="at_least")
    life = make_life(a_paper(on_time), "2011-09-19T09:30")
    label = (None, "1a")
    life.do(reading.give, label, Report(Figure(before, str(before)), on=date(2011, 6, 30)))
    life.do(reading.give, label, Report(Figure(after, str(after)), on=date(2011, 8, 31)))
    assert f"up {points} since 30 June 2011" in life.shown("1a?")
    assert off_track(life) == ({"1a": 100 - after} if after < 100 else {})


def test_which_baselines_were_never_set(life: Life) -> None:
    with life.store.reading() as session:
        found = as_json(digest(session, life.plan(session), life.clock()))["baselines_due"]
    labels = {f"{one['ref']} {one['series'] or ''}".strip() for one in found}  # type: ignore[attr-defined]
    assert {"2a", "2c 10-day", "8a"} <= labels
    assert "2e" not in labels  # a sentence that holds "100%" is an intention
    assert "Baselines never set" in life.shown("how is the plan")


def test_the_courts_limit_of_26_weeks(make_life: Make) -> None:
    life = make_life(a_paper(measure("1a", line("", 26), unit="weeks")), "2011-09-19T09:30")
    for weeks, short in ((34, 8.0), (29, 3.0), (25, None)):
        give(life, "1a", str(weeks))
        assert off_track(life).get("1a") == short
        life.clock.move(days=1)


def test_a_backlog_falls_by_so_much_a_week() -> None:
    fell = [Point(date(2014, 9, 1), 828), Point(date(2015, 3, 2), 250)]
    assert weekly_change(fell) == pytest.approx(-22.2, abs=0.1)
    assert round((250 - 828) / 828 * 100, 1) == -69.8


def test_what_waits_stands_at_home(life: Life) -> None:
    life.say("4.2 new date 30 June 2015, two teams to train", "U0LEAD")
    with life.store.reading() as session:
        found = home(session, Books(), life.said(user=MANAGER))
        shown = as_text(home_view(found)["blocks"])  # type: ignore[arg-type]
    assert "4.2 another end date is asked for: 30 June 2015" in shown
