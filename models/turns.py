"""Writers of one SQLite file: one at a time, first come first served, several to a sync.

Whoever waits may join the transaction of the one before, so that what several people said is
synced to the disk once; each is answered after that. A part that fails takes back its own alone.
"""

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from models.errors import StoreUnavailableError

# Slack waits three seconds for an answer; "not saved" has to be said within them, also where
# somebody has waited for a turn first.
TURN_SECONDS = 1.0
MOST = 16  # parts of a transaction: the first of them is answered after the last


CONNECTION = "connection"  # where a session that writes has its own, in its `info`
BUSY = "The database is too busy just now; nothing was saved."


@dataclass(eq=False, slots=True)
class _Waiting:
    joins: bool
    turn: threading.Lock = field(default_factory=threading.Lock)


class FairLock:
    """First come, first served: a plain lock lets a busy thread overtake one that waits."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._waiting: deque[_Waiting] = deque()

    def take(self, joins: bool = False) -> None:
        """Wait for one's turn; `joins` says that it may be passed on. At most TURN_SECONDS."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            one = _Waiting(joins)
            one.turn.acquire()
            self._waiting.append(one)
        if not one.turn.acquire(timeout=TURN_SECONDS):
            self._give_up(one)

    def _give_up(self, one: _Waiting) -> None:
        """Leave the queue, unless the turn has come in this very moment."""
        with self._guard:
            if one in self._waiting:
                self._waiting.remove(one)
                raise StoreUnavailableError(BUSY)

    def release(self) -> None:
        """Let in whoever is next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().turn.release()
            else:
                self._held = False

    def pass_on(self) -> bool:
        """Let in whoever is next, if that is somebody who joins; whether it was."""
        with self._guard:
            if not self._waiting or not self._waiting[0].joins:
                return False
            self._waiting.popleft().turn.release()
            return True


class _Transaction:
    """One transaction; its parts are on the disk together, or none of them is."""

    def __init__(self, engine: Engine) -> None:
        self.parts = 0
        self._connection = engine.connect().execution_options(writes=True)
        self._saved = False
        self._ended = threading.Event()
        try:
            self._connection.begin()
        except (SQLAlchemyError, sqlite3.Error):
            self._connection.close()
            raise

    @contextmanager
    def part(self) -> Iterator[Session]:
        """A session within it; what it did is taken back if the block raises."""
        with Session(
            self._connection,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint" if self.parts else "rollback_only",
        ) as session:
            session.info[CONNECTION] = session.connection()
            yield session
            session.commit()
            self.parts += 1

    def end(self) -> None:
        """Have the parts on the disk."""
        try:
            if self.parts:
                self._commit()
        finally:
            self._connection.close()
            self._ended.set()

    def _commit(self) -> None:
        try:
            self._connection.commit()
            self._saved = True
        finally:
            if not self._saved:  # SQLite is still within the transaction
                self._connection.invalidate()

    def wait(self) -> None:
        """Until it has ended. Raises StoreUnavailableError where somebody else could not end it."""
        self._ended.wait()
        if not self._saved:
            raise StoreUnavailableError(BUSY)


class Turns:
    """The writers' queue of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = FairLock()
        self._open: _Transaction | None = None  # what whoever has the turn is to join

    @contextmanager
    def part(self, alone: bool) -> Iterator[Session]:
        """A session whose work is on the disk when the block has ended; `alone` joins nobody."""
        self._lock.take(joins=not alone)
        transaction = self._joined()
        try:
            with transaction.part() as session:
                yield session
        finally:
            self._leave(transaction)
        transaction.wait()

    def _joined(self) -> _Transaction:
        """The transaction that was passed on with the turn, or a new one."""
        passed, self._open = self._open, None
        try:
            return passed or _Transaction(self._engine)
        except (SQLAlchemyError, sqlite3.Error):
            self._lock.release()
            raise

    def _leave(self, transaction: _Transaction) -> None:
        """Pass the transaction on to whoever waits to join it, or end it."""
        if 0 < transaction.parts < MOST:
            self._open = transaction
            if self._lock.pass_on():
                return
            self._open = None
        try:
            transaction.end()
        finally:
            self._lock.release()
