"""Answers to a button, which take the place of the message that it stands in."""

import pytest

from bot.practice import Fault, hang_up, rate_limited, server_error
from models.outbox import FAILED, PENDING, SENT
from tests.delivery.conftest import Mail
from tests.helpers.patience import Wall
from tests.helpers.plans import LEAD

BUTTON = {
    "type": "actions",
    "elements": [
        {"type": "button", "action_id": "undo", "text": {"type": "plain_text", "text": "Undo"}}
    ],
}


@pytest.fixture
def pressed(mail: Mail) -> Mail:
    """A mail whose answer to a button is in the outbox."""
    place = mail.slack.channel_id("smt-digest")
    mail.client.chat_postMessage(channel=place, text="Recorded", blocks=[BUTTON])
    press = mail.slack.click(LEAD, mail.slack.messages("smt-digest")[0], "undo")
    assert press.delivery
    url = press.delivery.payload["response_url"]
    mail.put(response_url=url, replaces=True, text="Undone")
    return mail


def test_the_answer_replaces_the_message(pressed: Mail) -> None:
    pressed.deliver()
    assert pressed.post().state == SENT
    assert pressed.said("smt-digest") == ["Undone"]


@pytest.mark.parametrize(
    "fault",
    [hang_up(accepted=True), hang_up(accepted=False), server_error(500)],
    ids=["cut off after", "cut off before", "500"],
)
def test_it_is_simply_sent_again_as_twice_comes_to_the_same(pressed: Mail, fault: Fault) -> None:
    pressed.slack.faults.next("response_url", fault)
    pressed.deliver()
    assert pressed.post().state == PENDING
    assert pressed.deliver_in_the_end().state == SENT
    assert pressed.said("smt-digest") == ["Undone"]
    assert pressed.slack.calls("conversations.history") == []


def test_slacks_own_wait_is_kept_to(pressed: Mail) -> None:
    pressed.slack.faults.next("response_url", rate_limited(30))
    pressed.deliver()
    pressed.clock.move(seconds=29.9)
    pressed.deliver()
    assert len(pressed.slack.calls("response_url")) == 1
    pressed.clock.move(seconds=0.1)
    pressed.deliver()
    assert pressed.said("smt-digest") == ["Undone"]


def test_after_half_an_hour_it_is_given_up(pressed: Mail, wall: Wall) -> None:
    wall.passed = 31 * 60
    pressed.deliver()
    assert (pressed.post().state, pressed.post().error) == (FAILED, "HTTP 404")
    assert pressed.said("smt-digest") == ["Recorded"]
