"""A false alarm: the same words pass once with an administrator's leave, and nobody keeps them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, delete, select

from bot.rules.outcomes import Outcome, Recorded, Refused
from bot.rules.said import Said
from bot.services import guarding
from bot.services.books import Books
from bot.services.hearing import hear
from bot.views.outcomes import answer
from bot.views.plain import as_text
from models.allowance import Allowance
from models.entry import Entry
from models.role import Administrator
from models.store import Store
from tests.conversation.conftest import Talk
from tests.helpers.bot import RunningBot
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD, MANAGER, said

WORDS = "4.2 amber, closed for child Jayden Smith"
ALARM, ALLOW = "This is a false alarm", "Allow once"


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """SQLite, where a test does not ask for both."""
    url: str = request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")
    return url


both = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def talk(bot: RunningBot, sample: Store) -> Talk:
    """A conversation with the bot."""
    return Talk(bot, sample)


def let_through(talk: Talk, refused: Any, user: str = LEAD) -> None:
    """Say that it was a false alarm; an administrator agrees."""
    talk.press(refused, ALARM, user)
    talk.press(talk.heard(ADMIN), ALLOW, ADMIN)


def kept(store: Store) -> list[Entry]:
    with store.reading() as session:
        rows = select(Entry).where(Entry.noun == guarding.NOUN).order_by(col(Entry.id))
        return list(session.exec(rows).all())


def test_a_false_alarm_passes_once(talk: Talk) -> None:
    refused = talk.say(WORDS)
    assert "delete your message" in refused.words
    talk.press(refused, ALARM)
    assert f"I have asked <@{ADMIN}>" in talk.bot.dms(LEAD)[-1]
    asked = talk.heard(ADMIN)
    assert f"<@{LEAD}>" in asked.words
    assert "in a message to me" in asked.words
    assert "the name of a child" in asked.words
    assert "Jayden" not in str(asked)
    talk.press(asked, ALLOW, ADMIN)
    assert "let through once" in talk.heard().words
    assert f"<@{LEAD}> can send the same words" in talk.bot.dms(ADMIN)[-1]
    assert "◆ amber" in talk.say(WORDS).words
    assert "I have not kept that" in talk.say(WORDS).words


def test_the_ledger_holds_who_asked_who_allowed_and_that_it_was_used(talk: Talk) -> None:
    let_through(talk, talk.say(WORDS))
    talk.say(WORDS)
    rows = kept(talk.store)
    assert [(row.who, row.field) for row in rows] == [
        (LEAD, "*"),
        (ADMIN, "allowed"),
        (LEAD, "used"),
    ]
    assert not any("Jayden" in str(row.model_dump()) for row in rows)


@pytest.mark.parametrize(
    ("words", "user"),
    [("4.2 red, closed for child Jayden Smith", LEAD), (WORDS, MANAGER)],  # others, another's
)
def test_leave_is_for_one_person_and_the_same_words(talk: Talk, words: str, user: str) -> None:
    let_through(talk, talk.say(WORDS))
    assert "I have not kept that" in talk.say(words, user).words
    assert "◆ amber" in talk.say(f" {WORDS} ").words


def test_leave_holds_for_another_way_of_saying_it(talk: Talk) -> None:
    let_through(talk, talk.say(WORDS))
    again = talk.bot.update(WORDS)
    assert "◆ amber" in again.words
    talk.bot.slack.redeliver(again)
    assert len([entry for entry in talk.entries("4.2") if entry.field == "rag"]) == 1


def test_a_command_that_is_delivered_again_is_not_refused_after_all(talk: Talk) -> None:
    let_through(talk, talk.say(WORDS))
    again = talk.bot.slack.redeliver(talk.bot.update(WORDS))
    assert "recorded once" in again.words


def test_nobody_else_may_call_it_a_false_alarm(talk: Talk) -> None:
    mention = f"<@{talk.bot.slack.bot_user_id}> {WORDS}"
    refused = talk.say(mention, channel="improvement-plan")
    talk.press(refused, ALARM, MANAGER)
    assert "for somebody else" in talk.bot.slack.ephemerals(MANAGER)[-1].text
    assert kept(talk.store) == []
    talk.press(refused, ALARM)
    assert "in <#" in talk.heard(ADMIN).words


def test_a_second_press_asks_nobody_again(talk: Talk) -> None:
    refused = talk.say(WORDS)
    value = talk.button(refused, ALARM)["value"]
    told = [does(talk.store, guarding.ask, said(), value) for _ in range(2)]
    assert "has been asked about that already" in told[1]
    assert len(kept(talk.store)) == 1


def test_only_an_administrator_allows_and_only_once(talk: Talk) -> None:
    talk.press(talk.say(WORDS), ALARM)
    assert "Only an administrator" in does(talk.store, guarding.allow, said(), 1)
    assert "can send the same words" in does(talk.store, guarding.allow, said(user=ADMIN), 1)
    assert "allowed already" in does(talk.store, guarding.allow, said(user=ADMIN), 1)


def test_without_an_administrator_it_is_said_who_can_name_one(talk: Talk) -> None:
    with talk.store.writing() as session:
        session.exec(delete(Administrator))
    talk.press(talk.say(WORDS), ALARM)
    assert "bot people admin" in talk.bot.slack.ephemerals(LEAD)[-1].text
    assert kept(talk.store) == []


def test_leave_lapses_and_nothing_is_left_that_words_could_be_tried_on(
    talk: Talk, clock: Clock
) -> None:
    let_through(talk, talk.say(WORDS))
    clock.now += timedelta(days=3)
    talk.bot.desk.tick()
    assert "I have not kept that" in talk.say(WORDS).words
    with talk.store.reading() as session:
        assert [one.salt for one in session.exec(select(Allowance)).all()] == [""]


def test_what_nobody_allowed_in_time_cannot_be_allowed(talk: Talk) -> None:
    talk.press(talk.say(WORDS), ALARM)
    late = said(at=said().at + timedelta(days=3), user=ADMIN)
    assert "more than three days ago" in does(talk.store, guarding.allow, late, 1)


def does(store: Store, work: Callable[..., Outcome], it: Said, *about: object) -> str:
    """What comes of a use case in a transaction of its own, as it is read."""
    with store.writing() as session:
        return as_text(answer(work(session, it, *about)).blocks)


# ---- in forms, in questions, in figures


def test_in_a_form_it_stands_under_its_field_and_the_button_comes_as_a_message(talk: Talk) -> None:
    note = "closed for child Jayden Smith"
    talk.bot.update("4.2")
    form = talk.bot.slack.view(LEAD)
    assert form
    refused = talk.bot.slack.submit_view(LEAD, form, {"rag": "amber", "note": note})
    assert "a message with a button" in refused.errors["note"]
    let_through(talk, talk.heard())
    done = talk.bot.slack.submit_view(LEAD, form, {"rag": "amber", "note": note})
    assert done.errors == {}
    assert talk.action("4.2").rag == "amber"


def test_a_form_refused_for_another_reason_uses_no_leave_up(talk: Talk) -> None:
    note = "closed for child Jayden Smith"
    talk.bot.update("4.2")
    form = talk.bot.slack.view(LEAD)
    assert form
    talk.bot.slack.submit_view(LEAD, form, {"note": note})
    let_through(talk, talk.heard())
    assert (
        "percent" in talk.bot.slack.submit_view(LEAD, form, {"percent": "140", "note": note}).errors
    )
    assert not talk.bot.slack.submit_view(LEAD, form, {"percent": "14", "note": note}).errors


def test_a_question_about_words_that_were_let_through_can_be_answered(talk: Talk) -> None:
    words = "nearly done on 4.2, closed for child Jayden Smith"
    let_through(talk, talk.say(words))
    talk.press(talk.say(words), "Complete")
    assert talk.action("4.2").status == "completed"


def test_a_source_within_words_that_were_let_through_is_kept(talk: Talk) -> None:
    words = "1c 44%, counted for child Jayden Smith"
    let_through(talk, talk.say(words, ADMIN), ADMIN)
    assert "44%" in talk.say(words, ADMIN).words


# ---- two at once


@both
def test_two_at_once_use_it_once(sample: Store) -> None:
    with sample.writing() as session:
        alarm = guarding.looked_at(session, said(WORDS), WORDS)
        assert alarm
        guarding.ask(session, said(), alarm.alarm)
        guarding.allow(session, said(user=ADMIN), 1)

    def say(it: Said) -> Outcome | None:
        with sample.writing() as session:
            return hear(session, Books(), it)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(say, [said(WORDS) for _ in range(4)]))
    assert sum(isinstance(one, Recorded) for one in done) == 1
    assert sum(isinstance(one, Refused) for one in done) == 3
