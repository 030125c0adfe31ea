"""What is not sure is asked, with answers one press away, and kept until it is answered."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.question import Question
from tests.conversation.conftest import Talk
from tests.helpers.plans import LEAD, MANAGER, said

# What was said, the answers offered, the one pressed, and what then stands of 4.2.
OPEN, RATED = "In progress", ["● On track", "◆ At risk", "▲ Off track"]
ASKED = [
    ("4.2 isn't done", [OPEN, *RATED], OPEN, "in_progress"),
    ("nearly done on 4.2", ["Complete", OPEN], OPEN, "in_progress"),
    ("Sam says 4.2 is complete", ["Complete", OPEN], "Complete", "completed"),
    ("once 4.2 is complete we report", ["Complete", OPEN], "Complete", "completed"),
    ("4.2 100%", ["Complete", "100%, not complete"], "Complete", "completed"),
    ("4.2 hardly started", ["Not started", OPEN, "Complete"], "Not started", "not_started"),
]


@pytest.mark.parametrize(("said", "offered", "pressed", "status"), ASKED)
def test_an_answer_is_one_press_away(
    talk: Talk, said: str, offered: list[str], pressed: str, status: str
) -> None:
    question = talk.say(said)
    assert talk.answers(question) == [*offered, "Leave it as it is"]
    assert talk.action("4.2").status == "residual"
    talk.press(question, pressed)
    assert talk.action("4.2").status == status
    assert "from residual" in talk.heard().words  # in the question's place
    assert len(talk.bot.dms(LEAD)) == 1


def test_left_as_it_is_nothing_is_saved(talk: Talk) -> None:
    talk.press(talk.say("4.2 isn't done"), "Leave it as it is")
    assert "nothing was saved" in talk.heard().words
    assert talk.entries("4.2") == []


def test_a_command_s_question_is_answered_where_it_stands(talk: Talk) -> None:
    asked = talk.bot.update("4.2 isn't done")
    talk.press(asked.message, "◆ At risk")
    assert "◆ amber" in talk.bot.slack.ephemerals(LEAD)[-1].words
    assert talk.action("4.2").rag == "amber"


def test_a_number_that_is_not_there_offers_the_nearest(talk: Talk) -> None:
    question = talk.say("4.20 amber, waiting for HR")
    assert "4.2 ◆ at risk" in talk.answers(question)
    talk.press(question, "4.2 ◆ at risk")
    assert talk.action("4.2").rag == "amber"
    assert "waiting for HR" in talk.heard().words


def test_a_number_that_was_left_out_offers_the_person_s_own(talk: Talk) -> None:
    question = talk.say("amber, waiting for HR")
    assert {"2.3 ◆ at risk", "3.3 ◆ at risk", "4.2 ◆ at risk"} <= set(talk.answers(question))
    talk.press(question, "3.3 ◆ at risk")
    assert talk.action("3.3").rag == "amber"


# Words in place of a press.
WORDS = [
    ("4.2 isn't done", "amber", "rag", "amber"),
    ("nearly done on 4.2", "Complete", "status", "completed"),
    ("4.2 will be complete by Friday", "yes please", "end_asked", "2015-03-20"),
]


@pytest.mark.parametrize(("said", "words", "field", "value"), WORDS)
def test_an_answer_can_be_said(talk: Talk, said: str, words: str, field: str, value: str) -> None:
    talk.say(said)
    talk.say(words)
    assert str(getattr(talk.action("4.2"), field)) == value


@pytest.mark.parametrize("words", ["no", "leave it", "No thanks"])
def test_no_leaves_it(talk: Talk, words: str) -> None:
    talk.say("4.2 will be complete by Friday")
    assert "nothing was saved" in talk.say(words).words
    assert talk.entries("4.2") == []


def test_it_outlives_a_restart_and_any_replica_takes_the_answer(
    talk: Talk, restarted: Talk
) -> None:
    question = talk.bot.slack.command(LEAD, "/update", "4.2 isn't done").message
    token, _, number = talk.button(question, "◆ At risk")["value"].partition(":")
    pressed = said("", talk.bot.clock(), LEAD)
    restarted.bot.desk.press(pressed, token, int(number), response_url=None)
    assert restarted.action("4.2").rag == "amber"


def test_it_is_answered_once_and_the_same_press_again_gets_the_same_answer(talk: Talk) -> None:
    question = talk.bot.slack.command(LEAD, "/update", "4.2 isn't done").message
    desk, token = talk.bot.desk, talk.button(question, "▲ Off track")["value"].partition(":")[0]
    pressed = talk.press(question, "◆ At risk")
    talk.bot.slack.redeliver(pressed)
    talk.bot.deliver()
    assert len(talk.entries("4.2")) == 1
    again = desk.press(said("", talk.bot.clock(), LEAD), token, 3, None)
    assert getattr(again, "why", "") == "answered"
    assert talk.action("4.2").rag == "amber"


def test_it_lapses_after_a_day(talk: Talk) -> None:
    question = talk.say("4.2 isn't done")
    talk.bot.clock.now += timedelta(days=1, minutes=1)
    talk.press(question, "◆ At risk")
    assert "lapsed" in talk.bot.slack.ephemerals(LEAD)[-1].words
    assert talk.action("4.2").rag is None


def test_the_words_that_led_to_it_are_forgotten_with_it(talk: Talk) -> None:
    def kept() -> list[str]:
        with talk.store.reading() as session:
            return list(session.exec(select(Question.words)).all())

    talk.say("4.2 isn't done, HR is short")
    assert kept() == ["4.2 isn't done, HR is short"]
    talk.bot.clock.now += timedelta(days=1, minutes=1)
    talk.bot.tick()
    assert kept() == [""]


def test_it_is_for_whoever_was_asked(talk: Talk) -> None:
    question = talk.say(f"<@{talk.bot.slack.bot_user_id}> 4.2 isn't done", LEAD, "improvement-plan")
    talk.press(question, "◆ At risk", MANAGER)
    assert "for somebody else" in talk.bot.slack.ephemerals(MANAGER)[-1].words
    assert talk.action("4.2").rag is None


def test_somebody_who_goes_on_is_not_held_to_the_question(talk: Talk) -> None:
    question = talk.say("4.2 isn't done")
    talk.say("4.2 red, stuck with HR")
    talk.press(question, "◆ At risk")
    assert talk.action("4.2").rag == "red"
    assert "answered already" in talk.bot.slack.ephemerals(LEAD)[-1].words


def test_an_empty_update_is_kept_and_asked_about_once(talk: Talk) -> None:
    answer = talk.say("4.2 ongoing")
    assert "what has moved on 4.2" in answer.words
    more = talk.say("the relaunched file is in use in five of six teams")
    assert "what has moved" not in more.words
    notes = [entry.act for entry in talk.entries("4.2")]
    assert notes == ["say", "say"]
    assert "five of six teams" in more.words


def test_a_completion_with_targets_not_met_asks_for_a_word(talk: Talk) -> None:
    answer = talk.say("4.2 complete")
    assert "4b" in answer.words
    more = talk.say("the audit of May will show it")
    assert more.text.startswith("4.2")
    assert [entry.act for entry in talk.entries("4.2")] == ["change", "say"]


def test_an_undo_can_be_pressed_on_another_replica(talk: Talk, restarted: Talk) -> None:
    answer = talk.bot.update("4.2 amber")
    request = talk.button(answer.message, "Undo")["value"]
    restarted.bot.desk.undo(said("", talk.bot.clock(), LEAD), request, None)
    assert restarted.action("4.2").rag is None
