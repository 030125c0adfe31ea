"""The papers' figures against the papers' limits, without a database: by how much each is short."""

from datetime import UTC, date, datetime, time

import pytest

from bot.rules.cadence import Cadence
from bot.rules.readings import Point, weekly_change
from bot.rules.targets import MeasureFacts, SeriesFacts, shortfalls
from models.measure import KnownReading, Measure, Series, Target
from tests.life.conftest import Life

DAY = date(2015, 3, 31)
NOW = datetime(2015, 3, 31, 9, tzinfo=UTC)
LEAST, MOST = "at_least", "no_more_than"

# kind, what should be reached, what was, by how much that is short; None where it is met
HELD = [
    (LEAST, "55", 22, 33),  # 1c in January 2015, against September 2014
    (LEAST, "75", 22, 53),  # the original of March 2015
    (LEAST, "35", 22, 13),  # and what it was revised to
    (LEAST, "50", 22, 28),
    (LEAST, "80", 22, 58),
    (LEAST, "95", 97.2, None),  # reviews on time: within six months
    (LEAST, "100", 97.2, 2.8),
    (LEAST, "100", 98, 2),  # pathway plans
    (MOST, "15", 16, 1),  # an assessment team
    (MOST, "18", 18, None),  # a child-in-need team: another limit
    (MOST, "18", 17, None),  # the service
    (MOST, "18", 30, 12),  # qualified workers at the peak
    (MOST, "16", 15, None),  # looked-after teams by one work stream
    (MOST, "14", 15, 1),  # and by another
    (MOST, "6", 7, 1),  # workers to a manager
    (MOST, "100", 100, None),
    (MOST, "100", 101, 1),
    (MOST, "26", 34, 8),  # weeks in court
    (MOST, "26", 25, None),
    (MOST, "under 40", 40, 0),
    (MOST, "under 40", 39.9, None),
    (MOST, "fewer than 10", 36 / 360 * 100, 0),  # placed over twenty miles away
    (MOST, "fewer than 10", 35 / 360 * 100, None),
]


@pytest.mark.parametrize(("kind", "target", "figure", "short"), HELD)
def test_a_figure_is_held_against_its_own_limit(
    kind: str, target: str, figure: float, short: float | None
) -> None:
    (value,) = (float(word) for word in target.split() if word.isdecimal())
    line = SeriesFacts(
        Series(measure_id=1, name="", position=1),
        (Target(series_id=1, due=DAY, value=value, printed=target),),
        (
            KnownReading(
                series_id=1,
                on=DAY,
                value=figure,
                printed=f"{figure:g}",
                source="",
                recorded_from=NOW,
                key=None,
                who=None,
                is_baseline=False,
                withdrawn_at=None,
            ),
        ),
    )
    of = Measure(plan_id=1, action_id=1, ref="1a", position=1, title="A", unit="", kind=kind)
    found = shortfalls([MeasureFacts(of, "1.1", (line,))], DAY)
    assert [one.short for one in found] == ([] if short is None else [pytest.approx(short)])


# open cases without a plan; unallocated cases, and assessments late: from, to, fall in percent
FELL = [(828, 250, -69.8), (2633, 131, -95.0), (2208, 53, -97.6)]


@pytest.mark.parametrize(("before", "after", "percent"), FELL)
def test_a_backlog_that_fell(before: int, after: int, percent: float) -> None:
    week = weekly_change([Point(date(2015, 1, 5), before), Point(date(2015, 1, 12), after)])
    assert week == after - before
    assert week / before * 100 == pytest.approx(percent, abs=0.05)


def test_a_fortnightly_board_that_starts_on_5_january_meets_on_the_19th_and_2_february() -> None:
    board = Cadence("Europe/London", "fortnightly", 0, time(9), date(2015, 1, 5))
    moments = board.between(datetime(2015, 1, 5, 10, tzinfo=UTC), datetime(2015, 2, 3, tzinfo=UTC))
    assert [moment.date() for moment in moments] == [date(2015, 1, 19), date(2015, 2, 2)]


def test_3_3_shows_its_original_target_beside_the_one_in_force(life: Life) -> None:
    life.clock.set("2015-03-31T12:00")
    assert "target 35% due 31 March 2015 (first 100%)" in life.shown("3c?")
    life.say("3c 22%")
    assert "13 points short of 35% due 31 March 2015 (first 100%)" in life.shown("how is the plan")
