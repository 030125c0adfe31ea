"""Two open plans: which one is meant is asked, where it is not certain."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from bot.services.people import assign
from models.action import Action
from models.plan import Plan
from tests.conversation.conftest import Talk
from tests.helpers.plans import ADMIN, LEAD, action, bring_in, plan_file, said

OTHER = "Early Help"


@pytest.fixture
def both(talk: Talk) -> Talk:
    """The lead of 4.2 in the sample plan leads 4.2 of another one, too."""
    rows = [action("4.2", title="Publish the threshold guide"), action("9.9")]
    bring_in(talk.store, plan_file(*rows), OTHER, talk.bot.clock())
    with talk.store.writing() as session:
        told = said(at=talk.bot.clock(), user=ADMIN)
        assign(session, plan_with_name(session), told, "Head of Service", LEAD, date(2015, 1, 1))
    return talk


def plan_with_name(session: Any) -> Plan:
    return session.exec(select(Plan).where(Plan.name == OTHER)).one()  # type: ignore[no-any-return]


def rags(talk: Talk) -> list[str | None]:
    """How 4.2 is rated, in the sample plan and in the other."""
    with talk.store.reading() as session:
        rows = session.exec(select(Action).where(Action.ref == "4.2").order_by(Action.plan_id))  # type: ignore[arg-type]
        return [row.rag for row in rows]


def test_an_action_of_both_is_asked_about_and_recorded_in_the_one_chosen(both: Talk) -> None:
    question = both.say("4.2 amber, waiting for HR")
    assert both.answers(question) == ["Hillingdon", OTHER, "Leave it as it is"]
    assert rags(both) == [None, None]
    both.press(question, OTHER)
    assert rags(both) == [None, "amber"]
    assert "waiting for HR" in both.heard().words


def test_the_plan_can_be_named_in_reply(both: Talk) -> None:
    both.say("4.2 amber")
    both.say("hillingdon")
    assert rags(both) == ["amber", None]


def test_a_question_is_answered_from_the_plan_that_is_chosen(both: Talk) -> None:
    question = both.bot.update("what's overdue").message
    both.press(question, OTHER)
    assert "Nothing is overdue" in both.bot.slack.ephemerals(LEAD)[-1].words


def test_an_action_of_one_is_not_asked_about(both: Talk) -> None:
    both.say("9.9 amber")
    assert both.action("9.9").rag == "amber"


def test_small_talk_is_left_alone(both: Talk) -> None:
    both.bot.slack.message(LEAD, "bot", "thanks")
    assert both.bot.deliver() == 0


def test_the_home_tab_shows_the_plan_that_is_chosen(both: Talk) -> None:
    both.bot.slack.open_home(LEAD)
    both.press(both.bot.slack.home(LEAD), OTHER)
    home = both.bot.slack.home(LEAD)
    assert home
    assert "Publish the threshold guide" in str(home.body["blocks"])
    both.press(home, "◆ At risk")
    assert rags(both) == [None, "amber"]
    after = both.bot.slack.home(LEAD)
    assert after
    assert "Publish the threshold guide" in str(after.body["blocks"])
