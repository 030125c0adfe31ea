"""What a child of the nursery does: the bot's own work, killed at a step that was chosen."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import uvicorn
from slack_sdk import WebClient
from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import Pool

from bot import clock
from bot.__main__ import main
from bot.app import make_app, make_client
from bot.config import Settings
from bot.delivery.worker import Worker
from bot.services.desk import Desk
from bot.web import web_app
from models.outbox import WAITING, counts_by_state
from models.store import Store
from tests.helpers.clock import Clock
from tests.helpers.patience import PATIENCE

LEASE = timedelta(milliseconds=20)


class Fuse:
    """Counts the steps, and kills the process at one of them; 0 is never."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.steps = 0
        self.committing = False

    def step(self, *_: object) -> None:
        """One more: nothing of this process outlives the one that it burns down to."""
        self.steps += 1
        if self.steps == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def lay_to_the_database(self) -> None:
        """A step before each statement, and one on either side of each commit."""
        event.listen(Pool, "checkout", self._taken)
        event.listen(Engine, "before_cursor_execute", self._executes)
        self.lay_to_the_commits()

    def _taken(self, connection: object, *_: object) -> None:
        """SQLite tells of each statement itself, of those that are prepared too."""
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(self.step)

    def _executes(self, connection: Connection, *_: object) -> None:
        if connection.dialect.name != "sqlite":
            self.step()

    def lay_to_the_commits(self) -> None:
        """A step on either side of each commit: nothing else leaves anything behind."""
        event.listen(Engine, "commit", self._commits)
        event.listen(Pool, "checkin", self._committed)

    def _commits(self, *_: object) -> None:
        self.committing = True
        self.step()

    def _committed(self, *_: object) -> None:
        if self.committing:
            self.committing = False
            self.step()


class FusedClient(WebClient):
    """Slack's client, with a step before each call and one when its answer has arrived."""

    step: Callable[[], None]

    def api_call(self, *args: Any, **kwargs: Any) -> Any:
        """The call, between two steps."""
        self.step()
        answer = super().api_call(*args, **kwargs)
        self.step()
        return answer


def serve(_at: int, port: int) -> None:
    """`python -m bot serve --http`, just as it is."""
    import sys

    sys.argv = ["bot", "serve", "--http", f"127.0.0.1:{port}"]
    main()


def connect(_at: int) -> None:
    """`python -m bot serve` by Socket Mode, just as it is."""
    import sys

    sys.argv = ["bot", "serve"]
    main()


def answer(at: int, port: int) -> None:
    """The bot over HTTP without its ticks, with the fuse laid to all that a request does."""
    settings = Settings()
    desk = Desk(Store(settings.database_url), clock.now)
    app = make_app(settings, desk, make_client(settings))
    Fuse(at).lay_to_the_database()
    uvicorn.run(web_app(app, desk), port=port, log_config=None, access_log=False)


def cycle(at: int, moment: str) -> None:
    """One tick at a moment, and all that it queued sent, or as far as the fuse lets it."""
    settings, now, fuse = Settings(), Clock(moment), Fuse(at)
    client = FusedClient(
        settings.slack_bot_token.get_secret_value(), settings.slack_api_url, retry_handlers=[]
    )
    client.step = fuse.step
    store = _store(settings.database_url)
    fuse.lay_to_the_commits()
    Desk(store, now).tick()
    worker = Worker(store, client, f"child {os.getpid()}", lease=LEASE, pace=timedelta(0))
    end = time.monotonic() + PATIENCE
    while worker.deliver_all(now) or _waiting(store):
        assert time.monotonic() < end, "something is never delivered"
        time.sleep(LEASE.total_seconds() / 4)  # until the lease of the dead has run out


def shift(at: int, moment: str, seed: int) -> None:
    """A tick, and all that may be sent at that moment, beside whoever else does."""
    settings, now, fuse = Settings(), Clock(moment), Fuse(at)
    client = FusedClient(
        settings.slack_bot_token.get_secret_value(), settings.slack_api_url, retry_handlers=[]
    )
    client.step = fuse.step
    store = _store(settings.database_url)
    fuse.lay_to_the_database()
    Desk(store, now).tick()
    worker = Worker(store, client, f"child {os.getpid()}", pace=timedelta(0), jitter=Random(seed))
    worker.deliver_all(now)


def deliver(_at: int, moment: str) -> None:
    """Send all that waits in the outbox, beside whoever else does."""
    settings = Settings()
    store = _store(settings.database_url)
    worker = Worker(store, make_client(settings), f"child {os.getpid()}", pace=timedelta(0))
    worker.deliver_all(Clock(moment))


@cache
def _store(url: str) -> Store:
    """A store that remembers, from before the fork, how its statements are put together."""
    return Store(url)


def rehearse(moment: str) -> None:
    """A start and a whole cycle in the nursery itself, which leave no connection behind."""
    settings = Settings()
    store = _store(settings.database_url)
    make_app(settings, Desk(store, clock.now), make_client(settings))
    cycle(0, moment)
    store.close()


def _waiting(store: Store) -> int:
    with store.reading() as session:
        counts = counts_by_state(session)
    return sum(counts.get(state, 0) for state in WAITING)
