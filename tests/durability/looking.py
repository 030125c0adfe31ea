"""What is kept, looked at with a connection that nobody had before; and bots that can be killed."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.practice import PracticeSlack, SlackError
from bot.services.verifying import Difference, differences
from models.action import Action
from models.entry import Entry, Payload, payload_text
from models.heard import Heard
from models.plan import Plan
from models.store import Store
from tests.helpers.nursery import Nursery
from tests.helpers.patience import PATIENCE

ONE_MORE = {"Entry": 1, "Payload": 1, "Heard": 1}  # what one update adds to `rows`


@contextmanager
def afresh(url: str) -> Iterator[Session]:
    """A session of a store that was opened for it."""
    store = Store(url)
    with store.reading() as session:
        yield session
    store.close()


def rows(url: str) -> dict[str, int]:
    """How many rows there are of each kind that an update writes."""
    with afresh(url) as session:
        kinds = (Entry, Payload, Heard)
        return {
            kind.__name__: session.exec(select(func.count()).select_from(kind)).one()
            for kind in kinds
        }


@dataclass(frozen=True)
class Recorded:
    """An action as it is kept, the last thing that the ledger tells of it, and the words of it."""

    action: Action
    entry: Entry
    words: str
    complaints: list[Difference]


def recorded(url: str, ref: str, verifies: bool = True) -> Recorded:
    """What is on record of an action, and, where that is asked for, whether the ledger agrees."""
    with afresh(url) as session:
        action = session.exec(select(Action).where(Action.ref == ref)).one()
        entry = session.exec(_of_action(ref)).first()
        assert entry
        words = payload_text(session, entry.payload_id or 0) or ""
        return Recorded(action, entry, words, _complaints(session) if verifies else [])


def _of_action(ref: str) -> SelectOfScalar[Entry]:
    """What is told of an action, the last first; a tick tells of the month's audits meanwhile."""
    told = select(Entry).where(Entry.noun == "action", Entry.key == ref)
    return told.order_by(col(Entry.id).desc())


def verified(url: str) -> list[Difference]:
    """What `verify` would complain of."""
    with afresh(url) as session:
        return _complaints(session)


def _complaints(session: Session) -> list[Difference]:
    return differences(session, session.exec(select(Plan)).one())


@dataclass(frozen=True)
class Victim:
    """A bot that listens over HTTP until it is killed."""

    nursery: Nursery
    pid: int
    url: str

    def receives_from(self, slack: PracticeSlack) -> None:
        """Have the workspace deliver to it, as soon as it answers."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return slack.deliver_to(self.url)
            except SlackError:
                assert time.monotonic() < end, "the bot did not start"
                time.sleep(0.005)

    def kill(self) -> None:
        """End it with no chance to finish anything."""
        os.kill(self.pid, signal.SIGKILL)
        assert self.nursery.wait(self.pid) == -signal.SIGKILL


def start(nursery: Nursery, work: str, environment: dict[str, str], at: int = 0) -> Victim:
    """A bot on a free port, killed at a step if one is given."""
    port = free_port()
    pid = nursery.start(work, environment, at, port)
    return Victim(nursery, pid, f"http://127.0.0.1:{port}/slack/events")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
