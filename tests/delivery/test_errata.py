"""What a posted digest got wrong is said once in its thread; the digest stays as it was posted."""

from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Barrier, Thread

import pytest

from bot.rules.cadence import Wishes
from bot.services.desk import Desk
from models.body import DIGEST
from models.outbox import FAILED, Post, settle
from models.plan import corrected
from models.store import Store
from tests.delivery.posting import SMT, Calendar, words
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import ADMIN, only_plan, said
from tests.helpers.reading import queued

MONDAY, FRIDAY, TUESDAY = "2015-03-23T09:00", "2015-03-20T10:00", "2015-03-24T10:00"


@pytest.fixture
def calendar(
    sqlite_url: str, clock: Clock, fill: Callable[[Store, datetime], None]
) -> Iterator[Calendar]:
    """The sample plan, whose SMT gets the digest from the nineteenth of March on."""
    store = Store(sqlite_url)
    fill(store, clock())
    yield subscribed(store, clock)
    store.close()


def subscribed(store: Store, clock: Clock) -> Calendar:
    calendar = Calendar(store, clock, Desk(store, clock))
    calendar.subscribe("2015-03-19T10:00", reminders=False)
    return calendar


def hear(calendar: Calendar, at: str, text: str, recorded_at: str = "") -> None:
    """Something is said as of a moment, and recorded then or later."""
    now = moment(recorded_at or at)
    calendar.clock.now = now
    calendar.desk.hear(said(text, moment(at), ADMIN, recorded_at=now))  # type: ignore[arg-type]


def errata(calendar: Calendar) -> list[Post]:
    return [post for post in queued(calendar.store) if post.key.startswith("erratum:")]


@pytest.mark.parametrize("replicas", [4])
def test_what_was_taken_back_is_corrected_once_in_the_thread(
    sample: Store, clock: Clock, replicas: int
) -> None:
    calendar = subscribed(sample, clock)
    hear(calendar, "2015-03-23T08:50", "7.1 complete")
    calendar.tick(MONDAY)
    (posted,) = calendar.posts(SMT)
    hear(calendar, "2015-03-23T14:00", "undo")
    stores, start = [Store(sample.url) for _ in range(replicas)], Barrier(replicas)

    def tick(store: Store) -> None:
        start.wait()
        Desk(store, calendar.clock).tick()

    threads = [Thread(target=tick, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    calendar.tick("2015-03-23T14:20", TUESDAY)
    (erratum,) = errata(calendar)
    assert (erratum.under, erratum.channel) == (posted.key, SMT)
    assert "*7.1* status: shown as complete, and was residual (taken back since)" in words(erratum)
    assert calendar.posts(SMT)[0].blocks == posted.blocks
    for store in stores:
        store.close()


# What was said before the digest, what afterwards, as of when, and what the erratum says of it
LATE = [
    ("", "4.2 red no money", FRIDAY, "*4.2* rating: shown as ○ not rated, and was ▲ red"),
    ("", "8.3 complete", FRIDAY, "*8.3* status: shown as residual, and was complete"),
    ("", "3.3 new date 30 June 2015", FRIDAY, "*3.3* end date: shown as 31 March 2015, and was 30"),
    ("4.2 amber waiting", "4.2 green", "2015-03-20T11:00", "shown as ◆ amber, and was ● green"),
    ("", "2b 5%", FRIDAY, "*2b* (action 2.2): shown as not among the targets not met; it was Sh"),
    ("2b 5%", "2b 7%", "2015-03-20T11:00", "standard: 5%, 55 points short"),
    ("2b 5%", "2b 90%", "2015-03-20T11:00", "it was not off its target (recorded since)"),
    ("2b 5%", "undo", "2015-03-23T12:00", "it was not off its target (taken back since)"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "at", "expected"), LATE)
def test_what_counts_from_before_it_and_came_later_is_corrected(
    calendar: Calendar, before: str, after: str, at: str, expected: str
) -> None:
    if before:
        hear(calendar, FRIDAY, before)
    calendar.tick(MONDAY)
    hear(calendar, at, after, recorded_at="2015-03-23T12:00")
    calendar.tick("2015-03-23T12:05", "2015-03-23T12:25")
    (erratum,) = errata(calendar)
    assert expected in words(erratum)


# What is said after the digest, as of when: none of it makes the digest untrue.
TRUE = [
    ("4.2 red no money", "2015-03-23T12:00"),  # it is news, for the next one
    ("4.2 still waiting for HR", FRIDAY),  # a word that changes nothing
    ("7.1 residual", FRIDAY),  # as it was
    ("4.2 80%", FRIDAY),  # of which a digest says nothing
]


@pytest.mark.parametrize(("text", "at"), TRUE)
def test_what_changes_nothing_of_it_is_not_corrected(
    calendar: Calendar, text: str, at: str
) -> None:
    calendar.tick(MONDAY)
    hear(calendar, at, text, recorded_at="2015-03-23T12:00")
    calendar.tick("2015-03-23T12:05", "2015-03-30T09:00", "2015-03-30T09:20")
    assert errata(calendar) == []


def test_each_correction_says_only_what_the_one_before_did_not(calendar: Calendar) -> None:
    calendar.tick(MONDAY)
    hear(calendar, FRIDAY, "4.2 red no money", recorded_at="2015-03-23T12:00")
    calendar.tick("2015-03-23T12:05")
    hear(calendar, "2015-03-20T11:00", "4.2 amber", recorded_at="2015-03-23T13:00")
    hear(calendar, FRIDAY, "8.3 complete", recorded_at="2015-03-23T13:01")
    calendar.tick("2015-03-23T13:05", "2015-03-23T13:25")
    first, second = errata(calendar)
    assert "4.2" in words(first)
    assert "8.3" not in words(first)
    assert "shown as ▲ red, and was ◆ amber" in words(second)
    assert "8.3" in words(second)


def test_it_stands_under_every_digest_that_had_it_wrong_and_waits_for_the_morning(
    calendar: Calendar,
) -> None:
    calendar.tick(MONDAY, "2015-03-30T09:00")
    hear(calendar, FRIDAY, "4.2 red no money", recorded_at="2015-03-30T22:00")
    calendar.tick("2015-03-30T22:01")
    assert errata(calendar) == []
    calendar.tick("2015-03-31T08:30")
    assert [post.under for post in errata(calendar)] == [post.key for post in calendar.posts(SMT)]


def test_a_body_hears_only_of_its_own_themes(calendar: Calendar) -> None:
    asked = said(at=moment("2015-03-19T11:00"), user=ADMIN, place="C0THEME")
    calendar.desk.subscribe(asked, DIGEST, True, Wishes(themes=("7",)))
    calendar.tick(MONDAY)
    hear(calendar, FRIDAY, "4.2 red no money", recorded_at="2015-03-23T12:00")
    calendar.tick("2015-03-23T12:05")
    assert [post.channel for post in errata(calendar)] == [SMT]
    hear(calendar, FRIDAY, "7.1 red no money", recorded_at="2015-03-23T13:00")
    calendar.tick("2015-03-23T13:05")
    assert [post.channel for post in errata(calendar)] == [SMT, SMT, "C0THEME"]


def test_a_digest_that_was_never_said_or_is_long_past_is_not_corrected(calendar: Calendar) -> None:
    calendar.tick(MONDAY)
    (posted,) = calendar.posts(SMT)
    with calendar.store.writing() as session:
        posted.claimed_by = "one"
        session.merge(posted)
        session.flush()
        assert settle(session, posted, state=FAILED, error="not_in_channel")
    calendar.tick("2015-03-30T09:00")
    hear(calendar, FRIDAY, "4.2 red no money", recorded_at="2015-03-30T12:00")
    calendar.tick("2015-03-30T12:05")
    assert [post.under for post in errata(calendar)] == [calendar.posts(SMT)[-1].key]
    hear(calendar, FRIDAY, "8.3 complete", recorded_at="2015-07-20T12:00")
    calendar.tick("2015-07-20T12:05")
    assert len([post for post in errata(calendar) if "8.3" in words(post)]) == 0


def test_who_looked_first_says_it(
    store: Store, clock: Clock, fill: Callable[[Store, datetime], None]
) -> None:
    fill(store, clock())
    plan = only_plan(store)
    with store.writing() as session:
        assert corrected(session, plan.id or 0, 0, 9)
        assert not corrected(session, plan.id or 0, 0, 10)
