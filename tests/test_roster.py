"""Who is listened to, while others ask the same and Slack changes somebody's account."""

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import event

from bot.services.members import UNKNOWN, Roster
from models.member import FULL, LEFT
from models.store import Store
from tests.helpers.clock import Clock
from tests.helpers.patience import PATIENCE
from tests.helpers.plans import LEAD, MANAGER

Users = dict[str, Mapping[str, Any] | None]


@pytest.fixture
def users() -> Users:
    """What Slack says of people when it is asked."""
    return {user: {"id": user} for user in (LEAD, MANAGER)}


@pytest.fixture
def roster(store: Store, clock: Clock, users: Users) -> Roster:
    return Roster(store, "T0PRACTICE", users.get, clock)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as pool:
        yield pool


def test_people_are_asked_about_once_and_known_to_the_next_copy(
    roster: Roster, store: Store, clock: Clock, users: Users
) -> None:
    assert roster.kind(LEAD) == FULL
    users.clear()
    assert roster.hears(LEAD)
    assert Roster(store, "T0PRACTICE", users.get, clock).hears(LEAD)


def test_somebody_whom_slack_does_not_know_just_now_is_asked_about_again(
    roster: Roster, users: Users
) -> None:
    users[LEAD] = None
    assert roster.kind(LEAD) == UNKNOWN
    users[LEAD] = {"id": LEAD}
    assert roster.kind(LEAD) == FULL


def test_what_another_copy_heard_counts_after_a_minute(
    roster: Roster, store: Store, clock: Clock, users: Users
) -> None:
    assert roster.hears(LEAD)
    Roster(store, "T0PRACTICE", users.get, clock).learn({"id": LEAD, "deleted": True})
    assert roster.hears(LEAD)
    clock.move(minutes=1)
    assert roster.kind(LEAD) == LEFT


def test_somebody_new_is_heard_though_others_load_meanwhile(
    store: Store, clock: Clock, roster: Roster, threads: ThreadPoolExecutor
) -> None:
    """What is loaded between meeting somebody and keeping them does not know them yet."""
    assert roster.hears(MANAGER)

    def others_load(_connection: object) -> None:
        clock.move(minutes=1)
        assert threads.submit(roster.hears, MANAGER).result(PATIENCE)

    event.listen(store.engine, "commit", others_load, once=True)
    assert roster.kind(LEAD) == FULL


def test_a_change_heard_while_somebody_loads_counts_at_once(
    store: Store, clock: Clock, roster: Roster, threads: ThreadPoolExecutor
) -> None:
    """What was read before the change does not take its place."""
    assert roster.hears(LEAD)
    clock.move(minutes=1)
    kept = threading.Event()
    changes: list[Future[str]] = []

    def leaves(*_statement: object) -> None:
        event.listen(store.engine, "commit", lambda _connection: kept.set())
        changes.append(threads.submit(roster.learn, {"id": LEAD, "deleted": True}))
        assert kept.wait(PATIENCE)

    event.listen(store.engine, "after_cursor_execute", leaves, once=True)
    roster.kind(MANAGER)
    assert [one.result(PATIENCE) for one in changes] == [LEFT]
    assert roster.kind(LEAD) == LEFT
