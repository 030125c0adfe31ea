"""Everybody is written to in the working hours of where they are."""

from collections.abc import Iterator

import pytest

from bot.services.desk import Desk
from models.member import keep_members
from models.store import Store
from tests.delivery.posting import Calendar, one_action, words
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import LEAD, MANAGER, bring_in
from tests.helpers.reading import queued

# where the lead is; the first of the ticks of every half hour at which the bot writes, in London
LIVES = [
    ("Europe/London", "2015-03-30T08:30"),
    ("America/New_York", "2015-03-30T13:30"),  # 08:30 there
    ("Asia/Kolkata", "2015-03-30T04:00"),  # 08:30 there
    ("Pacific/Auckland", "2015-03-30T00:00"),  # noon there
    ("Nowhere/At_all", "2015-03-30T08:30"),  # the plan's own
]


@pytest.fixture
def calendar(sqlite_url: str, clock: Clock) -> Iterator[Calendar]:
    """A plan whose one action ends on Tuesday 31 March."""
    store = Store(sqlite_url)
    bring_in(store, one_action("2015-03-31"), "Plan", clock())
    yield Calendar(store, clock, Desk(store, clock))
    store.close()


def settle_in(store: Store, user: str, zone: str, **other: object) -> None:
    """Let Slack have told us where somebody is."""
    with store.writing() as session:
        keep_members(session, "T1", [{"id": user, "tz": zone, **other}], moment("2015-03-18T09:00"))


@pytest.mark.parametrize(("zone", "at"), LIVES)
def test_the_hours_are_those_of_the_person(calendar: Calendar, zone: str, at: str) -> None:
    settle_in(calendar.store, LEAD, zone)
    calendar.tick_through("2015-03-30T00:00", "2015-03-30T23:30", minutes=30)
    assert queued(calendar.store, LEAD)[0].created_at == moment(at)


def test_one_in_another_zone_does_not_hold_up_the_others(calendar: Calendar) -> None:
    settle_in(calendar.store, LEAD, "America/New_York")
    calendar.put_in_role("Director", MANAGER)
    calendar.tick_through("2015-03-30T08:00", "2015-03-30T12:00", minutes=30)
    assert [post.channel for post in queued(calendar.store)] == [MANAGER]


def test_somebody_who_has_left_is_not_written_to(calendar: Calendar) -> None:
    settle_in(calendar.store, LEAD, "Europe/London", deleted=True)
    calendar.put_in_role("Director", MANAGER)
    calendar.tick("2015-03-30T09:00", "2015-04-07T09:00")
    assert queued(calendar.store, LEAD) == []
    assert "nobody there to be asked" in words(queued(calendar.store, MANAGER)[-1])
