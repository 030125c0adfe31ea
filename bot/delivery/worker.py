"""The outbox, one post at a time: claim, look, mark, send, settle.

Each step is committed before the next begins, so a process that is killed between any two leaves a
post that another worker takes over when the lease runs out. One that was being sent is looked for
in Slack before it is sent again.
"""

import logging
import random
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.delivery.slack import DeliveryError, Sent, TooLateError, find, place_of, send
from models import outbox
from models.outbox import FAILED, MISSED, PENDING, SENDING, SENT, Post
from models.pulse import SENT as PULSE_SENT
from models.pulse import beat
from models.store import Store

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)  # has to outlast any one call of Slack
GIVE_UP_AFTER = timedelta(days=3)
LONGEST_WAIT = timedelta(hours=1)
MOST_DOUBLINGS = 12


class Worker:
    """One deliverer. Any number of them may share an outbox, and threads may share one."""

    def __init__(
        self,
        store: Store,
        client: WebClient,
        name: str,
        lease: timedelta = LEASE,
        jitter: random.Random | None = None,
    ) -> None:
        self.store = store
        self.client = client
        self.name = name
        self.lease = lease
        self.jitter = jitter or random.Random()  # noqa: S311 - spreads retries, guards nothing

    def deliver_one(self, now: datetime) -> bool:
        """Deliver the next post that is due; False when there is none."""
        claim = f"{self.name}/{secrets.token_hex(4)}"  # its own, so that no other can settle it
        with self.store.writing() as session:
            post = outbox.claim(session, claim, now, self.lease)
        if post is None:
            return False
        try:
            sent = self._found_or_sent(post, now)
        except TooLateError:
            self._miss(post)
        except DeliveryError as error:
            self._put_back(post, error, now)
        else:
            self._settle(post, sent, now)
        return True

    def deliver_all(self, clock: Callable[[], datetime]) -> int:
        """Deliver until nothing is due; returns how many posts were dealt with."""
        count = 0
        while self.deliver_one(clock()):
            count += 1
        return count

    def _found_or_sent(self, post: Post, now: datetime) -> Sent:
        place = place_of(self.client, post)
        if post.state == SENDING and (found := find(self.client, post, place)):
            return found
        if post.useful_until and now > post.useful_until:
            raise TooLateError("too late to be said")
        with self.store.writing() as session:
            if not outbox.start_sending(session, post, self.lease):
                raise DeliveryError("taken over by another worker")  # which settles it, not we
        return send(self.client, post, place)

    def _settle(self, post: Post, sent: Sent, now: datetime) -> None:
        values: dict[str, Any] = {"sent_to": sent.conversation, "ts": sent.ts, "sent_at": now}
        values |= _without_words(post)
        with self.store.writing() as session:
            if not outbox.settle(session, post, state=SENT, error=None, **values):
                log.warning("post %s: sent after another worker had taken it over", post.key)
            beat(session, PULSE_SENT, now)

    def _miss(self, post: Post) -> None:
        log.warning("post %s: missed, as it could not be sent in time", post.key)
        with self.store.writing() as session:
            outbox.settle(session, post, state=MISSED)

    def _put_back(self, post: Post, error: DeliveryError, now: datetime) -> None:
        """Try again later, or give up where that cannot help. The next attempt looks first."""
        gives_up = error.permanent or now - post.created_at > GIVE_UP_AFTER
        log.warning("post %s: %s%s", post.key, error, "; given up" if gives_up else "")
        wait = error.wait or self._backoff(post.attempts)
        with self.store.writing() as session:
            if gives_up:
                outbox.settle(session, post, state=FAILED, error=str(error), **_without_words(post))
            elif error.ambiguous:  # it may be on its way still: as long as a claim would be left
                outbox.hold(session, post, max(wait, self.lease), str(error))
            elif post.state == SENDING:
                outbox.hold(session, post, wait, str(error))
            else:
                values = {"state": PENDING, "not_before": now + wait, "error": str(error)}
                outbox.settle(session, post, **values)

    def _backoff(self, attempts: int) -> timedelta:
        doublings = min(attempts - 1, MOST_DOUBLINGS)
        longest = min(timedelta(seconds=2**doublings), LONGEST_WAIT)
        return longest * self.jitter.uniform(0.5, 1)


def _without_words(post: Post) -> dict[str, Any]:
    """An answer that is done with is emptied: people's words are kept in one place only."""
    return {"text": "", "blocks": []} if post.key.startswith(outbox.REPLY) else {}
