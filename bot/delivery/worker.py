"""The outbox, one post at a time: claim, look, mark, send, settle.

Each step is committed before the next begins, so a process that is killed between any two leaves a
post that another worker takes over when the lease runs out. One that was being sent is looked for
in Slack before it is sent again. A conversation takes one post at a time, and one a second; what
Slack asks to wait for holds up that conversation, or that way of asking, and nothing else.
"""

import logging
import random
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from slack_sdk import WebClient
from sqlmodel import Session

from bot.delivery import trouble
from bot.delivery.errors import DeliveryError
from bot.delivery.slack import TooLateError, find, needs_opening, place_of, send
from bot.delivery.uploading import Sent
from bot.rules.hours import hours_in
from models import claiming, outbox
from models import lane as lanes
from models.outbox import FAILED, MISSED, PENDING, SENDING, SENT, Post
from models.picture import Picture, picture
from models.pulse import SENT as PULSE_SENT
from models.pulse import beat
from models.store import Store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # has to outlast any one call of Slack
PACE = timedelta(seconds=1)  # between two posts to one conversation, as Slack asks
GIVE_UP_AFTER = timedelta(days=3)
DAYS_OFF = timedelta(days=5)  # over which a post that keeps to hours may have to wait
LONGEST_WAIT = timedelta(hours=1)
MOST_DOUBLINGS = 12
Clock = Callable[[], datetime]


class NotNowError(Exception):
    """A post that is not said at this hour."""


class Worker:
    """One deliverer. Any number of them may share an outbox, and threads may share one."""

    def __init__(
        self,
        store: Store,
        client: WebClient,
        name: str,
        lease: timedelta = LEASE,
        pace: timedelta = PACE,
        jitter: random.Random | None = None,
    ) -> None:
        self.store = store
        self.client = client
        self.name = name
        self.lease = lease
        self.pace = pace
        self._beaten: datetime | None = None
        self.jitter = jitter or random.Random()  # noqa: S311 - spreads retries, guards nothing

    def deliver_all(self, clock: Clock) -> int:
        """Deliver until nothing may be sent just now; returns how many posts were dealt with."""
        count = 0
        while self.deliver_one(clock):
            count += 1
        return count

    def deliver_one(self, clock: Clock) -> bool:
        """Deliver the next post that is due and not held up; False when there is none.

        The clock is read again once Slack has answered: the next second counts from then.
        """
        claim = f"{self.name}/{secrets.token_hex(4)}"  # its own, so that no other can settle it
        now = clock()
        with self.store.writing() as session:
            found = claiming.claim(session, claim, now, self.lease, partial(_is_ready, now=now))
        if found is None:
            return False
        post, begun = found
        try:
            sent = send(self.client, post, post.channel) if begun else self._prepared(post, now)
        except TooLateError:
            self._miss(post, now)
        except NotNowError:
            self._put_off(post, now)
        except DeliveryError as error:
            self._put_back(post, error, clock())
        else:
            self._settle(post, sent, clock())
        return True

    def waits_for(self, now: datetime) -> timedelta | None:
        """How long until there may be something to send; None where nothing waits."""
        with self.store.reading() as session:
            due = outbox.next_due(session)
        return max(due - now, self.pace) if due else None

    def _prepared(self, post: Post, now: datetime) -> Sent:
        """Open the conversation, look for what may be there already, and send what is not."""
        place = place_of(self.client, post)
        shown = self._picture(post)
        if post.state == SENDING and (found := find(self.client, post, place, shown)):
            return found
        if _too_late(post, now):
            raise TooLateError("too late to be said")
        if not _in_hours(post, now):
            raise NotNowError
        with self.store.writing() as session:
            if place != post.channel and not claiming.enter(session, post, place, now, self.lease):
                raise DeliveryError("the conversation is being written to", wait=self.pace)
            if not outbox.start_sending(session, post, self.lease):
                raise DeliveryError("taken over by another worker")  # which settles it, not we
        return send(self.client, post, place, shown)

    def _picture(self, post: Post) -> Picture | None:
        if post.picture_id is None:
            return None
        with self.store.reading() as session:
            return picture(session, post.picture_id)

    def _settle(self, post: Post, sent: Sent, now: datetime) -> None:
        values: dict[str, Any] = {"sent_to": sent.conversation, "ts": sent.ts, "sent_at": now}
        values |= _without_words(post)
        with self.store.writing() as session:
            if not outbox.settle(session, post, state=SENT, error=None, **values):
                log.warning("post %s: sent after another worker had taken it over", post.key)
            claiming.leave(session, post, now + self.pace, sent.conversation)
            if self._beaten is None or now - self._beaten >= PACE:  # one row, for all who send
                beat(session, PULSE_SENT, now)
                self._beaten = now

    def _miss(self, post: Post, now: datetime) -> None:
        log.warning("post %s: missed, as it could not be sent in time", post.key)
        with self.store.writing() as session:
            outbox.settle(session, post, state=MISSED)
            claiming.leave(session, post, now)

    def _put_off(self, post: Post, now: datetime) -> None:
        """Nobody is written to at night, or on a day off: the post waits until they work again."""
        opens = hours_in(post.hours or {}).next(now)
        with self.store.writing() as session:
            if post.state == SENDING:  # which may be there, and did not show: looked for again then
                outbox.hold(session, post, min(opens - now, LONGEST_WAIT), "out of hours")
            else:
                outbox.settle(session, post, state=PENDING, not_before=opens)
            claiming.leave(session, post, now)

    def _put_back(self, post: Post, error: DeliveryError, now: datetime) -> None:
        """Try again later, or give up where that cannot help. The next attempt looks first."""
        longest = GIVE_UP_AFTER + (DAYS_OFF if post.hours else timedelta(0))
        gives_up = error.permanent or now - post.created_at > longest
        log.warning("post %s: %s%s", post.key, error, "; given up" if gives_up else "")
        wait = error.wait or self._backoff(post.attempts)
        with self.store.writing() as session:
            if gives_up:
                self._give_up(session, post, str(error), now)
            elif error.ambiguous:  # it may be on its way still: as long as a claim would be left
                outbox.hold(session, post, max(wait, self.lease), str(error))
            elif post.state == SENDING:
                outbox.hold(session, post, wait, str(error))
            else:
                held_by_lane = error.wait and not post.response_url  # and keeps its turn in it
                again = post.not_before if held_by_lane else now + wait
                outbox.settle(session, post, state=PENDING, not_before=again, error=str(error))
            waits = (error.wait or self.pace) if error.lane is None else self.pace
            claiming.leave(session, post, now + waits)
            if error.lane and error.wait:
                lanes.leave(session, error.lane, now + error.wait)

    def _give_up(self, session: Session, post: Post, reason: str, now: datetime) -> None:
        """Record it, and tell whoever looks after the plan, once for each run of failures."""
        if outbox.settle(session, post, state=FAILED, error=reason, **_without_words(post)):
            trouble.tell(session, post, reason, now)

    def _backoff(self, attempts: int) -> timedelta:
        doublings = min(attempts - 1, MOST_DOUBLINGS)
        longest = min(timedelta(seconds=2**doublings), LONGEST_WAIT)
        return longest * self.jitter.uniform(0.5, 1)


def _is_ready(post: Post, now: datetime) -> bool:
    """Whether nothing has to be done before it can be sent."""
    plain = post.picture_id is None and not needs_opening(post)
    return plain and not _too_late(post, now) and _in_hours(post, now)


def _too_late(post: Post, now: datetime) -> bool:
    return post.useful_until is not None and now > post.useful_until


def _in_hours(post: Post, now: datetime) -> bool:
    return not post.hours or hours_in(post.hours).hold(now)


def _without_words(post: Post) -> dict[str, Any]:
    """An answer that is done with is emptied: people's words are kept in one place only."""
    return {"text": "", "blocks": []} if post.key.startswith(outbox.REPLY) else {}
