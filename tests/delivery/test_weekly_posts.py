"""The weekly posts: once a week, on time or late and saying so, and never for a week long gone."""

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from bot.services.desk import Desk
from models.outbox import FAILED, MISSED, PENDING, settle
from models.store import Store
from tests.delivery.posting import SMT, WORKING, Calendar, words
from tests.helpers.bot import PEOPLE
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import SAMPLE, bring_in
from tests.helpers.reading import queued as everything


@pytest.fixture
def calendar(sqlite_url: str, clock: Clock) -> Iterator[Calendar]:
    """The sample plan, to which nobody has subscribed yet."""
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    yield Calendar(store, clock, Desk(store, clock))
    store.close()


def test_a_week_is_posted_once_however_often_it_ticks(calendar: Calendar) -> None:
    calendar.subscribe("2015-03-19T10:00")
    calendar.tick_through("2015-03-23T08:00", "2015-03-23T18:00")
    for place in (SMT, WORKING):
        (post,) = calendar.posts(place)
        assert (post.slot, post.state) == (moment("2015-03-23T09:00"), PENDING)
        assert "Late" not in words(post)
    calendar.tick_through("2015-03-23T18:00", "2015-03-30T12:00", minutes=60)
    slots = [moment("2015-03-23T09:00"), moment("2015-03-30T09:00")]
    assert [post.slot for post in calendar.posts(SMT)] == slots


def test_ticks_of_two_bots_at_once_queue_one_of_each(sample: Store) -> None:
    clock = Clock("2015-03-23T10:00")
    Calendar(sample, clock, Desk(sample, clock)).subscribe("2015-03-23T10:00")
    clock.set("2015-03-30T09:05")
    stores, start = [Store(sample.url) for _ in range(4)], Barrier(4)
    queued = []

    def tick(store: Store) -> None:
        start.wait()
        queued.append(Desk(store, clock).tick())

    threads = [Thread(target=tick, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    posts = everything(sample)
    assert sorted(queued) == [0, 0, 0, len(posts)]
    assert len([post for post in posts if post.under is None]) == 5
    for store in stores:
        store.close()


# Subscribed, ticked every hour from, until; the slots in UTC.
CALENDARS = [
    # Easter Monday, 6 April, is a bank holiday.
    ("2015-04-01T10:00", "2015-04-03T00:00", "2015-04-13T12:00", ["04-07T08:00", "04-13T08:00"]),
    # The clocks go forward on Sunday 29 March: nine o'clock comes an hour sooner.
    ("2015-03-19T10:00", "2015-03-20T00:00", "2015-03-30T23:00", ["03-23T09:00", "03-30T08:00"]),
    # They go back on Sunday 25 October.
    ("2015-10-15T10:00", "2015-10-16T00:00", "2015-10-26T23:00", ["10-19T08:00", "10-26T09:00"]),
    # Subscribed on a Monday after nine: the first is a week later.
    ("2015-03-23T10:00", "2015-03-23T10:00", "2015-03-30T23:00", ["03-30T08:00"]),
    # Subscribed on a Monday before nine: the first is that day's.
    ("2015-03-23T08:00", "2015-03-23T08:00", "2015-03-27T23:00", ["03-23T09:00"]),
    # Christmas Day is a Friday, and Boxing Day moves to the Monday.
    ("2015-12-22T10:00", "2015-12-23T00:00", "2015-12-31T12:00", ["12-29T09:00"]),
]


@pytest.mark.parametrize(("since", "first", "last", "slots"), CALENDARS)
def test_it_is_posted_at_nine_on_the_first_working_day_from_monday(
    calendar: Calendar, since: str, first: str, last: str, slots: list[str]
) -> None:
    calendar.subscribe(since)
    calendar.tick_through(first, last, minutes=60)
    for place in (SMT, WORKING):
        posts = calendar.posts(place)
        assert [f"{post.slot:%m-%dT%H:%M}" for post in posts if post.slot] == slots
        assert [post.created_at for post in posts] == [post.slot for post in posts]


# When it ticks again after having been off; whether what it posts then says that it is late.
LATE = [("2015-03-23T09:59", False), ("2015-03-23T10:01", True), ("2015-03-26T09:00", True)]


@pytest.mark.parametrize(("at", "late"), LATE)
def test_a_late_one_says_so_and_shows_the_plan_as_it_was_due(
    calendar: Calendar, at: str, late: bool
) -> None:
    calendar.subscribe("2015-03-19T10:00")
    calendar.tick(at)
    for place in (SMT, WORKING):
        (post,) = calendar.posts(place)
        assert post.state == PENDING
        assert ("Mon 23 March 2015, 09:00 GMT" in words(post) and "Late" in words(post)) == late
        assert "23 March 2015" in words(post)


def test_one_older_than_three_days_is_missed_and_the_next_covers_its_week(
    calendar: Calendar,
) -> None:
    calendar.subscribe("2015-03-12T10:00")
    calendar.tick("2015-03-16T09:00", "2015-03-26T09:01", "2015-03-30T09:00")
    states = [(post.slot, post.state) for post in calendar.posts(SMT)]
    assert states == [
        (moment("2015-03-16T09:00"), PENDING),
        (moment("2015-03-23T09:00"), MISSED),
        (moment("2015-03-30T09:00"), PENDING),
    ]
    assert "changes since Mon 16 March 2015, 09:00 GMT" in words(calendar.posts(SMT)[-1])


def test_one_that_slack_would_not_take_is_covered_by_the_next_as_well(calendar: Calendar) -> None:
    calendar.subscribe("2015-03-12T10:00")
    calendar.tick("2015-03-16T09:00", "2015-03-23T09:00")
    refused = calendar.posts(SMT)[-1]
    with calendar.store.writing() as session:
        refused.claimed_by = "one"
        session.merge(refused)
        session.flush()
        assert settle(session, refused, state=FAILED, error="not_in_channel")
    calendar.tick("2015-03-30T09:00")
    assert "changes since Mon 16 March 2015, 09:00 GMT" in words(calendar.posts(SMT)[-1])


def test_a_channel_that_stopped_gets_nothing_until_it_asks_again(calendar: Calendar) -> None:
    calendar.subscribe("2015-03-19T10:00", reminders=False)
    calendar.tick("2015-03-23T09:00")
    calendar.stop_digest("2015-03-23T10:00")
    calendar.tick("2015-03-30T09:00")
    calendar.subscribe("2015-03-31T10:00", reminders=False)
    calendar.tick("2015-03-31T10:20", "2015-04-07T09:00")
    slots = [moment("2015-03-23T09:00"), moment("2015-04-07T09:00")]
    assert [post.slot for post in calendar.posts(SMT)] == slots


def test_no_post_to_a_channel_names_or_mentions_a_person(calendar: Calendar) -> None:
    calendar.subscribe("2015-03-19T10:00")
    calendar.tick("2015-03-23T09:00", "2015-03-30T09:00", "2015-04-07T11:00")
    posts = [*calendar.posts(SMT), *calendar.posts(WORKING)]
    assert len(posts) == 6
    for post in posts:
        said = words(post)
        assert "AD Child Protection" in said  # the role is what is named
        assert not [known for known in (*PEOPLE, *PEOPLE.values(), "<@") if known in said]


def test_one_that_fell_due_while_all_was_off_waits_for_working_hours(calendar: Calendar) -> None:
    calendar.subscribe("2015-03-16T10:00", reminders=False)
    calendar.tick("2015-03-24T02:00", "2015-03-24T08:29")
    assert calendar.posts(SMT) == []
    calendar.tick("2015-03-24T08:30")
    (post,) = calendar.posts(SMT)
    assert "Late" in str(post.blocks)
