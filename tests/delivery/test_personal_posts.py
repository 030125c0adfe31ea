"""Reminders to people: one a day, on working days and in working hours, of what is theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from bot.rules.plan_file import PlanFile
from bot.services.desk import Desk
from models.outbox import SENT
from models.store import Store
from tests.delivery.posting import Calendar, one_action, words
from tests.helpers.bot import RunningBot
from tests.helpers.clock import Clock
from tests.helpers.plans import LEAD, MANAGER, SAMPLE, SCHOOL, action, bring_in, plan_file

HOLDERS = {LEAD, MANAGER, SCHOOL}


@pytest.fixture
def calendar(sqlite_url: str, clock: Clock) -> Iterator[Calendar]:
    """The sample plan, on its day."""
    with calendar_of(sqlite_url, SAMPLE, clock) as calendar:
        yield calendar


@contextmanager
def calendar_of(url: str, file: PlanFile, clock: Clock) -> Iterator[Calendar]:
    """A plan and a bot that ticks when it is told to."""
    store = Store(url)
    bring_in(store, file, "Hillingdon", clock())
    yield Calendar(store, clock, Desk(store, clock))
    store.close()


def test_each_person_with_something_gets_one_message_a_day_with_all_of_it(
    calendar: Calendar,
) -> None:
    calendar.tick_through("2015-03-30T07:00", "2015-03-30T19:00")
    posts = calendar.personal()
    assert sorted(post.channel for post in posts) == sorted(HOLDERS)
    for post in posts:
        assert post.created_at == calendar.posts()[0].created_at
    (mine,) = calendar.posts(LEAD)
    assert "*4.2*" in words(mine)
    assert "*2.3*" in words(mine)


# On these nothing goes out, though nine actions end the next day or have ended.
QUIET = [
    "2015-03-30T08:29",  # before hours
    "2015-03-30T17:31",  # after them
    "2015-03-28T10:00",  # Saturday
    "2015-03-29T10:00",  # Sunday, and the clocks change
    "2015-04-03T10:00",  # Good Friday
    "2015-04-06T10:00",  # Easter Monday
]


@pytest.mark.parametrize("at", QUIET)
def test_nobody_is_written_to_out_of_hours_or_on_a_day_off(calendar: Calendar, at: str) -> None:
    calendar.tick(at)
    assert calendar.personal() == []


# By the wall clock, whatever the clocks did on the Sunday before.
HOURS = ["2015-03-30T08:30", "2015-03-30T17:30"]


@pytest.mark.parametrize("at", HOURS)
def test_the_hours_are_the_plans_own(calendar: Calendar, at: str) -> None:
    calendar.tick(at)
    assert {post.channel for post in calendar.personal()} == HOLDERS


def test_what_would_fall_on_a_day_off_is_said_on_the_next_working_day(
    sqlite_url: str, clock: Clock
) -> None:
    with calendar_of(sqlite_url, one_action("2015-04-03"), clock) as calendar:  # Good Friday
        calendar.tick("2015-04-02T09:00")  # the last working day before
        calendar.tick_through("2015-04-03T08:00", "2015-04-06T20:00", minutes=60)
        assert len(calendar.posts(LEAD)) == 1
        calendar.tick("2015-04-07T09:00")  # the end itself
        assert "4 days late" in words(calendar.posts(LEAD)[-1])


def test_nothing_goes_to_somebody_with_nothing_to_be_told(sqlite_url: str, clock: Clock) -> None:
    with calendar_of(sqlite_url, one_action("2015-09-30"), clock) as calendar:
        calendar.tick_through("2015-03-23T08:00", "2015-03-27T18:00", minutes=60)
        assert calendar.posts() == []


def test_a_missed_day_is_caught_up_once_and_says_so(sqlite_url: str, clock: Clock) -> None:
    # Seven working days before Friday 10 April, Easter taken out, is Monday 30 March.
    with calendar_of(sqlite_url, one_action("2015-04-10"), clock) as calendar:
        calendar.tick("2015-03-18T09:00")
        assert calendar.posts() == []
        calendar.tick("2015-03-19T09:00", "2015-03-27T09:00")  # fourteen working days ahead
        assert len(calendar.posts(LEAD)) == 1
        calendar.tick_through("2015-03-31T09:00", "2015-04-08T17:00", minutes=60)
        (_, caught_up) = calendar.posts(LEAD)
        assert f"{caught_up.created_at:%d %B}" == "31 March"
        assert "should have reached you on an earlier day" in words(caught_up)


def test_after_a_month_down_each_is_told_once_and_as_of_that_day(calendar: Calendar) -> None:
    calendar.tick("2015-03-20T09:00")
    before = len(calendar.personal())
    calendar.tick_through("2015-04-20T09:00", "2015-04-20T12:00")  # a Monday, a month later
    told = [one for one in calendar.personal()[before:] if one.key.startswith("reminder:")]
    assert sorted(post.channel for post in told) == sorted(HOLDERS)
    (mine,) = (post for post in told if post.channel == LEAD)
    assert "20 days late" in words(mine)  # by the day it is told, not by those that went by
    assert "should have reached you on an earlier day" in words(mine)


def test_a_day_that_was_not_missed_does_not_say_so(sqlite_url: str, clock: Clock) -> None:
    with calendar_of(sqlite_url, one_action("2015-04-10"), clock) as calendar:
        calendar.tick("2015-03-27T09:00", "2015-03-30T09:00", "2015-03-31T09:00")
        assert len(calendar.posts(LEAD)) == 1
        assert not any("earlier day" in words(post) for post in calendar.posts(LEAD))


def test_whoever_holds_two_roles_gets_one_message(sqlite_url: str, clock: Clock) -> None:
    end = date(2015, 3, 31)
    file = plan_file(
        action("1.1", end=end, leads=("AD Child Protection",)),
        action("1.2", end=end, leads=("Head of Virtual School",)),
    )
    with calendar_of(sqlite_url, file, clock) as calendar:
        calendar.put_in_role("Head of Virtual School", LEAD)
        calendar.tick("2015-03-30T09:00")
        (post,) = calendar.personal()
        assert post.channel == LEAD
        assert "*1.1*" in words(post)
        assert "*1.2*" in words(post)


def test_somebody_who_has_left_does_not_stop_the_others(bot: RunningBot) -> None:
    bot.slack.deactivate(LEAD)  # of which Slack tells us
    bot.clock.set("2015-03-30T09:05")
    bot.tick()
    posts = Calendar(bot.desk.store, bot.clock, bot.desk).posts()
    assert {post.channel: post.state for post in posts} == {MANAGER: SENT, SCHOOL: SENT}
    assert len(bot.dms(MANAGER)) == len(bot.dms(SCHOOL)) == 1
