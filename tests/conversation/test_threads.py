"""Replies in threads leave the number out; messages that are edited or deleted are asked about."""

import pytest

from bot.services.verifying import differences
from tests.conversation.conftest import Talk
from tests.helpers.plans import LEAD, MANAGER, STRANGER, only_plan


def test_a_reply_under_an_answer_is_about_its_action(talk: Talk) -> None:
    answer = talk.say("4.2 amber")
    reply = talk.say("80% now, still waiting for HR", thread=answer.ts)
    assert talk.action("4.2").percent == 80
    assert reply.thread_ts == answer.ts
    assert "still waiting for HR" in reply.words


def test_a_mention_s_thread_goes_on_with_a_mention_or_without(talk: Talk) -> None:
    bot = f"<@{talk.bot.slack.bot_user_id}>"
    answer = talk.say(f"{bot} 4.2 amber", LEAD, "improvement-plan")
    talk.say(f"{bot} red now, stuck with HR", LEAD, "improvement-plan", thread=answer.thread_ts)
    assert talk.action("4.2").rag == "red"


def test_a_reminder_of_one_action_is_answered_in_its_thread(talk: Talk) -> None:
    talk.bot.clock.set("2015-03-20T09:00")
    talk.bot.tick()
    (reminder,) = talk.bot.slack.dms("U0SCHOOL")[-1:]
    question = talk.say("done", "U0SCHOOL", thread=reminder.ts)
    assert "7.1 complete" in talk.answers(question)  # it was about several
    talk.press(question, "7.1 complete", "U0SCHOOL")
    assert talk.action("7.1").status == "completed"


def test_people_who_talk_under_our_posts_are_left_alone(talk: Talk) -> None:
    answer = talk.say(
        f"<@{talk.bot.slack.bot_user_id}> what's overdue?", MANAGER, "improvement-plan"
    )
    before = len(talk.bot.slack.messages("improvement-plan"))
    talk.say("thanks, I will ask HR about the delay", STRANGER, "improvement-plan", answer.ts)
    talk.say("done", LEAD, "improvement-plan", answer.ts)
    assert len(talk.bot.slack.messages("improvement-plan")) == before + 2


def test_a_plain_reply_that_names_an_action_is_recorded(talk: Talk) -> None:
    talk.bot.slack.command("U0ADMIN", "/digest", "here", "smt-digest")
    talk.bot.clock.set("2015-03-23T09:00")
    talk.bot.tick()
    digest = talk.bot.slack.messages("smt-digest")[-1]
    talk.say("4.2 is amber, waiting for training", LEAD, "smt-digest", digest.ts)
    assert talk.action("4.2").rag == "amber"


def test_what_is_said_in_other_threads_is_not_heard(talk: Talk) -> None:
    talk.bot.slack.message(MANAGER, "improvement-plan", "how is everybody?")
    other = talk.bot.slack.messages("improvement-plan")[-1]
    talk.say("4.2 is complete", LEAD, "improvement-plan", other.ts)
    assert talk.entries("4.2") == []
    assert talk.bot.deliver() == 0


def test_an_edited_message_asks_whether_to_change_the_record(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, "bot", "4.2 amber").said
    talk.bot.deliver()
    talk.bot.slack.edit_message(LEAD, said, "4.2 red, stuck with HR")
    question = talk.heard()
    assert talk.action("4.2").rag == "amber"
    assert talk.answers(question) == ["Change the record", "Leave it as it is"]
    talk.press(question, "Change the record")
    assert talk.action("4.2").rag == "red"
    assert [entry.act for entry in talk.entries("4.2")] == ["change", "undo", "change"]
    with talk.store.reading() as session:
        assert differences(session, only_plan(talk.store)) == []


def test_a_second_edit_is_asked_about_as_the_first_was(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, "bot", "4.2 amber").said
    talk.bot.deliver()
    talk.bot.slack.edit_message(LEAD, said, "4.2 red")
    talk.press(talk.heard(), "Change the record")
    talk.bot.slack.edit_message(LEAD, said, "4.2 green")
    assert talk.action("4.2").rag == "red"
    talk.press(talk.heard(), "Change the record")
    assert talk.action("4.2").rag == "green"


def test_a_slip_that_recorded_nothing_is_heard_once_it_is_put_right(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, "bot", "amber").said
    talk.bot.deliver()
    talk.bot.slack.edit_message(LEAD, said, "4.2 amber")
    talk.bot.deliver()
    assert talk.action("4.2").rag == "amber"


@pytest.mark.parametrize(("label", "rag"), [("Take it back", None), ("Leave it as it is", "amber")])
def test_a_deleted_message_asks_whether_to_take_it_back(
    talk: Talk, label: str, rag: str | None
) -> None:
    said = talk.bot.slack.message(LEAD, "bot", "4.2 amber").said
    talk.bot.deliver()
    talk.bot.slack.delete_message(LEAD, said)
    question = talk.heard()
    assert "has been deleted" in question.words
    talk.press(question, label)
    assert talk.action("4.2").rag == rag


def test_what_had_recorded_nothing_is_deleted_without_a_word(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, "bot", "thanks").said
    talk.bot.slack.delete_message(LEAD, said)
    assert talk.bot.deliver() == 0
