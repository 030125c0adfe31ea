"""Ticking by a clock that is told, and what that puts in the outbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.rules.plan_file import PlanFile
from bot.services.desk import Desk
from bot.services.people import assign
from models.body import DIGEST, REMINDERS
from models.outbox import Post
from models.store import Store
from tests.helpers.clock import Clock, moment
from tests.helpers.plans import ADMIN, LONG_AGO, action, only_plan, plan_file, said
from tests.helpers.reading import queued

SMT, WORKING = "C0SMT", "C0WORKING"  # who gets the digest, and who the reminders


@dataclass
class Calendar:
    """A bot that ticks when it is told to."""

    store: Store
    clock: Clock
    desk: Desk

    def subscribe(self, at: str, digest: bool = True, reminders: bool = True) -> None:
        """Let the channels receive theirs from a moment on."""
        self.clock.set(at)
        for place, receives, wanted in ((SMT, DIGEST, digest), (WORKING, REMINDERS, reminders)):
            if wanted:
                asked = said(at=self.clock(), user=ADMIN, place=place)
                self.desk.subscribe(asked, receives, active=True)

    def stop_digest(self, at: str) -> None:
        """Let the channel no longer receive it."""
        self.clock.set(at)
        self.desk.subscribe(said(at=self.clock(), user=ADMIN, place=SMT), DIGEST, active=False)

    def tick(self, *moments: str) -> None:
        """Tick at each of these moments."""
        for at in moments:
            self.clock.set(at)
            self.desk.tick()

    def tick_through(self, first: str, last: str, minutes: int = 20) -> None:
        """Tick every so often from a moment to another."""
        for at in every(first, last, minutes):
            self.clock.now = at
            self.desk.tick()

    def posts(self, to: str = "") -> list[Post]:
        """All that was queued, or for one channel or person, but for what stands in threads."""
        return [post for post in queued(self.store, to) if post.under is None]

    def under(self, post: Post) -> list[Post]:
        """What was queued for the thread of a post."""
        return [one for one in queued(self.store) if one.under == post.key]

    def personal(self) -> list[Post]:
        """All that was queued for people."""
        return [post for post in self.posts() if post.channel.startswith("U")]

    def put_in_role(self, role: str, user: str) -> None:
        """Let a person hold a role."""
        with self.store.writing() as session:
            assign(session, only_plan(self.store), said(user=ADMIN), role, user, LONG_AGO)


def every(first: str, last: str, minutes: int) -> Iterator[datetime]:
    """The moments from one to another, by the real passing of time."""
    at, end = (moment(text).astimezone(UTC) for text in (first, last))
    while at <= end:
        yield at
        at += timedelta(minutes=minutes)


def words(post: Post) -> str:
    """All that a post says."""
    return f"{post.text} {post.blocks}"


def one_action(ends: str, ref: str = "1.1") -> PlanFile:
    """A plan of one action, which a role that somebody holds leads."""
    return plan_file(action(ref, end=date.fromisoformat(ends), leads=("AD Child Protection",)))
