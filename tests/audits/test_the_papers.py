"""The figures of the papers: what rounds come to, and how far that is from what was promised."""

from datetime import date

import pytest

from bot.rules.audit_figures import Aim, RoundFigures, aim_of, themes_of
from bot.rules.percent import percent
from bot.rules.programmes import programme_of
from bot.rules.returns import Totals
from bot.rules.targets import MeasureFacts, SeriesFacts
from models.measure import Measure, Series, Target
from tests.audits.conftest import settings_of

CASE_FILES = programme_of("case-file-audits", settings_of("case-file-audits"))
# 1c as it was first set, and as it was set anew.
FIRST = {"2014-09-30": 55, "2015-03-31": 75, "2015-09-30": 90, "2016-03-31": 100}
ANEW = {"2015-03-31": 35, "2015-09-30": 50, "2016-03-31": 80}


def measure(*versions: dict[str, int], ref: str = "1c") -> MeasureFacts:
    """A measure whose targets were set so many times."""
    targets = tuple(
        Target(id=version * 10, due=date.fromisoformat(day), value=value, printed=f"{value}%",
               version=version, series_id=1)
        for version, of in enumerate(versions, 1)
        for day, value in of.items()
    )  # fmt: skip
    held = Measure(id=1, plan_id=1, action_id=1, ref=ref, title="Good", unit="%", kind="at_least")
    return MeasureFacts(held, "1.2", (SeriesFacts(Series(id=1, measure_id=1, name=""), targets),))


def test_the_reading_of_22_is_13_short_of_what_is_due_in_march_and_was_to_be_53() -> None:
    aim = aim_of(measure(FIRST, ANEW), date(2015, 3, 31))
    assert aim is not None
    assert (aim.value, aim.original, aim.due) == (35, 75, date(2015, 3, 31))
    assert (aim.gap(22), aim.original_gap(22)) == (13, 53)


# A month's audits are held against the next target due; after the last one, against that.
AIMS = [
    ("2015-01-31", 35, 13),
    ("2015-04-30", 50, 28),
    ("2015-10-31", 80, 58),
    ("2016-04-30", 80, 58),
    ("2014-08-31", 55, 33),
]


@pytest.mark.parametrize(("day", "target", "gap"), AIMS)
def test_a_round_is_held_against_the_next_target(day: str, target: int, gap: int) -> None:
    aim = aim_of(measure(FIRST, ANEW), date.fromisoformat(day))
    assert aim is not None
    assert (aim.value, aim.gap(22)) == (target, gap)
    assert aim.gap(None) is None
    assert aim.gap(100) == 0


def test_a_measure_without_a_figure_to_reach_is_no_aim() -> None:
    words = measure()
    targets = (Target(id=1, due=None, value=None, printed="all of them", series_id=1),)
    words = MeasureFacts(words.measure, "1.2", (SeriesFacts(words.series[0].series, targets),))
    assert [aim_of(one, date(2015, 1, 31)) for one in (None, measure(), words)] == [None] * 3


def test_fifty_audits_as_0_11_33_6_are_22_percent_good_and_39_follow_ups() -> None:
    totals = Totals(grades={"good": 11, "requires_improvement": 33, "inadequate": 6})
    assert (totals.graded, totals.good, totals.weak) == (50, 22, 39)


def test_january_2015_shows_all_of_them_22_good_35_to_reach_and_13_short() -> None:
    totals = Totals(35, 35, cases=50, grades={"good": 11, "requires_improvement": 39})
    aim = aim_of(measure(FIRST, ANEW), date(2015, 1, 31))
    one = RoundFigures("a", "Audits", "January 2015", "2015-01", date(2015, 1, 31), totals, aim)
    shown = one.as_json()
    assert [shown[name] for name in ("compliance", "good_or_better", "target", "gap")] == [
        100, 22, 35, 13,
    ]  # fmt: skip


def test_the_share_of_yes_is_set_against_its_measure() -> None:
    asked = {"family_clear": (11, 25), "signed_off": (47, 100), "chronology": (0, 0)}
    aims = {"2d": Aim("2d", 80, "80%", date(2014, 11, 30))}
    found = themes_of(CASE_FILES, Totals(answers=asked), aims)
    assert [(one.share, one.aim and one.aim.gap(one.share)) for one in found] == [
        (44, None), (47, 33),
    ]  # fmt: skip


def test_two_of_three_themed_audits_is_67_percent() -> None:
    assert percent(2, 3) == 67
