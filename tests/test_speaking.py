"""Speaking to the bot in one's own words, and who it listens to."""

from typing import Any

import pytest
from sqlmodel import select

from bot.services.verifying import differences
from bot.views.outcomes import UNDO_ACTION
from handlers.messages import written_by_a_person
from models.action import Action
from models.entry import Entry
from models.outbox import Post
from models.store import Store
from tests.helpers.bot import RunningBot
from tests.helpers.plans import ADMIN, LEAD, STRANGER, only_plan


def rating(store: Store, ref: str) -> str | None:
    """How an action is rated."""
    with store.reading() as session:
        return session.exec(select(Action.rag).where(Action.ref == ref)).one()


def test_a_direct_message_is_recorded_and_answered_there_once(
    bot: RunningBot, sample: Store
) -> None:
    reply = bot.slack.message(LEAD, "bot", "4.2 amber, waiting for training dates")
    bot.slack.redeliver(reply)
    bot.deliver()
    assert rating(sample, "4.2") == "amber"
    (told,) = bot.dms(LEAD)
    assert "◆ amber" in told
    assert "waiting for training dates" in told


def test_a_mention_is_answered_in_its_thread(bot: RunningBot, sample: Store) -> None:
    text = f"<@{bot.slack.bot_user_id}> 4.2 is red, stuck with HR"
    mention = bot.slack.message(LEAD, "improvement-plan", text).said
    bot.deliver()
    assert rating(sample, "4.2") == "red"
    (posted,) = [m for m in bot.slack.messages("improvement-plan") if m.user != LEAD]
    assert posted.thread_ts == mention.ts


def test_an_undo_can_be_said(bot: RunningBot, sample: Store) -> None:
    bot.update("4.2 amber")
    assert "Undone" in bot.update("undo").text
    assert rating(sample, "4.2") is None
    assert "nothing of yours to undo" in bot.update("undo").text


def test_what_is_not_said_to_the_bot_is_not_heard(bot: RunningBot, sample: Store) -> None:
    bot.slack.message(LEAD, "improvement-plan", "4.2 is complete")
    bot.slack.message(LEAD, "bot", "thanks 👍")
    assert bot.deliver() == 0
    assert rating(sample, "4.2") is None


@pytest.mark.parametrize("change", [{"bot_id": "B1"}, {"subtype": "message_changed"}, {"user": ""}])
def test_a_bots_message_and_slacks_own_are_not_a_persons(change: dict[str, Any]) -> None:
    assert written_by_a_person({"user": LEAD, "text": "4.2 done"})
    assert written_by_a_person({"user": LEAD, "text": "4.2 done", "subtype": "file_share"})
    assert not written_by_a_person({"user": LEAD, "text": "4.2 done", **change})


def test_a_question_shows_the_action_and_stores_nothing(bot: RunningBot, sample: Store) -> None:
    reply = bot.update("7.1?", STRANGER)
    assert "residual" in reply.text
    assert "352 days late" in reply.text
    with sample.reading() as session:
        assert session.exec(select(Entry).where(Entry.who == STRANGER)).all() == []


def test_an_empty_command_and_help_say_what_can_be_said(bot: RunningBot) -> None:
    assert "4.2 complete" in bot.update("", STRANGER).words
    assert "4.2 complete" in bot.update("help").words


def test_what_is_not_sure_is_asked_and_not_written(bot: RunningBot, sample: Store) -> None:
    assert "?" in bot.update("4.2 isn't done").text
    assert "?" in bot.update("once 4.2 is complete").text
    with sample.reading() as session:
        assert (
            session.exec(select(Entry).where(Entry.act == "change", Entry.who == LEAD)).all() == []
        )


def test_a_date_is_asked_for_by_a_lead_and_granted_by_whoever_manages_it(
    bot: RunningBot, sample: Store
) -> None:
    asked = bot.update("4.2 new date 30 April 2015 because HR is short of staff")
    assert "DCS or an administrator" in asked.words
    with sample.reading() as session:
        action = session.exec(select(Action).where(Action.ref == "4.2")).one()
    assert (str(action.end), str(action.end_asked)) == ("2015-03-31", "2015-04-30")
    bot.update("4.2 new date 30 April 2015", ADMIN)
    with sample.reading() as session:
        action = session.exec(select(Action).where(Action.ref == "4.2")).one()
    assert (str(action.end), action.end_asked) == ("2015-04-30", None)
    assert str(action.original_end) == "2015-03-31"
    assert "first 31 March 2015" in bot.update("4.2?").text


def test_a_slip_counts_from_the_end_date_as_it_was_moved_last(
    bot: RunningBot, sample: Store
) -> None:
    bot.update("4.2 new date 30 June 2015", ADMIN)
    bot.update("4.2 slipped two weeks", ADMIN)
    with sample.reading() as session:
        assert (
            str(session.exec(select(Action.end).where(Action.ref == "4.2")).one()) == "2015-07-14"
        )


def test_asking_for_the_date_that_stands_takes_the_question_back(
    bot: RunningBot, sample: Store
) -> None:
    bot.update("4.2 new date 30 June 2015")
    bot.update("4.2 new date 31 March 2015")
    with sample.reading() as session:
        assert session.exec(select(Action.end_asked).where(Action.ref == "4.2")).one() is None


def test_a_clock_that_goes_back_loses_nothing_and_the_record_stays_in_order(
    bot: RunningBot, sample: Store
) -> None:
    bot.update("4.2 amber")
    bot.clock.move(hours=-2)
    assert "from ◆ amber to ▲ red" in bot.update("4.2 red").text
    assert "Undone" in bot.update("undo").text
    bot.tick()
    assert rating(sample, "4.2") == "amber"
    with sample.reading() as session:
        entries = session.exec(select(Entry).where(Entry.key == "4.2").order_by(Entry.id)).all()  # type: ignore[arg-type]
        assert [one.at for one in entries] == sorted(one.at for one in entries)
        assert differences(session, only_plan(sample)) == []


def test_the_same_again_is_noted_and_breaks_the_silence(bot: RunningBot, sample: Store) -> None:
    reply = bot.update("4.2 residual, as before")
    assert "nothing else changed" in reply.text
    with sample.reading() as session:
        action = session.exec(select(Action).where(Action.ref == "4.2")).one()
    assert action.last_update == bot.clock()


# how long after it, and who; what the answer says
UNDOING = [
    (23, LEAD, "Undone"),
    (25, LEAD, "more than a day old"),
    (25, ADMIN, "Undone"),
    (1, STRANGER, "Somebody else wrote that"),
]


@pytest.mark.parametrize(("hours", "user", "says"), UNDOING)
def test_who_may_undo_and_for_how_long(bot: RunningBot, hours: int, user: str, says: str) -> None:
    mention = f"<@{bot.slack.bot_user_id}> 4.2 amber"
    bot.slack.message(LEAD, "improvement-plan", mention)
    bot.deliver()
    shown = _answer(bot)
    bot.clock.move(hours=hours)
    bot.slack.click(user, shown, UNDO_ACTION)
    bot.deliver()
    heard = [m.words for m in (*bot.slack.ephemerals(user), _answer(bot))]
    assert any(says in words for words in heard)


def test_a_stranger_who_presses_undo_leaves_the_answer_as_it_was(bot: RunningBot) -> None:
    bot.slack.message(LEAD, "improvement-plan", f"<@{bot.slack.bot_user_id}> 4.2 amber")
    bot.deliver()
    before = _answer(bot).words
    bot.slack.click(STRANGER, _answer(bot), UNDO_ACTION)
    bot.deliver()
    assert _answer(bot).words == before
    (refusal,) = bot.slack.ephemerals(STRANGER)
    assert "Somebody else wrote that" in refusal.words


def _answer(bot: RunningBot) -> Any:
    """The bot's answer in the channel."""
    (found,) = [m for m in bot.slack.messages("improvement-plan") if m.user != LEAD]
    return found


def test_an_undo_does_not_take_back_the_same_word_of_somebody_else(
    bot: RunningBot, sample: Store
) -> None:
    bot.update("4.2 red")
    bot.update("4.2 green", ADMIN)
    bot.update("4.2 red", ADMIN)
    assert "has been changed again since" in bot.update("undo").text
    assert rating(sample, "4.2") == "red"


def test_an_undo_does_not_take_back_what_came_after(bot: RunningBot) -> None:
    first = bot.update("4.2 amber")
    bot.update("4.2 red")
    bot.slack.click(LEAD, first.message, UNDO_ACTION)
    bot.deliver()
    assert "has been changed again since" in bot.slack.ephemerals(LEAD)[-1].words


def test_only_an_administrator_lets_a_channel_receive_something(
    bot: RunningBot, sample: Store
) -> None:
    refused = bot.slack.command(LEAD, "/digest", "here", "smt-digest")
    assert f"<@{ADMIN}>" in refused.text
    given = bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    assert "Mon 23 March 2015, 09:00" in given.text
    stopped = bot.slack.command(ADMIN, "/digest", "stop", "smt-digest")
    assert "no longer gets" in stopped.text
    bot.clock.set("2015-03-23T09:05")
    bot.tick()
    assert bot.words("smt-digest") == []
    with sample.reading() as session:
        assert session.exec(select(Post).where(Post.channel.startswith("C"))).all() == []  # type: ignore[attr-defined]


def test_the_digest_and_ones_own_reminders_can_be_asked_for(bot: RunningBot) -> None:
    assert "29 of 41 actions complete" in bot.slack.command(STRANGER, "/digest").text
    mine = bot.slack.command(LEAD, "/reminders").words
    assert "Yours (3)" in mine
    assert "7.1" not in mine
    assert "Nothing of yours" in bot.slack.command(STRANGER, "/reminders").text
