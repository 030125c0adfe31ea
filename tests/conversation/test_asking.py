"""Every way of asking: answered from what is kept, short enough for a phone, with a next step."""

import pytest

from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SCHOOL, STRANGER

# What is asked, by whom, and what stands in the answer.
ASKED = [
    ("4.2?", STRANGER, ["4.2", "residual", "End: 31 March 2015", "No word yet"]),
    ("my actions", LEAD, ["Your open actions (4)", "2.3", "due in 13 days"]),
    ("my actions", MANAGER, ["Open actions of those who report to you"]),
    ("my actions", STRANGER, ["You lead no open action"]),
    ("what's overdue", STRANGER, ["Overdue (4)", "7.1", "352 days late", "Head of Virtual School"]),
    ("what is due in June", LEAD, ["Nothing is due from 1 June 2015 to 30 June 2015"]),
    ("what is due this month", LEAD, ["4.2", "due in 13 days"]),
    ("what is due in September", LEAD, ["Due from 1 September 2015", "4.1"]),
    ("what's silent", LEAD, ["No open action has been silent for 30 days"]),
    ("how is the plan", STRANGER, ["29 complete", "4 overdue"]),
    ("6b?", STRANGER, ["6b", "LAC", "91.3", "97% due 31 December 2014"]),
    ("10d?", STRANGER, ["action 10.4", "action 10.5"]),
    (
        "who hasn't done their audits",
        LEAD,
        ["no audits (0 of 9 complete, 0%)", "AD Child Protection: 0 of 3"],
    ),
]


@pytest.mark.parametrize(("text", "user", "stands"), ASKED)
def test_a_question_is_answered(talk: Talk, text: str, user: str, stands: list[str]) -> None:
    answer = talk.say(text, user).words.replace("*", "")
    for one in stands:
        assert one in answer, answer
    assert talk.entries("4.2") == []


def test_what_has_been_silent_is_told_with_the_longest_first(talk: Talk) -> None:
    talk.bot.clock.set("2015-04-20T10:00")
    talk.bot.update("7.1 red", SCHOOL)
    answer = talk.say("what's silent", ADMIN)
    assert "Without a word for 30 days (11)" in answer.words
    assert "7.1" not in answer.words
    assert "Show 3 more" in answer.words
    talk.press(answer, "Show 3 more", ADMIN)
    rest = talk.bot.slack.ephemerals(ADMIN)[-1].words
    assert "(9 to 11 of 11)" in rest
    assert "more" not in rest


def test_what_has_changed_since_a_day(talk: Talk) -> None:
    talk.bot.update("4.2 complete")
    talk.bot.clock.set("2015-03-20T10:00")
    talk.bot.update("3.3 amber")
    assert "Completed: 4.2" in talk.say("what changed since Monday").words
    since_thursday = talk.say("what changed since yesterday").words
    assert "3.3 went from" in since_thursday
    assert "4.2" not in since_thursday


def test_a_history_is_latest_first_and_shows_what_was_taken_back(talk: Talk) -> None:
    talk.bot.update("4.2 amber, waiting for HR")
    talk.bot.update("undo")
    talk.bot.update("4.2 red")
    lines = talk.say("history of 4.2").words.replace("*", "").splitlines()[1:]
    assert ["red" in lines[0], "undone" in lines[1], "waiting for HR" in lines[2]] == [True] * 3
    assert "taken back since" in lines[2]
    assert "came in with the plan" in lines[3]
    assert f"<@{LEAD}>" in lines[0]


def test_a_long_history_says_how_much_it_left_out(talk: Talk) -> None:
    for number in range(15):
        talk.bot.update(f"4.2 {number + 10}%, note {number}")
    answer = talk.say("history of 4.2")
    assert "note 14" in answer.words
    talk.press(answer, "Show 6 more")
    rest = talk.bot.slack.ephemerals(LEAD)[-1].words
    assert "note 4" in rest
    assert "note 5" not in rest
    assert "came in with the plan" in rest


def test_an_answer_offers_the_next_step(talk: Talk) -> None:
    card = talk.say("4.2?")
    talk.press(card, "◆ At risk")
    assert talk.action("4.2").rag == "amber"
    assert "◆ amber" in talk.bot.slack.ephemerals(LEAD)[-1].words
    talk.press(card, "History")
    assert "came in with the plan" in talk.bot.slack.ephemerals(LEAD)[-1].words
    talk.press(talk.say("my actions"), "Update 2.3")
    assert "2.3" in str(talk.bot.slack.view(LEAD))


def test_who_may_only_read_is_offered_no_button_to_write(talk: Talk) -> None:
    assert all(block["type"] != "actions" for block in talk.say("4.2?", STRANGER).blocks)
