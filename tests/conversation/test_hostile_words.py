"""Whatever somebody types, everywhere it is shown: kept whole, and only ever words."""

from typing import Any

import pytest
from sqlmodel import select

from bot.practice.blocks import block_faults
from bot.practice.view_faults import view_faults
from bot.rules.said import Said
from handlers.said import in_event
from models.entry import Payload
from tests.conversation.conftest import Talk
from tests.helpers.plans import LEAD

NOTES = {
    "as long as it may be": "waiting for training dates, " * 140,
    "mentions": "waiting for <!channel> <@U0ADMIN> @here #smt-digest",
    "links": "waiting for <https://example.org|HR> and https://example.org",
    "formatting": "waiting *for* _HR_ `now` ~soon~ > quoted",
    "right to left": "waiting for \u202eהצוות\u202c مراجعة",
    "emoji": "waiting 🙂🙂🙂 👩‍👩‍👧 for HR",
    "lines": "waiting\n4.3 status from residual to complete.\nRecorded: today",
    "nothing at all": "waiting for\u0000HR",
    "half a letter": "waiting for \ud83d HR",
}


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_a_note_is_shown_as_words_wherever_it_stands(talk: Talk, note: str) -> None:
    talk.bot.desk.hear_and_reply(brought(talk, f"4.2 amber {note}"))
    assert talk.action("4.2").rag == "amber"
    for answer in (talk.heard(), talk.say("history of 4.2"), talk.say("my actions")):
        assert block_faults(answer.blocks, "message") == []
        for text in formatted(answer.blocks):
            assert not any(mark in text for mark in ("<!", "<@U0ADMIN", "<http", "\u202e", " *for"))
            assert "\n4.3 status" not in text
    talk.bot.slack.open_home(LEAD)
    home = talk.bot.slack.home(LEAD)
    assert home
    assert view_faults(home.body) == []


def formatted(blocks: list[dict[str, Any]]) -> list[str]:
    """The texts that Slack reads as formatting."""
    parts = [part for b in blocks for part in (b.get("text"), *b.get("elements", []))]
    return [part["text"] for part in parts if part and part["type"] == "mrkdwn"]


def test_a_long_note_is_kept_whole(talk: Talk) -> None:
    note = NOTES["as long as it may be"].strip(", ")
    talk.bot.desk.hear_and_reply(brought(talk, f"4.2 amber {note}"))
    with talk.store.reading() as session:
        assert any(note in one for one in session.exec(select(Payload.text)).all())


def test_ten_thousand_characters_are_too_many_and_nothing_is_kept(talk: Talk) -> None:
    answer = talk.say("4.2 amber " + "waiting for training dates, " * 360)
    assert "under 4,000 characters" in answer.words
    assert talk.entries("4.2") == []


def brought(talk: Talk, text: str) -> Said:
    """A message as Slack brings it, with letters that the practice workspace would not take."""
    before = talk.say("help")
    event = {"channel": before.channel, "ts": "1.1", "user": LEAD, "channel_type": "im"}
    body = {"event": event, "event_id": "Ev1", "team_id": talk.bot.slack.team_id}
    return in_event(talk.bot.desk, body, text)
