"""A check-in asks about one action at a time, goes on where it stopped, and says what it kept."""

from datetime import timedelta

import pytest

from bot.services.verifying import differences
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, SCHOOL, only_plan

LED = ["3.3", "4.2", "2.3", "4.1"]  # the lead's open actions; only 4.1 ends in September


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """The first questions of a check-in ahead of the end of March."""
    reply = talk.bot.slack.command(ADMIN, "/checkin", "31 March", "smt-digest")
    assert "from 24 March 2015 on" in reply.words
    talk.bot.clock.set("2015-03-24T09:00")
    talk.bot.tick()
    return talk


def question(talk: Talk, user: str = LEAD) -> str:
    """The action that is asked about last, and how far along that is."""
    found = [m for m in talk.bot.slack.dms(user) if "How is it going?" in m.words]
    words = found[-1].words
    return f"{words.split('*')[1]} {words.rsplit('. You can', 1)[0].splitlines()[-1]}"


def last(talk: Talk, user: str = LEAD):  # type: ignore[no-untyped-def]
    return talk.bot.slack.dms(user)[-1]


def test_nobody_is_asked_before_it_is_time(talk: Talk) -> None:
    talk.bot.slack.command(ADMIN, "/checkin", "31 March")
    talk.bot.clock.set("2015-03-23T16:00")
    talk.bot.tick()
    assert not any("How is it going?" in words for words in talk.bot.dms(LEAD))


def test_each_lead_is_asked_about_one_action(asked: Talk) -> None:
    asked.bot.tick()
    for user in (LEAD, SCHOOL):
        questions = [w for w in asked.bot.dms(user) if "How is it going?" in w]
        assert len(questions) == 1
    assert "1 of 4" in question(asked)
    assert "due in 7 days" in "".join(asked.bot.dms(LEAD))


def test_two_presses_for_an_action_with_nothing_to_say_then_the_next(asked: Talk) -> None:
    first = question(asked).split()[0]
    asked.press(last(asked), "● On track")
    assert asked.action(first).rag == "green"
    asked.press(last(asked), "No note")
    assert "2 of 4" in question(asked)
    assert [entry.act for entry in asked.entries(first)] == ["change"]


def test_words_are_the_note_and_lead_on(asked: Talk) -> None:
    first = question(asked).split()[0]
    asked.press(last(asked), "◆ At risk")
    asked.say("waiting for training dates")
    assert "2 of 4" in question(asked)
    assert [entry.act for entry in asked.entries(first)] == ["change", "say"]


def test_it_can_be_answered_in_words_alone(asked: Talk) -> None:
    first = question(asked).split()[0]
    asked.say("amber, waiting for HR")
    assert asked.action(first).rag == "amber"
    assert "2 of 4" in question(asked)


def test_what_names_another_action_is_about_that_one(asked: Talk) -> None:
    asked.say("7.1 red, no provider")
    assert asked.entries("7.1") == []  # not theirs
    asked.say("4.1 red, no provider")
    assert asked.action("4.1").rag == "red"
    assert "1 of 4" in question(asked)


def test_it_ends_with_what_was_recorded_and_what_was_left_out(asked: Talk) -> None:
    asked.press(last(asked), "● On track")
    asked.press(last(asked), "Undo")
    asked.say("skip")
    asked.say("red, stuck with HR")
    asked.press(last(asked), "Skip")
    asked.press(last(asked), "▲ Off track")
    asked.say("nothing to add")
    end = last(asked).words
    assert "That is all" in end
    assert end.count("▲ red") == 2
    assert "“stuck with HR”" in end
    assert "Left out" in end
    with asked.store.reading() as session:
        assert differences(session, only_plan(asked.store)) == []


def test_it_goes_on_after_a_restart_on_any_replica(asked: Talk, restarted: Talk) -> None:
    restarted.bot.slack.message(LEAD, "bot", "amber, waiting for HR")
    restarted.bot.deliver()
    assert "2 of 4" in question(restarted)
    asked.bot.tick()
    restarted.bot.tick()
    everywhere = [*asked.bot.dms(LEAD), *restarted.bot.dms(LEAD)]
    assert len([w for w in everywhere if "How is it going?" in w]) == 2


def test_the_same_press_again_changes_nothing(asked: Talk) -> None:
    first = question(asked).split()[0]
    pressed = asked.press(last(asked), "◆ At risk")
    asked.bot.slack.redeliver(pressed)
    done = asked.press(last(asked), "No note")
    asked.bot.slack.redeliver(done)
    asked.bot.deliver()
    assert len(asked.entries(first)) == 1
    assert "2 of 4" in question(asked)


def test_it_lapses_with_the_reporting_date(asked: Talk) -> None:
    asked.bot.clock.set("2015-04-01T10:00")
    assert "Which action" in asked.say("amber, waiting for HR").words


def test_only_an_administrator_announces_one_and_can_call_it_off(talk: Talk) -> None:
    assert "Only an administrator" in talk.bot.slack.command(LEAD, "/checkin", "31 March").words
    assert "Ahead of which" in talk.bot.slack.command(ADMIN, "/checkin", "soon").words
    assert "Ahead of which" in talk.bot.slack.command(ADMIN, "/checkin", "1 March 2015").words
    talk.bot.slack.command(ADMIN, "/checkin", "31 March")
    talk.bot.slack.command(ADMIN, "/checkin", "stop 31 March")
    talk.bot.clock.now += timedelta(days=6)
    talk.bot.tick()
    assert not any("How is it going?" in words for words in talk.bot.dms(LEAD))


def test_a_command_and_a_form_lead_on_as_well(asked: Talk) -> None:
    first = question(asked).split()[0]
    asked.bot.update(f"{first} amber, waiting for HR", LEAD)
    asked.bot.deliver()
    assert "2 of 4" in question(asked)
    second = question(asked).split()[0]
    slack = asked.bot.slack
    slack.command(LEAD, "/update", second)
    slack.submit_view(LEAD, slack.view(LEAD), {"rag": "green", "note": "on course"})
    asked.bot.deliver()
    assert "3 of 4" in question(asked)
    asked.bot.update("undo", LEAD)
    assert asked.action(second).rag is None
