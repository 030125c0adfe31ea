"""What Slack brings late, twice or out of order, and messages that change after they were heard."""

from dataclasses import replace
from typing import Any

import pytest

from bot.rules.said import Said
from handlers.members import speaker
from handlers.messages import is_gone
from handlers.said import in_event
from tests.conversation.conftest import Talk
from tests.helpers.plans import LEAD, STRANGER

CHANNEL = "improvement-plan"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Which order things come in does not depend on the database."""
    return sqlite_url


def bot(talk: Talk) -> str:
    return f"<@{talk.bot.slack.bot_user_id}>"


def two_requests(talk: Talk) -> Any:
    """A message that recorded 4.1 at once, and 4.2 by the answer to a question."""
    message = talk.bot.slack.message(LEAD, "bot", "4.1 is done but 4.2 isn't").said
    talk.press(talk.heard(), "◆ At risk")
    assert (talk.action("4.1").status, talk.action("4.2").rag) == ("completed", "amber")
    return message


def test_all_that_a_message_recorded_is_taken_back_with_it(talk: Talk) -> None:
    talk.bot.slack.delete_message(LEAD, two_requests(talk))
    question = talk.heard()
    assert "4.1 and 4.2" in question.words
    talk.press(question, "Take it back")
    assert (talk.action("4.1").status, talk.action("4.2").rag) == ("residual", None)


def test_all_that_a_message_recorded_is_changed_with_it(talk: Talk) -> None:
    talk.bot.slack.edit_message(LEAD, two_requests(talk), "4.1 amber, 4.2 red")
    talk.press(talk.heard(), "Change the record")
    assert (talk.action("4.1").status, talk.action("4.1").rag) == ("residual", "amber")
    assert talk.action("4.2").rag == "red"


def test_what_somebody_has_changed_since_stays_and_the_rest_is_changed(talk: Talk) -> None:
    message = two_requests(talk)
    talk.bot.update("4.2 red", "U0MANAGER")
    talk.bot.slack.edit_message(LEAD, message, "4.1 amber, 4.2 green")
    talk.press(talk.heard(), "Change the record")
    assert (talk.action("4.1").rag, talk.action("4.2").rag) == ("amber", "red")
    assert "changed again since" in talk.heard().words


def test_one_action_said_twice_is_taken_back_to_where_it_was(talk: Talk) -> None:
    answer = talk.say("4.2 at 40%. 4.2 at 60%")
    if "Undo" in answer.words:
        talk.bot.update("undo")
    assert talk.action("4.2").percent is None


def test_what_was_taken_back_does_not_come_again_by_an_edit(talk: Talk) -> None:
    message = talk.bot.slack.message(LEAD, "bot", "4.2 amber waitng for HR").said
    talk.press(talk.heard(), "Undo")
    talk.bot.slack.edit_message(LEAD, message, "4.2 amber waiting for HR")
    question = talk.heard()
    assert talk.action("4.2").rag is None
    assert "does not count any more" in question.words
    talk.press(question, "Note it" if "Note it" in talk.answers(question) else "◆ At risk")
    assert talk.action("4.2").rag == "amber"


def test_an_undo_is_not_done_again_by_an_edit(talk: Talk) -> None:
    talk.bot.update("3.3 amber")
    talk.bot.update("4.2 amber")
    message = talk.bot.slack.message(LEAD, "bot", "undo").said
    talk.heard()
    assert talk.action("4.2").rag is None
    talk.bot.slack.edit_message(LEAD, message, "undo please")
    talk.bot.deliver()
    assert talk.action("3.3").rag == "amber"


@pytest.mark.parametrize("changed", ["edit_message", "delete_message"])
def test_a_message_that_comes_after_word_of_its_change_counts_no_longer(
    talk: Talk, changed: str
) -> None:
    message = talk.bot.slack.message(LEAD, "bot", "thanks").said
    words = ("many thanks",) if changed == "edit_message" else ()
    getattr(talk.bot.slack, changed)(LEAD, message, *words)
    late = brought(talk, message.channel, message.ts)
    talk.bot.desk.hear_and_reply(late)
    assert talk.action("4.2").status == "residual"
    talk.bot.desk.hear_and_reply(replace(late, request="event:EvNEW", message="D1/1"))
    assert talk.action("4.2").status == "completed"


def brought(talk: Talk, channel: str, ts: str) -> Said:
    """A message as Slack brings it after a delivery that failed."""
    event = {"channel": channel, "ts": ts, "user": LEAD, "channel_type": "im"}
    body = {"event": event, "event_id": "EvLATE", "team_id": talk.bot.slack.team_id}
    return in_event(talk.bot.desk, body, "4.2 complete")


def test_skip_that_is_delivered_twice_skips_one(talk: Talk) -> None:
    talk.bot.slack.command("U0ADMIN", "/checkin", "31 March")
    talk.bot.clock.set("2015-03-24T09:00")
    talk.bot.tick()
    skipped = talk.bot.slack.message(LEAD, "bot", "skip")
    talk.bot.slack.redeliver(skipped)
    assert "2 of 4" in talk.heard().words


def test_no_that_is_delivered_twice_answers_one_question(talk: Talk) -> None:
    earlier = talk.say("4.2 will be complete by Friday")
    talk.bot.clock.move(minutes=5)
    talk.say("3.3 will be complete by Friday")
    talk.bot.slack.redeliver(talk.bot.slack.message(LEAD, "bot", "no"))
    talk.bot.deliver()
    talk.press(earlier, "Move the end to 20 March 2015")
    assert str(talk.action("4.2").end_asked) == "2015-03-20"


# ---- in channels


def test_an_edit_of_what_was_said_to_somebody_else_is_not_heard(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, CHANNEL, f"<@{STRANGER}> 4.2 complet").said
    talk.bot.slack.edit_message(LEAD, said, f"<@{STRANGER}> 4.2 complete")
    assert talk.bot.deliver() == 0
    assert talk.action("4.2").status == "residual"


def test_an_edited_mention_is_asked_about_in_its_thread(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, CHANNEL, f"So {bot(talk)} 4.2 amber").said
    talk.bot.deliver()
    assert talk.action("4.2").rag == "amber"
    talk.bot.slack.edit_message(LEAD, said, f"So {bot(talk)} 4.2 red")
    question = talk.heard(LEAD, CHANNEL)
    assert question.thread_ts == said.ts
    talk.press(question, "Change the record")
    assert talk.action("4.2").rag == "red"


def test_a_reply_that_was_recorded_is_asked_about_when_it_is_edited(talk: Talk) -> None:
    talk.bot.slack.command("U0ADMIN", "/digest", "here", "smt-digest")
    talk.bot.clock.set("2015-03-23T09:00")
    talk.bot.tick()
    digest = talk.bot.slack.messages("smt-digest")[-1]
    said = talk.bot.slack.message(LEAD, "smt-digest", "4.2 is amber", digest.ts).said
    talk.bot.deliver()
    talk.bot.slack.edit_message(LEAD, said, "4.2 is red")
    assert "Change the record" in talk.answers(talk.heard(LEAD, "smt-digest"))


def test_a_deleted_mention_with_a_thread_under_it_is_seen_as_deleted(talk: Talk) -> None:
    """Slack leaves a stone in its place, and brings that as an edit."""
    before = {"user": LEAD, "text": "4.2 amber", "ts": "1.1"}
    stone = {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
    event = {"subtype": "message_changed", "message": stone, "previous_message": before}
    assert is_gone(event)
    assert speaker({"event": event}) == LEAD


def test_an_edit_that_names_a_child_is_refused_and_the_record_stands(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, "bot", "4.2 amber").said
    talk.bot.deliver()
    talk.bot.slack.edit_message(LEAD, said, "4.2 amber for child Jayden Smith")
    answer = talk.heard()
    assert "not kept that" in answer.words
    assert "Jayden" not in answer.words
    assert talk.action("4.2").rag == "amber"
