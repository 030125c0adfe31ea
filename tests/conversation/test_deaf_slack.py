"""Slack answers with an error, or not at all: nobody is left in the dark about what was kept."""

from typing import Any

import pytest
from sqlmodel import delete

from bot.practice import Fault, hang_up, rate_limited, refused, server_error
from models.member import Member
from tests.conversation.conftest import Talk
from tests.helpers.plans import LEAD

FAULTS = [
    pytest.param(rate_limited(), id="429"),
    pytest.param(server_error(503), id="503"),
    pytest.param(refused("expired_trigger_id"), id="refused"),
    pytest.param(hang_up(accepted=False), id="nothing"),
]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What Slack answers does not depend on the database."""
    return sqlite_url


def home(talk: Talk) -> Any:
    talk.bot.slack.open_home(LEAD)
    return talk.bot.slack.home(LEAD)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_form_that_a_button_does_not_open_is_said_beside_it(talk: Talk, fault: Fault) -> None:
    card = talk.say("4.2?")
    talk.bot.slack.faults.next("views.open", fault)
    talk.press(card, "Update")
    assert "did not open" in talk.bot.slack.ephemerals(LEAD)[-1].words


@pytest.mark.parametrize("fault", FAULTS)
def test_a_form_that_does_not_open_at_home_is_said_in_a_message(talk: Talk, fault: Fault) -> None:
    view = home(talk)
    talk.bot.slack.faults.next("views.open", fault)
    talk.press(view, "Update")
    assert "did not open" in talk.heard().words


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_pressed_at_home_is_told_though_the_tab_stays(talk: Talk, fault: Fault) -> None:
    view = home(talk)
    talk.bot.slack.faults.next("views.publish", fault)
    talk.press(view, "◆ At risk")
    answer = talk.heard()
    assert "◆ amber" in answer.words
    talk.press(answer, "Undo")
    assert "Undone" in talk.heard().words


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_pressed_in_a_form_is_told_though_the_form_stays(talk: Talk, fault: Fault) -> None:
    talk.bot.update("4.2")
    view = talk.bot.slack.view(LEAD)
    assert view
    asked = talk.bot.slack.submit_view(LEAD, view, {"note": "nearly done"}).view
    talk.bot.slack.faults.next("views.update", fault)
    talk.press(asked, "Complete")
    assert "from residual to complete" in talk.heard().words


@pytest.mark.parametrize("fault", FAULTS)
def test_a_form_sent_off_while_slack_does_not_say_who_it_is_keeps_what_was_typed(
    talk: Talk, fault: Fault
) -> None:
    talk.bot.update("4.2")
    view = talk.bot.slack.view(LEAD)
    assert view
    forget_everybody(talk)
    talk.bot.slack.faults.next("users.info", fault)
    reply = talk.bot.slack.submit_view(LEAD, view, {"rag": "amber"})
    assert "does not tell me who you are" in reply.errors["note"]
    assert talk.action("4.2").rag is None
    talk.bot.slack.submit_view(LEAD, view, {"rag": "amber"})
    assert talk.action("4.2").rag == "amber"


def test_a_message_that_cannot_be_made_an_update_just_now_says_so(talk: Talk) -> None:
    said = talk.bot.slack.message(LEAD, "improvement-plan", "4.2 is amber").said
    forget_everybody(talk)
    talk.bot.slack.faults.next("users.info", server_error(500))
    talk.bot.slack.shortcut(LEAD, said, "record_as_update")
    assert "does not tell me who you are" in talk.bot.slack.ephemerals(LEAD)[-1].words


def forget_everybody(talk: Talk) -> None:
    """As if nobody had spoken before."""
    with talk.store.writing() as session:
        session.exec(delete(Member))
    talk.bot.clock.move(minutes=2)
