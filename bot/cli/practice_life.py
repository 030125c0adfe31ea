"""The bot's life in the practice workspace: its ticks and its outbox, by the practice clock."""

import threading
from datetime import datetime, timedelta

from slack_sdk import WebClient
from sqlalchemy import update
from sqlmodel import UTCDateTime, col, func, select

from bot.cli.practice_clock import PracticeClock
from bot.delivery.worker import Worker
from bot.schedule import guarded
from bot.services.desk import Desk
from models.outbox import WAITING, Post
from models.store import Store, database_time

TICK_SECONDS = 5.0
MOST_TURNS = 50
LONGEST_WAIT = timedelta(minutes=10)  # for what is to be said later in the day the day is lived


class Life:
    """Ticks and sends as the scheduler does, one at a time, so that the clock can be moved.

    Nobody else sends from this outbox. So a lease that is out at the beginning of a turn is
    nobody's, and ends at once: the time in which it would have run out is not waited for.
    """

    def __init__(self, desk: Desk, client: WebClient, clock: PracticeClock) -> None:
        self._desk = desk
        self._clock = clock
        self._worker = Worker(desk.store, client, "practice")
        self._turn = threading.Lock()
        self._bell, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="life", daemon=True)

    def start(self) -> "Life":
        """Begins; whatever waits is sent within moments."""
        self._desk.wake = self._bell.set
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ends once what is under way is done."""
        self._stopping.set()
        self._bell.set()
        self._thread.join()

    def live(self) -> None:
        """What is due by the clock is queued, and all that waits is sent, however often it takes.

        Where Slack will not have it yet, the clock goes on to when it is to be tried again.
        """
        with self._turn:
            self._desk.tick()
            for _ in range(MOST_TURNS):
                self.deliver()
                wait = self._wait()
                if wait is None or wait > LONGEST_WAIT:
                    return
                self._clock.set(self._clock() + wait)

    def deliver(self) -> None:
        """One turn: sends what is due now."""
        if _next_try(self._desk.store):
            _end_leases(self._desk.store)
            self._worker.deliver_all(self._clock)

    def _wait(self) -> timedelta | None:
        """How long until the next of the posts that wait may go; None where none waits."""
        again = _next_try(self._desk.store)
        return max(again - self._clock(), self._worker.pace) if again else None

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.wait(TICK_SECONDS)
            self._bell.clear()
            guarded("tick", self._tick)

    def _tick(self) -> None:
        with self._turn:
            self._desk.tick()
            self.deliver()


def _next_try(store: Store) -> datetime | None:
    """When the next of the posts that wait is to be tried; None where none waits."""
    with store.reading() as session:
        query = select(func.min(Post.not_before, type_=UTCDateTime()))
        return session.exec(query.where(col(Post.state).in_(WAITING))).one()


def _end_leases(store: Store) -> None:
    leased = col(Post.state).in_(WAITING), col(Post.lease_until).is_not(None)
    with store.writing() as session:
        ended = update(Post).where(*leased).values(lease_until=database_time(session))
        session.connection().execute(ended)
