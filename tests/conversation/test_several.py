"""Several things in one message: each for itself, one answer, one Undo."""

import pytest

from bot.services.verifying import differences
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, STRANGER, only_plan


def test_each_action_is_recorded_and_one_undo_takes_all_of_it_back(talk: Talk) -> None:
    answer = talk.say("4.1 done, 4.2 amber waiting on training, 3.3 no change")
    assert "*4.1* status from residual to complete" in answer.words
    assert "◆ amber" in answer.words
    assert "waiting on training" in answer.words
    assert (talk.action("4.1").status, talk.action("4.2").rag) == ("completed", "amber")
    talk.press(answer, "Undo all 3")
    assert "Undone" in talk.heard().words
    assert (talk.action("4.1").status, talk.action("4.2").rag) == ("residual", None)
    with talk.store.reading() as session:
        assert differences(session, only_plan(talk.store)) == []


def test_the_same_delivery_again_gets_the_same_answer_and_writes_nothing(talk: Talk) -> None:
    first = talk.bot.slack.command(LEAD, "/update", "4.1 done, 4.2 amber")
    again = talk.bot.slack.redeliver(first)
    assert "Heard before" in again.words
    assert again.text == first.text
    assert len(talk.entries("4.1")) == len(talk.entries("4.2")) == 1


def test_one_action_twice_in_a_message_is_recorded_in_order(talk: Talk) -> None:
    talk.say("4.2 amber. 4.2 is at 80%")
    assert (talk.action("4.2").rag, talk.action("4.2").percent) == ("amber", 80)


def test_what_is_clear_is_recorded_and_what_is_not_is_asked(talk: Talk) -> None:
    answer = talk.say("4.1 is done but 4.2 isn't")
    assert "*4.1* status from residual to complete" in answer.words
    assert talk.action("4.2").status == "residual"
    assert talk.answers(answer)
    talk.press(answer, "◆ At risk")
    assert talk.action("4.2").rag == "amber"


def test_what_is_not_permitted_is_refused_by_itself_and_says_whom_to_ask(talk: Talk) -> None:
    answer = talk.say("4.2 amber, 7.1 red")
    assert (talk.action("4.2").rag, talk.action("7.1").rag) == ("amber", None)
    assert "Head of Virtual School" in answer.words
    assert "Nothing" not in talk.say("4.2 amber, 7.1 red", STRANGER).words
    assert talk.action("7.1").rag is None


def test_all_of_an_issue_is_asked_about_once(talk: Talk) -> None:
    question = talk.say("all of 7 are done", ADMIN)
    assert talk.answers(question) == ["Yes, all 6", "Leave it as it is"]
    assert talk.action("7.1").status == "residual"
    talk.press(question, "Yes, all 6", ADMIN)
    assert {talk.action(f"7.{n}").status for n in range(1, 7)} == {"completed"}


@pytest.mark.parametrize("count", [2, 41])
def test_the_longest_answer_is_within_slacks_limits(talk: Talk, count: int) -> None:
    with talk.store.reading() as session:
        refs = list(talk.bot.desk.books.of(session, only_plan(talk.store)).known.actions)
    text = ", ".join(f"{ref} amber waiting for the new forms" for ref in refs[:count])
    answer = talk.say(text, ADMIN)
    assert f"Undo all {count}" in str(answer.blocks)
