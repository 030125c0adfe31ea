"""Days and moments: bank holidays, clock changes, month ends."""

from datetime import date, time

import pytest

from bot.rules.cadence import Cadence, Wishes, read_wishes
from bot.rules.policy import DEFAULT, PolicyError, policy_of
from bot.rules.reminding import Standing, item_reason, speaks
from bot.rules.times import (
    NATIONS,
    at_local,
    end_of_day,
    first_of_week,
    is_working_day,
    last_working_day_before,
    local_day,
    next_working_day,
    start_of_day,
    week_name,
    working_days_before,
)
from bot.services.rounds import in_hours
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
    assert Cadence(LONDON).last(moment(now)) == moment(slot)


def test_the_next_slot_is_the_one_that_the_last_becomes() -> None:
    assert Cadence(LONDON).next(moment("2015-03-30T09:00")) == moment("2015-04-07T09:00")
    assert Cadence(LONDON).next(moment("2015-03-27T09:00")) == moment("2015-03-30T09:00")


# how often, the weekday, from which day; the days of the slots in the months that follow
CADENCES = [
    ("weekly", 0, "2015-03-18", ["03-23", "03-30", "04-07", "04-13"]),
    ("fortnightly", 3, "2015-03-18", ["03-19", "04-02", "04-16", "04-30"]),
    ("fortnightly", 0, "2015-03-18", ["03-23", "04-07", "04-20", "05-05"]),  # two bank holidays
    ("monthly", 0, "2015-03-18", ["04-07", "05-05", "06-01", "07-06"]),
    ("two-monthly", 1, "2015-03-18", ["04-07", "06-02", "08-04", "10-06"]),
    ("quarterly", 2, "2015-03-18", ["04-01", "07-01", "10-07", "2016-01-06"]),
    ("quarterly", 0, "2015-12-01", ["2015-12-07", "2016-03-07", "2016-06-06", "2016-09-05"]),
    ("monthly", 0, "2016-02-29", ["2016-03-07", "2016-04-04", "2016-05-03", "2016-06-06"]),
]


@pytest.mark.parametrize(("every", "weekday", "begins", "slots"), CADENCES)
def test_each_cadence_has_its_slots(
    every: str, weekday: int, begins: str, slots: list[str]
) -> None:
    cadence = Cadence(LONDON, every, weekday, NINE, date.fromisoformat(begins))
    at, found = moment(f"{begins}T00:00"), []
    for _ in slots:
        at = cadence.next(at)
        assert cadence.last(at) == at
        found.append(local_day(at, LONDON))
    year = begins[:4]
    assert found == [date.fromisoformat(s if len(s) > 5 else f"{year}-{s}") for s in slots]


# what stands after "here"; how it is wanted, and the plan's name
WISHES = [
    ("", Wishes(), ""),
    ("Hillingdon", Wishes(), "Hillingdon"),
    ("fortnightly on Thursdays at 14:00", Wishes("fortnightly", 3, time(14)), ""),
    ("exceptions only, themes 1 2 Our", Wishes(None, None, None, "exceptions", ("1", "2")), "Our"),
    ("monthly Tuesday 9.30 full Our Plan", Wishes("monthly", 1, time(9, 30), "full"), "Our Plan"),
    ("Early Help and More", Wishes(), "Early Help and More"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wishes", "plan"), WISHES)
def test_how_a_channel_wants_it_is_read(text: str, wishes: Wishes, plan: str) -> None:
    assert read_wishes(text) == (wishes, plan)


def test_a_day_ends_where_the_next_begins_also_when_the_clocks_change() -> None:
    for day in (date(2015, 3, 28), date(2015, 3, 29), date(2015, 10, 25)):
        gap = start_of_day(date.fromordinal(day.toordinal() + 1), LONDON) - end_of_day(day, LONDON)
        assert gap.total_seconds() == pytest.approx(1e-6)
    assert local_day(end_of_day(date(2015, 3, 29), LONDON), LONDON) == date(2015, 3, 29)
    assert at_local(date(2015, 7, 1), NINE, LONDON).hour == 8


def test_a_week_is_named_as_iso_names_it() -> None:
    assert week_name(date(2015, 3, 18)) == "2015-W12"
    assert week_name(date(2016, 1, 3)) == "2015-W53"


WORD = date(2015, 3, 2)  # a word that is not long ago


def standing(end: str, **other: date) -> Standing:
    """An action that ends on a day, and of which there was a word at the beginning of March."""
    return Standing(date.fromisoformat(end), other.pop("heard", WORD), **other)


# an end date, a day, whether the policy speaks of it on that day
SPEAKS = [
    ("2015-03-31", "2015-03-11", True),  # fourteen working days ahead
    ("2015-03-31", "2015-03-18", False),
    ("2015-03-31", "2015-03-20", True),  # seven
    ("2015-03-31", "2015-03-30", True),  # one
    ("2015-03-31", "2015-03-31", True),  # the day itself
    ("2015-03-31", "2015-04-02", False),
    ("2015-03-31", "2015-04-06", False),  # Easter Monday
    ("2015-03-31", "2015-04-07", True),  # late: the first working day of the week
    ("2015-03-31", "2015-04-08", False),
    ("2015-04-05", "2015-04-07", True),  # ended on Easter Sunday
    ("2016-02-29", "2016-02-29", True),  # leap day, a Monday
    ("2016-03-01", "2016-02-29", True),  # a working day after it
    ("2015-10-26", "2015-10-23", True),  # the clocks go back in between
]


@pytest.mark.parametrize(("end", "day", "says"), SPEAKS)
def test_when_the_policy_speaks(end: str, day: str, says: bool) -> None:
    on = date.fromisoformat(day)
    it = standing(end, heard=on)
    assert (is_working_day(on) and speaks(DEFAULT, it, on)) is says


def test_it_speaks_when_nothing_was_heard_for_its_cadence_and_once_again_after_that() -> None:
    it = standing("2015-09-30")
    days = [date.fromordinal(WORD.toordinal() + n) for n in range(70)]
    spoken = [day for day in days if is_working_day(day) and speaks(DEFAULT, it, day)]
    # Thirty days are 1 April; sixty are Friday 1 May.
    assert spoken == [date(2015, 4, 1), date(2015, 5, 1)]


def test_the_policy_is_a_plans_own() -> None:
    policy = policy_of({"before_end": [3], "silent_after": 7})
    it = standing("2015-03-31", heard=date(2015, 3, 23))
    spoken = [day for day in range(16, 32) if speaks(policy, it, date(2015, 3, day))]
    assert spoken == [26, 30, 31]  # three working days ahead, a week of silence, the day itself


def test_it_is_quiet_towards_somebody_who_has_just_reported() -> None:
    day = date(2015, 3, 31)
    assert not speaks(DEFAULT, standing("2015-03-31", last_word=date(2015, 3, 30)), day)
    assert speaks(DEFAULT, standing("2015-03-31", last_word=date(2015, 3, 27)), day)


def test_a_snooze_is_kept_to_and_ends() -> None:
    it = standing("2015-03-31", snoozed_until=date(2015, 4, 2))
    assert not any(speaks(DEFAULT, it, date(2015, 3, day)) for day in (20, 30, 31))
    assert speaks(DEFAULT, it, date(2015, 4, 2))
    assert not speaks(DEFAULT, it, date(2015, 4, 8))
    assert speaks(DEFAULT, it, date(2015, 4, 13))  # late, and the week begins


def test_what_fell_on_days_when_the_bot_was_off_is_said_on_the_first_day_back() -> None:
    it, back = standing("2015-03-31"), date(2015, 3, 25)
    assert speaks(DEFAULT, it, back, after=date(2015, 3, 19))  # the 20th was missed
    assert not speaks(DEFAULT, it, back, after=date(2015, 3, 20))


def test_days_are_positive_late_or_left() -> None:
    assert item_reason(date(2015, 3, 31), date(2015, 3, 18)) == ("due_soon", 13)
    assert item_reason(date(2014, 3, 31), date(2015, 3, 18)) == ("overdue", 352)
    assert item_reason(date(2015, 3, 18), date(2015, 3, 18)) == ("due_soon", 0)


# a day, and where it is worked
NATIONS_OFF = [
    ("2015-03-17", "Northern Ireland"),  # St Patrick's Day
    ("2015-07-13", "Northern Ireland"),  # the Twelfth fell on a Sunday
    ("2015-08-03", "Scotland"),  # the summer bank holiday comes first in Scotland
    ("2015-11-30", "Scotland"),  # St Andrew's Day
    ("2016-01-04", "Scotland"),  # 2 January fell on a Saturday
]


@pytest.mark.parametrize(("day", "nation"), NATIONS_OFF)
def test_each_nation_has_its_own_bank_holidays(day: str, nation: str) -> None:
    on = date.fromisoformat(day)
    assert [name for name in NATIONS if not is_working_day(on, name)] == [nation]


def test_easter_monday_and_late_august_are_worked_in_scotland_alone() -> None:
    for on in (date(2015, 4, 6), date(2015, 8, 31)):
        assert [name for name in NATIONS if is_working_day(on, name)] == ["Scotland"]


def test_a_plans_policy_says_whose_holidays_count() -> None:
    scottish = policy_of({"holidays": "scotland"})
    late = Standing(date(2015, 4, 1), heard=date(2015, 3, 20))
    monday, tuesday = date(2015, 4, 6), date(2015, 4, 7)  # Easter Monday, and the day after
    assert (speaks(scottish, late, monday), speaks(scottish, late, tuesday)) == (True, False)
    assert speaks(DEFAULT, late, tuesday)
    cadence = Cadence(LONDON, nation=scottish.holidays)
    assert cadence.next(moment("2015-04-01T09:00")) == moment("2015-04-06T09:00")
    assert in_hours(scottish, LONDON, moment("2015-04-06T10:00"))
    assert not in_hours(DEFAULT, LONDON, moment("2015-04-06T10:00"))
    with pytest.raises(PolicyError, match="England, Wales, Scotland or Northern Ireland"):
        policy_of({"holidays": "Cornwall"})
