"""Days and moments: bank holidays, clock changes, month ends."""

from datetime import date, time

import pytest

from bot.rules.reminding import item_reason, speaks, speaks_of
from bot.rules.times import (
    at_local,
    end_of_day,
    first_of_week,
    is_working_day,
    last_slot,
    last_working_day_before,
    local_day,
    next_slot,
    next_working_day,
    start_of_day,
    week_name,
    working_days_before,
)
from tests.helpers.clock import moment

LONDON, NINE = "Europe/London", time(9)

# day, whether it is a working day in England
WORKING = [
    ("2015-03-18", True),  # a Wednesday
    ("2015-03-21", False),  # a Saturday
    ("2015-04-03", False),  # Good Friday
    ("2015-04-06", False),  # Easter Monday
    ("2015-12-28", False),  # Boxing Day fell on a Saturday
    ("2016-02-29", True),  # leap day, a Monday
]


@pytest.mark.parametrize(("day", "working"), WORKING)
def test_working_days(day: str, working: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is working


def test_easter_is_stepped_over() -> None:
    assert next_working_day(date(2015, 4, 3)) == date(2015, 4, 7)
    assert last_working_day_before(date(2015, 4, 7)) == date(2015, 4, 2)
    assert first_of_week(date(2015, 4, 10)) == date(2015, 4, 7)
    assert working_days_before(date(2015, 4, 7), 2) == date(2015, 4, 1)


# now, the last Monday nine o'clock
SLOTS = [
    ("2015-03-23T08:59", "2015-03-16T09:00"),
    ("2015-03-23T09:00", "2015-03-23T09:00"),
    ("2015-03-28T12:00", "2015-03-23T09:00"),
    ("2015-03-30T09:00", "2015-03-30T09:00"),  # the clocks went forward the day before
    ("2015-10-26T09:00", "2015-10-26T09:00"),  # and back
    ("2015-04-06T12:00", "2015-03-30T09:00"),  # Easter Monday: not yet
    ("2015-04-07T09:00", "2015-04-07T09:00"),  # the next working day
    ("2015-04-07T08:59", "2015-03-30T09:00"),
]


@pytest.mark.parametrize(("now", "slot"), SLOTS)
def test_the_last_slot_is_on_the_wall_clock_and_on_a_working_day(now: str, slot: str) -> None:
    assert last_slot(moment(now), 0, NINE, LONDON) == moment(slot)


def test_the_next_slot_is_the_one_that_the_last_becomes() -> None:
    assert next_slot(moment("2015-03-30T09:00"), 0, NINE, LONDON) == moment("2015-04-07T09:00")
    assert next_slot(moment("2015-03-27T09:00"), 0, NINE, LONDON) == moment("2015-03-30T09:00")


def test_a_day_ends_where_the_next_begins_also_when_the_clocks_change() -> None:
    for day in (date(2015, 3, 28), date(2015, 3, 29), date(2015, 10, 25)):
        gap = start_of_day(date.fromordinal(day.toordinal() + 1), LONDON) - end_of_day(day, LONDON)
        assert gap.total_seconds() == pytest.approx(1e-6)
    assert local_day(end_of_day(date(2015, 3, 29), LONDON), LONDON) == date(2015, 3, 29)
    assert at_local(date(2015, 7, 1), NINE, LONDON).hour == 8


def test_a_week_is_named_as_iso_names_it() -> None:
    assert week_name(date(2015, 3, 18)) == "2015-W12"
    assert week_name(date(2016, 1, 3)) == "2015-W53"


# an end date, a day, whether the policy speaks of it on that day
SPEAKS = [
    ("2015-03-31", "2015-03-17", True),  # comes into the fourteen days
    ("2015-03-31", "2015-03-18", False),
    ("2015-03-31", "2015-03-20", True),  # seven working days ahead
    ("2015-03-31", "2015-03-30", True),  # one working day ahead
    ("2015-03-31", "2015-03-31", True),  # the day itself
    ("2015-03-31", "2015-04-01", False),
    ("2015-03-31", "2015-04-06", False),  # Easter Monday
    ("2015-03-31", "2015-04-07", True),  # late: the first working day of the week
    ("2015-03-31", "2015-04-08", False),
    ("2015-04-05", "2015-04-07", True),  # ended on Easter Sunday
]


@pytest.mark.parametrize(("end", "day", "says"), SPEAKS)
def test_when_the_policy_speaks(end: str, day: str, says: bool) -> None:
    on = date.fromisoformat(day)
    assert (is_working_day(on) and speaks_of(date.fromisoformat(end), None, on)) is says


def test_it_is_quiet_towards_somebody_who_has_just_reported() -> None:
    end, day = date(2015, 3, 31), date(2015, 3, 31)
    assert not speaks_of(end, date(2015, 3, 30), day)
    assert speaks_of(end, date(2015, 3, 27), day)


def test_what_fell_on_days_when_the_bot_was_off_is_said_on_the_first_day_back() -> None:
    end = date(2015, 3, 31)
    assert speaks(end, date(2015, 3, 19), date(2015, 3, 25))  # the 20th was missed
    assert not speaks(end, date(2015, 3, 20), date(2015, 3, 25))


def test_days_are_positive_late_or_left() -> None:
    assert item_reason(date(2015, 3, 31), date(2015, 3, 18)) == ("due_soon", 13)
    assert item_reason(date(2014, 3, 31), date(2015, 3, 18)) == ("overdue", 352)
    assert item_reason(date(2015, 3, 18), date(2015, 3, 18)) == ("due_soon", 0)
