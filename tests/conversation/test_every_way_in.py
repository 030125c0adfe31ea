"""The same sentence comes to the same, whichever way it is said."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.views.plain import as_text
from models.entry import Payload
from tests.conversation.conftest import Talk
from tests.helpers.plans import LEAD

# Sentences about 4.2: plain ones, those with a note, those that are asked about, questions.
SENTENCES = [
    "4.2 complete",
    "4.2 is done, supervision file relaunched",
    "4.2 80% amber waiting on training",
    "*4.2* is _amber_ &amp; waiting for HR",
    "4.2 new date 30 April 2015 because HR is short of staff",
    "action 4.2 has slipped two weeks",
    "4.2 isn't done",
    "nearly done on 4.2",
    "once 4.2 is complete we report",
    "4.2 will be complete by Friday",
    "4.2 no change",
    "is 4.2 complete?",
    "4.2 compleet 🎉",
    "~4.2 complete~ 4.2 red",
    "thanks",
]
LEAVE = "Leave it as it is"


def by_command(talk: Talk, text: str) -> Any:
    return talk.bot.update(text).message


def by_direct_message(talk: Talk, text: str) -> Any:
    talk.bot.slack.message(LEAD, "bot", text)
    return talk.heard() if talk.bot.deliver() else None


def by_mention(talk: Talk, text: str) -> Any:
    before = len(talk.bot.words("improvement-plan"))
    said = f"<@{talk.bot.slack.bot_user_id}> {text}"
    talk.bot.slack.message(LEAD, "improvement-plan", said)
    talk.bot.deliver()
    found = talk.bot.slack.messages("improvement-plan")[before + 1 :]
    return found[-1] if found else None


def by_thread(talk: Talk, text: str) -> Any:
    card = talk.say("4.2?")
    talk.bot.slack.message(LEAD, "bot", text, card.ts)
    return talk.heard() if talk.bot.deliver() else None


def by_form(talk: Talk, text: str) -> Any:
    talk.bot.update("4.2")
    view = talk.bot.slack.view(LEAD)
    assert view
    talk.bot.slack.submit_view(LEAD, view, {"note": text})
    return talk.bot.slack.view(LEAD)


WAYS: dict[str, Callable[[Talk, str], Any]] = {
    "command": by_command,
    "direct message": by_direct_message,
    "mention": by_mention,
    "thread": by_thread,
    "form": by_form,
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is understood does not depend on the database."""
    return sqlite_url


def outcome(talk: Talk, answer: Any) -> Any:
    """What was recorded of 4.2, with which note, and what was asked or told."""
    rows = [(one.act, one.field, one.old, one.new) for one in talk.entries("4.2")]
    with talk.store.reading() as session:
        notes = [session.get(Payload, one.payload_id) for one in talk.entries("4.2")]
    said = as_text(answer.blocks) if answer else ""
    lines = [line for line in said.splitlines() if "Recorded:" not in line]
    return rows, [note.text.partition('"note": ')[2] for note in notes if note], lines


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("way", [way for way in WAYS if way != "command"])
def test_it_comes_to_the_same_as_by_command(
    talk: Talk, make_talk: Callable[[], Talk], way: str, text: str
) -> None:
    told = outcome(talk, WAYS[way](talk, text))
    other = make_talk()
    wanted = outcome(other, by_command(other, text))
    assert told[:2] == wanted[:2]
    if text != "thanks":  # a command and a form are always answered
        assert told[2] == wanted[2]
