"""Words without a number count only where it is certain what they are about."""

from datetime import date

import pytest

from bot.rules.absence import Absence
from bot.services.absence import go_away
from bot.services.people import assign
from models.plan import Plan
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SCHOOL, STRANGER, only_plan, said


@pytest.fixture
def checkin(talk: Talk) -> Talk:
    """The lead is being asked about 3.3, ahead of the end of March."""
    talk.bot.slack.command(ADMIN, "/checkin", "31 March", "smt-digest")
    talk.bot.clock.set("2015-03-24T09:00")
    talk.bot.tick()
    return talk


def later(talk: Talk) -> None:
    talk.bot.clock.move(minutes=5)


def asked_about(talk: Talk) -> str:
    found = [m for m in talk.bot.slack.dms(LEAD) if "How is it going?" in m.words]
    return found[-1].words.split("*")[1]


def take_the_role(talk: Talk) -> None:
    """Somebody else leads what the lead led."""
    now = talk.bot.clock()
    with talk.store.writing() as session:
        told = said(at=now, user=ADMIN)
        assign(session, only_plan(talk.store), told, "AD Child Protection", "U0NEW", now.date())


def put_plan(talk: Talk, status: str) -> None:
    with talk.store.writing() as session:
        plan = session.get_one(Plan, only_plan(talk.store).id)
        plan.status = status
        session.add(plan)


# ---- a question, and what comes in between


def test_a_reminder_in_between_changes_the_subject(talk: Talk) -> None:
    talk.bot.clock.set("2015-03-19T16:00")
    talk.say("nearly done on 4.2")
    talk.bot.clock.set("2015-03-20T09:00")  # 4.2 ends in seven working days
    talk.bot.tick()
    later(talk)
    assert "Which action" in talk.say("complete").words
    assert talk.action("4.2").status == "residual"


def test_an_answer_about_something_else_changes_the_subject(talk: Talk) -> None:
    question = talk.say("nearly done on 4.2")
    later(talk)
    talk.say("3.3?")
    later(talk)
    talk.say("complete")
    assert (talk.action("4.2").status, talk.action("3.3").status) == ("residual", "residual")
    talk.press(question, "Complete")  # its buttons answer it all the same
    assert talk.action("4.2").status == "completed"


def test_an_update_by_command_changes_the_subject(talk: Talk) -> None:
    talk.say("nearly done on 4.2")
    later(talk)
    talk.bot.update("3.3 amber")
    later(talk)
    talk.say("complete")
    assert talk.action("4.2").status == "residual"


def test_a_check_in_in_between_is_what_words_answer(talk: Talk) -> None:
    talk.bot.slack.command(ADMIN, "/checkin", "31 March", "smt-digest")
    talk.bot.clock.set("2015-03-23T16:00")
    talk.say("4.1 complete")  # and a word is waited for
    talk.bot.clock.set("2015-03-24T09:00")
    talk.bot.tick()
    first = asked_about(talk)
    later(talk)
    talk.say("still waiting for HR")
    assert [entry.act for entry in talk.entries("4.1")] == ["change"]
    assert [entry.act for entry in talk.entries(first)] == ["say"]


def test_of_two_questions_in_one_answer_no_word_says_which(talk: Talk) -> None:
    talk.say("4.1 isn't done, 4.2 isn't done")
    assert "Which action" in talk.say("amber").words
    assert (talk.action("4.1").rag, talk.action("4.2").rag) == (None, None)


# ---- a check-in, and what comes in between


def test_a_reminder_changes_the_subject_of_a_check_in(checkin: Talk) -> None:
    first = asked_about(checkin)
    checkin.bot.clock.set("2015-03-30T09:00")  # the day before they end
    checkin.bot.tick()
    later(checkin)
    assert "Which action" in checkin.say("done").words
    assert checkin.action(first).status != "completed"


def test_a_thread_under_something_else_is_not_about_the_check_in(checkin: Talk) -> None:
    first = asked_about(checkin)
    listed = checkin.say("my actions")
    checkin.say("done", thread=listed.ts)
    assert checkin.action(first).status != "completed"


def test_a_question_within_a_check_in_is_answered_and_the_next_one_follows(checkin: Talk) -> None:
    first = asked_about(checkin)
    question = checkin.say("nearly done")
    checkin.press(question, "Complete")
    assert checkin.action(first).status == "completed"
    second = asked_about(checkin)
    assert second != first
    checkin.say("nearly done")
    checkin.say("complete")
    assert checkin.action(second).status == "completed"
    assert asked_about(checkin) not in (first, second)


def test_what_was_taken_back_is_asked_again(checkin: Talk) -> None:
    first = asked_about(checkin)
    checkin.press(checkin.heard(), "● On track")
    checkin.press(checkin.heard(), "Undo")
    assert asked_about(checkin) == first
    assert "1 of 4" in checkin.heard().words
    checkin.press(checkin.heard(), "◆ At risk")
    assert checkin.action(first).rag == "amber"


def test_an_action_that_was_reported_on_meanwhile_is_not_asked_about(checkin: Talk) -> None:
    first = asked_about(checkin)
    later(checkin)
    others = [ref for ref in ("3.3", "4.2", "2.3", "4.1") if ref != first]
    for ref in others[:2]:
        checkin.say(f"{ref} amber, waiting for HR")
    checkin.say("skip")
    assert asked_about(checkin) == others[2]
    checkin.say("skip")
    end = checkin.heard().words
    assert all(f"{ref} rating" in end.replace("*", "") for ref in others[:2])
    assert f"Left out: {first} and {others[2]}" in end


def test_who_has_lost_the_role_is_asked_no_further(checkin: Talk) -> None:
    question, first = checkin.heard(), asked_about(checkin)
    take_the_role(checkin)
    checkin.press(question, "● On track")
    assert checkin.action(first).rag is None
    assert "That is all" in checkin.heard().words
    assert "Left out" not in checkin.heard().words


@pytest.mark.parametrize("status", ["signed_off"])
def test_a_plan_that_takes_no_updates_takes_no_answers(checkin: Talk, status: str) -> None:
    question, first = checkin.heard(), asked_about(checkin)
    put_plan(checkin, status)
    checkin.press(question, "● On track")
    assert checkin.action(first).rag is None
    assert "takes no updates" in checkin.bot.slack.ephemerals(LEAD)[-1].words


def test_a_check_in_that_was_called_off_asks_nothing_more(checkin: Talk) -> None:
    question, first = checkin.heard(), asked_about(checkin)
    checkin.bot.slack.command(ADMIN, "/checkin", "stop 31 March")
    before = len(checkin.bot.dms(LEAD))
    checkin.press(question, "Skip")
    checkin.say(f"{first} amber")
    assert len(checkin.bot.dms(LEAD)) == before + 1


def test_who_is_away_is_asked_once_they_are_back(talk: Talk) -> None:
    talk.bot.slack.command(ADMIN, "/checkin", "31 March", "smt-digest")
    with talk.store.writing() as session:
        go_away(session, said(user=ADMIN), Absence(LEAD, date(2015, 3, 20), date(2015, 3, 25)))
    talk.bot.clock.set("2015-03-24T09:00")
    talk.bot.tick()
    assert not any("How is it going?" in words for words in talk.bot.dms(LEAD))
    talk.bot.clock.set("2015-03-26T09:00")
    talk.bot.tick()
    assert sum("How is it going?" in words for words in talk.bot.dms(LEAD)) == 1


def test_a_button_that_is_not_known_records_nothing(checkin: Talk) -> None:
    question, first = checkin.heard(), asked_about(checkin)
    mark = checkin.button(question, "Skip")["value"]
    outcome = checkin.bot.desk.answer_checkin(said("", checkin.bot.clock()), mark, "blue", None)
    assert getattr(outcome, "why", "") == "lapsed"
    assert checkin.entries(first) == []


def test_two_check_ins_at_once_both_come_to_their_end(checkin: Talk) -> None:
    checkin.bot.slack.command(ADMIN, "/checkin", "30 March", "smt-digest")
    checkin.bot.clock.set("2015-03-24T09:05")
    checkin.bot.tick()
    for _ in range(12):
        found = [m for m in checkin.bot.slack.dms(LEAD) if "How is it going?" in m.words]
        if not found:
            break
        checkin.press(found[-1], "Skip")
    assert sum("That is all" in words for words in checkin.bot.dms(LEAD)) == 2


# ---- people who may not


@pytest.mark.parametrize("words", ["7.1 isn't done", "Sam says 7.1 is complete", "7.1 100%"])
def test_who_may_not_report_is_not_asked_but_told_whom_to_ask(talk: Talk, words: str) -> None:
    answer = talk.say(words, LEAD)
    assert "Head of Virtual School" in answer.words
    assert talk.answers(answer) == []


def test_who_only_talks_in_a_thread_about_an_action_is_left_alone(talk: Talk) -> None:
    talk.bot.slack.command(ADMIN, "/reminders", "here", "improvement-plan")
    bot = f"<@{talk.bot.slack.bot_user_id}>"
    answer = talk.say(f"{bot} 7.1?", SCHOOL, "improvement-plan")
    before = len(talk.bot.slack.messages("improvement-plan"))
    talk.say("well done, that is complete", STRANGER, "improvement-plan", answer.ts)
    assert len(talk.bot.slack.messages("improvement-plan")) == before + 1


def test_a_word_in_the_thread_answers_what_was_asked_there(talk: Talk) -> None:
    bot = f"<@{talk.bot.slack.bot_user_id}>"
    talk.say(f"{bot} what's overdue?", MANAGER, "improvement-plan")
    talk.bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    talk.bot.clock.set("2015-03-23T09:00")
    talk.bot.tick()
    digest = talk.bot.slack.messages("smt-digest")[-1]
    talk.say("4.2 will be complete by Friday", LEAD, "smt-digest", digest.ts)
    talk.say("yes please", LEAD, "smt-digest", digest.ts)
    assert str(talk.action("4.2").end_asked) == "2015-03-27"


# ---- between the question and the answer


def test_a_role_that_was_lost_meanwhile_refuses_the_answer(talk: Talk) -> None:
    question = talk.say("4.2 isn't done")
    take_the_role(talk)
    talk.press(question, "◆ At risk")
    assert talk.action("4.2").rag is None
    assert "Only AD Child Protection" in talk.bot.slack.ephemerals(LEAD)[-1].words


@pytest.mark.parametrize("status", ["signed_off"])
def test_a_plan_that_was_closed_meanwhile_refuses_the_answer(talk: Talk, status: str) -> None:
    question, answer = talk.say("4.2 isn't done"), talk.say("3.3 amber")
    put_plan(talk, status)
    talk.press(question, "◆ At risk")
    assert talk.action("4.2").rag is None
    assert "takes no updates" in talk.bot.slack.ephemerals(LEAD)[-1].words
    talk.press(answer, "Undo")
    assert talk.action("3.3").rag == "amber"
