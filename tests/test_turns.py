"""Several who write at once: who joins whom, and what becomes of the others when one fails."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.errors import StoreUnavailableError
from models.store import Store
from models.turns import FairLock
from tests.helpers.patience import PATIENCE

Work = Callable[[Session], None]


class Watched:
    """A store whose writers can be held up and whose commits are counted."""

    def __init__(self, url: str) -> None:
        self.store = Store(url)
        self.commits = 0
        event.listen(self.store.engine, "commit", self._count)
        self.pool = ThreadPoolExecutor(8)

    def _count(self, _connection: object) -> None:
        self.commits += 1

    def write(self, work: Work, alone: bool = False) -> None:
        with self.store.writing(alone) as session:
            work(session)

    def queue(self, work: Work, alone: bool = False) -> Future[None]:
        """Let a thread write, once it waits behind those who came before."""
        before = self._waiting()
        writer = self.pool.submit(self.write, work, alone)
        end = monotonic() + PATIENCE
        while self._waiting() == before and monotonic() < end:
            sleep(0.001)
        assert self._waiting() == before + 1
        return writer

    def _waiting(self) -> int:
        assert self.store._turns
        return len(self.store._turns._lock._waiting)

    @contextmanager
    def held(self, first: Work) -> Iterator[Future[None]]:
        """Somebody writes, and is not done until the block ends."""
        begun, go = threading.Event(), threading.Event()

        def slowly(session: Session) -> None:
            begun.set()
            assert go.wait(PATIENCE)
            first(session)

        writer = self.pool.submit(self.write, slowly)
        assert begun.wait(PATIENCE)
        yield writer
        go.set()

    def found(self) -> list[str]:
        with self.store.reading() as session:
            rows = session.connection().exec_driver_sql("select key from heard order by rowid")
            return [key for (key,) in rows]

    def close(self) -> None:
        self.pool.shutdown()
        self.store.close()


@pytest.fixture
def watched(sqlite_url: str) -> Iterator[Watched]:
    watched = Watched(sqlite_url)
    yield watched
    watched.close()


def adds(key: str) -> Work:
    """Work that leaves a row behind."""

    def work(session: Session) -> None:
        session.connection().execute(
            text("insert into heard (key, at) values (:key, '2015-03-18')"), {"key": key}
        )

    return work


def fails(key: str) -> Work:
    """Work that leaves a row behind, and then finds that it should not have."""

    def work(session: Session) -> None:
        adds(key)(session)
        raise ValueError(key)

    return work


def spoils(session: Session) -> None:
    """Work that nobody minds until the transaction is to be kept."""
    session.connection().execute(text("pragma defer_foreign_keys=on"))
    session.connection().execute(
        text("insert into action_lead (action_id, role_id, position) values (99999, 99999, 1)")
    )


def test_those_who_wait_are_synced_to_the_disk_together(watched: Watched) -> None:
    with watched.held(adds("first")) as first:
        others = [watched.queue(adds(key)) for key in ("second", "third", "fourth")]
    for one in (first, *others):
        one.result(PATIENCE)
    assert watched.found() == ["first", "second", "third", "fourth"]
    assert watched.commits == 1


def test_one_who_fails_takes_back_its_own_and_nobody_elses(watched: Watched) -> None:
    with watched.held(adds("first")) as first:
        second, third = watched.queue(fails("second")), watched.queue(adds("third"))
    first.result(PATIENCE)
    third.result(PATIENCE)
    with pytest.raises(ValueError, match="second"):
        second.result(PATIENCE)
    assert watched.found() == ["first", "third"]


def test_the_first_and_the_last_may_fail_as_well(watched: Watched) -> None:
    with watched.held(fails("first")) as first:
        second, third = watched.queue(adds("second")), watched.queue(fails("third"))
    second.result(PATIENCE)
    for one in (first, third):
        with pytest.raises(ValueError, match=r"first|third"):
            one.result(PATIENCE)
    assert watched.found() == ["second"]


def test_nobody_joins_long_work_or_is_joined_by_it(watched: Watched) -> None:
    with watched.held(adds("quick")) as quick:
        long = watched.queue(adds("long"), alone=True)
    quick.result(PATIENCE)
    long.result(PATIENCE)
    assert watched.commits == 2


def test_where_it_cannot_be_kept_everybody_is_told(watched: Watched) -> None:
    with watched.held(adds("first")) as first:
        second = watched.queue(spoils)
    with pytest.raises(StoreUnavailableError, match="nothing was saved"):
        first.result(PATIENCE)
    with pytest.raises(IntegrityError):
        second.result(PATIENCE)
    assert watched.found() == []
    watched.write(adds("later"))
    assert watched.found() == ["later"]


def test_whoever_waits_too_long_leaves_and_holds_up_nobody(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.turns.TURN_SECONDS", 0.01)
    with watched.held(adds("first")) as first:
        second = watched.pool.submit(watched.write, adds("second"))
        with pytest.raises(StoreUnavailableError, match="too busy"):
            second.result(PATIENCE)
    first.result(PATIENCE)
    watched.write(adds("third"))
    assert watched.found() == ["first", "third"]


def test_a_turn_that_nobody_waits_for_is_not_passed_on() -> None:
    lock = FairLock()
    lock.take()
    assert not lock.pass_on()
    lock.release()
    lock.take()
