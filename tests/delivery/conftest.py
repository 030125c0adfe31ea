"""An outbox with somebody to empty it, and a workspace where it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlmodel import col, select

from bot.delivery.worker import LEASE, Worker
from bot.practice import PracticeSlack
from bot.practice.installation import from_manifest
from models.outbox import WAITING, Post, enqueue, post_with_key
from models.store import Store
from tests.helpers.bot import CHANNELS, MANIFEST, PEOPLE
from tests.helpers.clock import Clock
from tests.helpers.patience import PATIENCE, Wall

MOST_TURNS = 100  # of a post that is tried until it has been decided


class Impatient(Random):
    """A die that makes every wait a hundredth of what it could be."""

    def uniform(self, a: float, b: float) -> float:
        """A hundredth."""
        return 0.01


HASTY: dict[str, Any] = {"jitter": Impatient(), "pace": timedelta(0)}


@dataclass
class Mail:
    """An outbox, its worker, and the workspace."""

    store: Store
    slack: PracticeSlack
    client: WebClient
    clock: Clock
    wall: Wall

    def put(
        self, channel: str = "smt-digest", key: str = "digest:1:2015-W12", **other: Any
    ) -> None:
        """Put a post in the outbox, for a channel by name or id, or a person by id."""
        place = self.slack.channel_id(channel) if channel in CHANNELS else channel
        values = {"channel": place, "text": "The digest", "blocks": [], **other}
        with self.store.writing() as session:
            assert enqueue(session, key=key, created_at=self.clock(), **values)

    def worker(self, name: str = "one", client: WebClient | None = None, **other: Any) -> Worker:
        """A worker that waits for nobody longer than it must."""
        return Worker(self.store, client or self.client, name, **{**HASTY, **other})

    def let_leases_pass(self, by: timedelta = LEASE) -> None:
        """Bring the end of every lease nearer, as if that much of the database's time had gone."""
        leased = select(Post).where(col(Post.lease_until).is_not(None))
        with self.store.writing() as session:
            for post in session.exec(leased):
                assert post.lease_until
                post.lease_until -= by

    def deliver(self) -> None:
        """Send what is due by the clock."""
        self.worker().deliver_all(self.clock)

    def deliver_in_the_end(self) -> Post:
        """Send what is due until all of it has been decided, as the ticks do; the first post."""
        self.deliver()
        for _ in range(MOST_TURNS):
            if self.post().state not in WAITING:
                return self.post()
            self.clock.move(seconds=0.05)
            self.let_leases_pass()
            self.deliver()
        raise AssertionError(self.post())

    def post(self, key: str = "digest:1:2015-W12") -> Post:
        """A post as it stands in the outbox."""
        with self.store.reading() as session:
            post = post_with_key(session, key)
        assert post
        return post

    def said(self, place: str) -> list[str]:
        """All that stands in a channel, or was said to a person."""
        found = self.slack.dms(place) if place.startswith("U") else self.slack.messages(place)
        return [message.text for message in found]


@pytest.fixture
def wall() -> Wall:
    """The workspace's real time."""
    return Wall()


@pytest.fixture
def slack(clock: Clock, wall: Wall) -> Iterator[PracticeSlack]:
    """A workspace to which nobody listens: only what is posted matters."""
    with PracticeSlack(
        clock=lambda: clock().timestamp(),
        wall=wall,
        people=PEOPLE,
        channels=CHANNELS,
        **from_manifest(MANIFEST),
    ) as slack:
        yield slack


@pytest.fixture
def client(slack: PracticeSlack) -> WebClient:
    """Slack's client, which leaves trying again to the outbox."""
    return WebClient(slack.bot_token, slack.url, timeout=int(PATIENCE), retry_handlers=[])


@pytest.fixture
def mail(
    sqlite_url: str, slack: PracticeSlack, client: WebClient, clock: Clock, wall: Wall
) -> Iterator[Mail]:
    """An empty outbox on SQLite, where the database does not matter."""
    store = Store(sqlite_url)
    yield Mail(store, slack, client, clock, wall)
    store.close()


@pytest.fixture
def shared_mail(
    store: Store, slack: PracticeSlack, client: WebClient, clock: Clock, wall: Wall
) -> Mail:
    """An empty outbox on each database in turn, where it does."""
    return Mail(store, slack, client, clock, wall)
