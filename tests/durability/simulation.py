"""A plan's days played through bots that are killed, in a workspace where calls go wrong.

Beside it, the same days are played through one bot that nothing happens to: what it queues is what
is due. What goes wrong and who is killed where is thrown with one pair of dice, whose seed is told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from sqlmodel import col, select

from bot.delivery.worker import LEASE
from bot.practice import PracticeSlack, hang_up, rate_limited, server_error
from bot.rules.times import ONE_DAY, is_working_day
from bot.services.desk import Desk
from models.outbox import PENDING, SENT, WAITING, Post
from models.store import Store
from tests.helpers.clock import LONDON, Clock
from tests.helpers.nursery import Nursery
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SAMPLE, SCHOOL, said

MORNING, AFTERNOON = time(9, 0), time(14, 0)
KILLED = -9
MOST_ROUNDS = 40  # until everything that is due has been decided
SAYINGS = ("complete", "red no money", "amber waiting for HR", "80%", "still waiting", "residual")
OFF = 0.04  # how many days nobody is there
TROUBLES = (
    (0.04, hang_up(accepted=True)),
    (0.04, hang_up(accepted=False)),
    (0.04, rate_limited(30)),
    (0.04, server_error(500)),
)


@dataclass
class Simulation:
    """So many replicas on one database, and the bot that nothing happens to on another."""

    nursery: Nursery
    environment: dict[str, str]
    slack: PracticeSlack
    store: Store
    clock: Clock
    calm: Store
    replicas: int
    seed: int
    kills: int = 0
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        for method in ("chat.postMessage", "conversations.history", "conversations.open"):
            for chance, fault in TROUBLES:
                self.slack.faults.sometimes(method, chance, fault)

    def live(self, first: date, days: int) -> None:
        """Day by day, twice a day where somebody is there."""
        for day in (first + ONE_DAY * n for n in range(days)):
            if is_working_day(day) and self.dice.random() >= OFF:
                for at in (MORNING, AFTERNOON):
                    self._moment(datetime.combine(day, at, LONDON))

    def _moment(self, at: datetime) -> None:
        self.clock.now = at
        self._somebody_reports()
        calm_moment(self.calm, self.clock)
        lived = self._replicas(deadly=True)
        for _ in range(MOST_ROUNDS):
            if lived and not self._waiting():
                return
            self.clock.move(seconds=61)
            self._let_leases_pass()
            lived |= self._replicas(deadly=self.dice.random() < 0.3)
        raise AssertionError(f"seed {self.seed}: never decided: {self._waiting()}")

    def _somebody_reports(self) -> None:
        for _ in range(self.dice.randint(0, 2)):
            text = f"{self.dice.choice(SAMPLE.actions).ref} {self.dice.choice(SAYINGS)}"
            words = said(text, self.clock(), self.dice.choice((ADMIN, LEAD, MANAGER, SCHOOL)))
            for store in (self.store, self.calm):
                Desk(store, self.clock).hear(words)

    def _replicas(self, deadly: bool) -> bool:
        """All of them at once, some with a fuse; whether any came to the end of its shift."""
        now = f"{self.clock().astimezone(LONDON):%Y-%m-%dT%H:%M:%S}"
        fuses = [
            self.dice.randint(1, 150) if deadly and self.dice.random() < 0.5 else 0
            for _ in range(self.replicas)
        ]
        pids = [
            self.nursery.start("shift", self.environment, fuse, now, self.dice.randint(0, 9999))
            for fuse in fuses
        ]
        ended = [self.nursery.wait(pid) for pid in pids]
        assert set(ended) <= {0, KILLED}, f"seed {self.seed}: {ended}"
        self.kills += ended.count(KILLED)
        return 0 in ended

    def _waiting(self) -> list[str]:
        with self.store.reading() as session:
            query = select(Post.key).where(col(Post.state).in_(WAITING))
            return list(session.exec(query).all())

    def _let_leases_pass(self) -> None:
        with self.store.writing() as session:
            for post in session.exec(select(Post).where(col(Post.state).in_(WAITING))):
                if post.lease_until:
                    post.lease_until -= LEASE + timedelta(hours=1)

    def arrived(self) -> Counter[str]:
        """How often each post stands in the workspace, by the key in its metadata."""
        return Counter(message.metadata["event_payload"]["key"] for message in self._ours())

    def outside_hours(self) -> list[str]:
        """What was said at night, or on a day off."""
        return [
            f"{at:%A %d %B %H:%M}"
            for message in self._ours()
            if not _in_hours(at := datetime.fromtimestamp(float(message.ts), LONDON))
        ]

    def _ours(self) -> Iterator:
        places = [self.slack.messages(channel) for channel in ("smt-digest", "improvement-plan")]
        places += [self.slack.dms(user) for user in (LEAD, MANAGER, SCHOOL, ADMIN)]
        return (one for place in places for one in place if one.metadata)

    def due(self) -> set[str]:
        """What the bot that nothing happened to had to say."""
        with self.calm.reading() as session:
            return set(session.exec(select(Post.key).where(Post.state == SENT)).all())


def _in_hours(at: datetime) -> bool:
    return is_working_day(at.date()) and time(8, 30) <= at.time() <= time(17, 30)


def calm_moment(store: Store, clock: Clock) -> None:
    """A tick, and everything that it queues arrives at once."""
    Desk(store, clock).tick()
    with store.writing() as session:
        for post in session.exec(select(Post).where(Post.state == PENDING)):
            post.state, post.sent_at = SENT, clock()
