"""Figures of rounds as readings of the plan's measures: once a round, put right when it changes."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from bot.rules.feeding import feeds_of, held_of_due
from bot.rules.outcomes import Told
from bot.rules.periods import period_of
from bot.rules.plan_file import MeasureRow, SeriesRow, TargetRow
from bot.rules.programmes import programme_of
from bot.rules.returns import Owed, Totals
from bot.services import reading
from bot.services.desk import Desk
from models.entry import Entry
from models.store import Store
from tests.audits.conftest import QUALITY, Audits, manager, settings_of
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN

Make = Callable[..., Audits]
CASE_FILES = programme_of("case-file-audits", settings_of("case-file-audits"))


def measure(ref: str, unit: str = "%") -> MeasureRow:
    """A measure of the only action, with targets for March."""
    march = date(2015, 3, 31)
    targets = (TargetRow(march, 75.0, "75", 1), TargetRow(march, 35.0, "35", 2))
    line = SeriesRow("", None, None, None, targets, ())
    return MeasureRow(ref, "4.2", f"Measure {ref}", unit, "at_least", (line,))


def tick(store: Store, clock: Clock, *moments: str) -> None:
    """Tick at each of these moments."""
    for moment in moments:
        clock.set(f"{moment}+00:00")
        Desk(store, clock).tick()


def readings(audits: Audits, ref: str) -> list[tuple[float, str, str]]:
    """What stands of a measure: figure, day, source."""
    found = audits.measure(ref, "4.2")["readings"]
    return [(one["value"], one["on"], one["source"]) for one in found]


def test_a_round_is_a_reading_once_it_is_over_and_put_right_after(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits(at="2015-02-18T09:30", measures=(measure("1a"), measure("1c")))
    audits.counted("3/3 audits", manager(1))
    audits.counted("audited HX-1042: good", manager(2))
    tick(store, clock, "2015-02-27T09:10", "2015-02-28T10:00")
    assert readings(audits, "1a") == []
    tick(store, clock, "2015-03-01T09:10", "2015-03-01T12:10", "2015-03-02T09:10")
    source = "Case-file audits, February 2015"
    assert readings(audits, "1a") == [(33, "2015-02-28", source)]
    assert readings(audits, "1c") == [(100, "2015-02-28", source)]
    audits.counted("3/3 audits for February", manager(2), "2015-03-03T09:30+00:00")
    tick(store, clock, "2015-03-04T09:10", "2015-03-05T09:10")
    assert readings(audits, "1a") == [(67, "2015-02-28", source)]
    assert audits.is_sound()


def test_a_figure_that_somebody_took_back_stays_away(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits(at="2015-02-18T09:30", measures=(measure("1a"),))
    audits.counted("3/3 audits", manager(1))
    tick(store, clock, "2015-03-02T09:10")

    def taken(session, book, said):  # type: ignore[no-untyped-def]
        rows = session.exec(select(Entry).where(Entry.noun == "reading")).all()
        reading.take_back(session, book, said, list(rows))
        return Told("gone")

    audits.do(taken, user=ADMIN)
    tick(store, clock, "2015-03-03T09:10")
    assert readings(audits, "1a") == []


def test_nothing_is_recorded_of_a_measure_that_is_no_percentage(
    make_audits: Make, store: Store, clock: Clock
) -> None:
    audits = make_audits(at="2015-02-18T09:30", measures=(measure("1a", "count"),))
    audits.counted("3/3 audits", manager(1))
    tick(store, clock, "2015-03-02T09:10")
    assert readings(audits, "1a") == []


def test_themed_audits_are_held_of_those_due(make_audits: Make, store: Store, clock: Clock) -> None:
    """As at 31 August 2014: April and May took place, July did not."""
    audits = make_audits(
        at="2014-04-18T09:30",
        measures=(measure("1b"),),
        **{"themed-audits": settings_of("themed-audits")},
    )
    audits.counted("1/1 themed audits", QUALITY)
    audits.counted("1/1 themed audits", QUALITY, "2014-05-18T09:30+00:00")
    tick(store, clock, "2014-06-02T09:10", "2014-07-15T09:10", "2014-08-31T09:10")
    found = [(value, on) for value, on, _ in readings(audits, "1b")]
    assert found == [(100, "2014-04-30"), (100, "2014-05-31"), (67, "2014-07-31")]


def owed(done: int, excused: bool = False) -> Owed:
    """What one role owed and gave."""
    return Owed("a/2014-04/x", "x", 1, date(2014, 4, 30), told=done, excused=excused)


HELD = [
    ([[owed(1)], [owed(1)], [owed(0)]], 67),
    ([[owed(1)], [owed(1)], []], 67),  # nobody ever spoke of the third
    ([[owed(1), owed(0)]], 0),
    ([[owed(1), owed(0, excused=True)]], 100),
    ([], None),
]


@pytest.mark.parametrize(("rounds", "share"), HELD)
def test_a_round_took_place_when_all_of_it_came(rounds: list[list[Owed]], share: int) -> None:
    period = period_of(CASE_FILES, "2014-04")
    assert period
    assert held_of_due([(period, one) for one in rounds], date(2014, 8, 31)) == share


def test_what_a_round_says_of_measures() -> None:
    period = period_of(CASE_FILES, "2014-11")
    assert period
    totals = Totals(35, 22, cases=100, answers={"family_clear": (11, 25), "signed_off": (47, 100)})
    found = {one.measure: one.value for one in feeds_of(CASE_FILES, period, "", totals, None)}
    assert found == {"1a": 63, "1d": 44, "2d": 47}  # and nothing of 1c: none was graded
