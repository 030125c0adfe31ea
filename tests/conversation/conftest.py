"""The bot in a workspace, and what is looked at after a conversation."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import select

from bot.practice.messages import Message
from bot.views.questions import ANSWER_ACTION
from models.action import Action
from models.entry import Entry
from models.store import Store
from tests.helpers.bot import RunningBot, running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import LEAD


@dataclass
class Talk:
    """A conversation with the bot, in the lead's direct message unless said otherwise."""

    bot: RunningBot
    store: Store

    def say(self, text: str, user: str = LEAD, channel: str = "bot", thread: str = "") -> Message:
        """Say something, and return what the bot answered last."""
        self.bot.slack.message(user, channel, text, thread or None)
        return self.heard(user, channel)

    def heard(self, user: str = LEAD, channel: str = "bot") -> Message:
        """What stands last in a conversation, once all that waits has been sent."""
        self.bot.deliver()
        slack = self.bot.slack
        return (slack.dms(user) if channel == "bot" else slack.messages(channel))[-1]

    def press(self, where: Any, label: str, user: str = LEAD) -> Any:
        """Press the button of that name in an answer; returns what a click returns."""
        element = self.button(where, label)
        pressed = self.bot.slack.click(user, where, element["action_id"], element["value"])
        self.bot.deliver()
        return pressed

    @staticmethod
    def button(where: Any, label: str) -> dict[str, Any]:
        """The button of that name."""
        found = [
            element
            for block in where.blocks
            for element in (*block.get("elements", []), block.get("accessory") or {})
            if element.get("type") == "button"
        ]
        named = [one for one in found if one["text"]["text"] == label]
        assert named, [one["text"]["text"] for one in found]
        return dict(named[0])

    @staticmethod
    def answers(where: Any) -> list[str]:
        """What a question's buttons say."""
        return [
            element["text"]["text"]
            for block in where.blocks
            for element in block.get("elements", [])
            if str(element.get("action_id", "")).startswith(ANSWER_ACTION)
        ]

    def action(self, ref: str) -> Action:
        """An action as it stands."""
        with self.store.reading() as session:
            return session.exec(select(Action).where(Action.ref == ref)).one()

    def entries(self, ref: str) -> list[Entry]:
        """What people have done to an action, in order."""
        wanted = select(Entry).where(Entry.key == ref, Entry.who.like("U%"))  # type: ignore[attr-defined]
        with self.store.reading() as session:
            return list(session.exec(wanted.order_by(Entry.id)).all())  # type: ignore[arg-type]


@pytest.fixture
def talk(bot: RunningBot, sample: Store) -> Talk:
    """A conversation on each database in turn."""
    return Talk(bot, sample)


@pytest.fixture
def make_talk(
    migrated_sqlite: Path, tmp_path: Path, clock: Clock, fill: Callable[[Store, datetime], None]
) -> Iterator[Callable[[], Talk]]:
    """Conversations of their own, each on the sample plan as it came in."""
    with ExitStack() as stack:

        def make() -> Talk:
            path = tmp_path / f"talk-{uuid4().hex}.db"
            shutil.copy(migrated_sqlite, path)
            store = Store(f"sqlite:///{path}")
            stack.callback(store.close)
            fill(store, clock())
            return Talk(stack.enter_context(running_bot(store, clock)), store)

        yield make


@pytest.fixture
def restarted(sample: Store, clock: Clock) -> Iterator[Talk]:
    """Another bot on the same database: what the first one kept is all that it knows."""
    other = Store(sample.url)
    with running_bot(other, clock) as running:
        yield Talk(running, other)
    other.close()
