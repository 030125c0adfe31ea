"""A week in which everything goes wrong ends as one in which nothing does."""

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rich.console import Console
from slack_bolt.adapter.socket_mode import SocketModeHandler
from sqlmodel import col, select

from bot.app import make_app, make_client
from bot.cli.practice_clock import PracticeClock
from bot.cli.practice_life import Life
from bot.cli.practice_world import ADMIN, CHANNELS, LEAD, MANAGER, PEOPLE, practice_slack
from bot.cli.rehearsal import BEGINS, bring_in
from bot.practice import PracticeSlack, hang_up, rate_limited, server_error
from bot.practice.blocks import all_elements
from bot.practice.panel import CALLS, DROPS, TWICE
from bot.services.desk import Desk
from bot.views.errors import not_known
from bot.views.outcomes import UNDO_ACTION
from models.entry import Entry
from models.schema import migrate
from models.store import Store
from tests.helpers.bot import settings_for
from tests.helpers.clock import moment
from tests.helpers.command_line import SAMPLE_FOLDER
from tests.helpers.patience import PATIENCE
from tests.practice.conftest import part

BETWEEN_DROPS = 3  # deliveries


@dataclass
class Week:
    """The bot by Socket Mode, and people who try again where nothing was heard of them."""

    slack: PracticeSlack
    store: Store
    clock: PracticeClock
    life: Life

    def at(self, text: str) -> None:
        """Lives until then."""
        self.clock.move(moment(text).timestamp())

    def command(self, user: str, name: str, text: str, channel: str = "") -> Any:
        """Said again where the app could not be reached, or says that it did nothing."""
        while True:
            self.slack.wait_for(self.slack.sockets, PATIENCE)
            reply = self.slack.command(user, name, text, channel)
            if reply.error != "dispatch_failed" and reply.text != not_known():
                assert reply.error == ""
                self.life.live()
                return reply

    def undo(self, user: str, answer: Any) -> None:
        """The button; where the answer was lost, and came again without one, in words."""
        buttons = [one.get("action_id") for _, one in all_elements(answer.blocks)]
        if UNDO_ACTION not in buttons:
            self.command(user, "/update", "undo")
            return
        error = "dispatch_failed"
        while error:
            self.slack.wait_for(self.slack.sockets, PATIENCE)
            error = self.slack.click(user, answer.message, UNDO_ACTION).error
            assert error in ("", "dispatch_failed")
        self.life.live()

    def message(self, user: str, text: str, thread: str | None = None) -> None:
        """An event is brought again by itself; it is waited for until the bot has answered."""
        before = len(self.slack.dms(user))
        self.slack.message(user, "bot", text, thread)

        def answered() -> bool:
            self.life.live()
            return len(self.slack.dms(user)) == before + 2

        self.slack.wait_for(answered, PATIENCE)


@contextmanager
def a_week(folder: Path, seed: int | None) -> Iterator[Week]:
    """The sample plan from the Friday on; with a seed, with faults that are drawn by it."""
    clock = PracticeClock(lambda: 0.0, BEGINS, "Europe/London")
    store = Store(f"sqlite:///{folder / f'{seed}.db'}")
    migrate(store)
    bring_in(Console(file=StringIO()), store, SAMPLE_FOLDER)

    async def pause(_seconds: float) -> None:
        until = len(slack.deliveries()) + BETWEEN_DROPS
        while len(slack.deliveries()) < until:
            await asyncio.sleep(0.01)

    slack = practice_slack(
        clock,
        time.time,
        random=Random(seed),
        pause=pause,
        answer_seconds=PATIENCE,
        ack_seconds=PATIENCE,
        retry_seconds=[0.0] * 20,
    )
    slack.timeout = 2 * PATIENCE
    with slack:
        settings = settings_for(slack, store)
        desk, client = Desk(store, clock), make_client(settings)
        handler = SocketModeHandler(
            make_app(settings, desk, client), slack.app_token, ping_interval=0.2
        )
        handler.connect()
        slack.wait_for(slack.sockets, PATIENCE)
        life = Life(desk, client, clock)
        clock.live = life.live
        slack.switch_faults(*(() if seed is None else (CALLS, DROPS, TWICE)))
        yield Week(slack, store, clock, life)
        slack.switch_faults()
        slack.wait_for(slack.sockets, PATIENCE)
        part(handler, slack)
    store.close()


def live_through(week: Week) -> None:
    """What people say in the week."""
    week.command(ADMIN, "/digest", "here", "smt-digest")
    week.command(ADMIN, "/reminders", "here", "improvement-plan")
    week.at("2015-03-18T09:30")
    done = week.command(LEAD, "/update", "4.2 complete, supervision file relaunched")
    week.undo(LEAD, done)
    week.at("2015-03-18T10:00")
    week.command(LEAD, "/update", "4.2 amber waiting for training dates")
    week.at("2015-03-18T11:00")
    week.message(LEAD, "3.3 is on track")
    week.at("2015-03-18T12:00")
    reminder = week.slack.dms(LEAD)[1]
    week.message(LEAD, "2.3 red, two managers have left", reminder.ts)
    week.at("2015-03-19T15:00")
    week.command(MANAGER, "/update", "7.1 new date 30 April")
    week.at("2015-03-23T09:00")
    week.command(ADMIN, "/digest", "")


def ledger(store: Store) -> list[tuple[Any, ...]]:
    """Every entry, in order, with what it says."""
    with store.reading() as session:
        entries = session.exec(select(Entry).order_by(col(Entry.id))).all()
        return [
            (e.at, e.who, e.act, e.noun, e.key, e.field, e.old, e.new, e.undoes) for e in entries
        ]


def posts(slack: PracticeSlack) -> dict[str, list[str]]:
    """All that stands in the channels and the direct messages, in order."""
    channels = {name: [m.words for m in slack.messages(name)] for name in CHANNELS}
    return channels | {user: [m.words for m in slack.dms(user)] for user in PEOPLE}


@pytest.fixture
def quietly() -> Iterator[None]:
    """What goes wrong is said in the log at every turn; here it is the point."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("quietly")
def test_a_week_with_faults_ends_as_one_without(tmp_path: Path) -> None:
    with a_week(tmp_path, seed=None) as calm:
        live_through(calm)
        as_it_should_be = ledger(calm.store), posts(calm.slack)
    with a_week(tmp_path, seed=4) as wild:
        wild.slack.faults.next("chat.postMessage", server_error(), rate_limited(), None, hang_up())
        live_through(wild)
        assert (ledger(wild.store), posts(wild.slack)) == as_it_should_be
        met = {call.status for call in wild.slack.calls()}
        tried = [attempt.error for attempt in wild.slack.deliveries()]
    assert {429, 500} <= met
    assert "socket_closed" in tried or "no_connection" in tried
    assert len(tried) > len(calm.slack.deliveries())
