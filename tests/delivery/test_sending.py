"""A post lands once, whatever Slack answers, or fails to."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.practice import Fault, hang_up, rate_limited, refused, server_error, slow
from models.outbox import FAILED, MISSED, PENDING, SENDING, SENT
from tests.delivery.conftest import Mail
from tests.helpers.plans import LEAD

TAKEN_BUT_500 = Fault(status=500, error="internal_error", accepted=True)


def put_in_thread(mail: Mail) -> str:
    """A post that belongs in a thread; the channel of it."""
    parent = mail.client.chat_postMessage(channel=mail.slack.channel_id("smt-digest"), text="Hello")
    mail.put(thread=parent["ts"])
    return "smt-digest"


def put_for_a_person(mail: Mail) -> str:
    mail.put(LEAD)
    return LEAD


def put_in_a_channel(mail: Mail) -> str:
    mail.put()
    return "smt-digest"


EVERYWHERE = pytest.mark.parametrize("put", [put_in_a_channel, put_for_a_person, put_in_thread])


@EVERYWHERE
def test_a_post_lands_and_where_it_stands_is_kept(mail: Mail, put: Any) -> None:
    place = put(mail)
    mail.deliver()
    post = mail.post()
    assert (post.state, post.error, post.sent_at) == (SENT, None, mail.clock())
    said = mail.slack.dms(LEAD) if place == LEAD else mail.slack.messages(place)
    assert (said[-1].channel, said[-1].ts) == (post.sent_to, post.ts)
    assert said[-1].thread_ts == (post.thread or "")


@EVERYWHERE
@pytest.mark.parametrize("fault", [hang_up(accepted=True), TAKEN_BUT_500], ids=["cut off", "500"])
def test_one_that_may_have_arrived_is_looked_for_and_found(
    mail: Mail, put: Any, fault: Fault
) -> None:
    place = put(mail)
    before = len(mail.slack.calls("chat.postMessage"))
    mail.slack.faults.next("chat.postMessage", fault)
    mail.deliver()
    assert mail.post().state == SENDING
    post = mail.deliver_in_the_end()
    assert post.state == SENT
    assert mail.said(place).count("The digest") == 1
    assert len(mail.slack.calls("chat.postMessage")) == before + 1
    where = mail.slack.dms(LEAD) if place == LEAD else mail.slack.messages(place)
    assert (post.sent_to, post.ts) == (where[-1].channel, where[-1].ts)


# Not carried out, though we cannot tell: Slack itself says so of its internal errors.
NOT_TAKEN = [hang_up(accepted=False), server_error(500), refused("internal_error")]


@EVERYWHERE
@pytest.mark.parametrize("fault", NOT_TAKEN, ids=["cut off", "500", "internal_error"])
def test_one_that_did_not_arrive_is_looked_for_and_sent_again(
    mail: Mail, put: Any, fault: Fault
) -> None:
    place = put(mail)
    mail.slack.faults.next("chat.postMessage", fault, fault)
    assert mail.deliver_in_the_end().state == SENT
    assert mail.said(place).count("The digest") == 1
    looked = mail.slack.calls("conversations.history") + mail.slack.calls("conversations.replies")
    assert len(looked) == 2


def test_one_that_slack_takes_after_we_stopped_waiting_is_not_sent_twice(mail: Mail) -> None:
    mail.put()
    mail.slack.faults.next("chat.postMessage", slow(0.4))
    hasty = WebClient(mail.slack.bot_token, mail.slack.url, timeout=0.1, retry_handlers=[])  # type: ignore[arg-type]
    mail.worker(client=hasty).deliver_all(mail.clock)
    mail.deliver()
    assert mail.post().state == SENDING  # it may be on its way: nobody looks before the lease ends
    mail.slack.wait_for(lambda: mail.said("smt-digest"))
    assert mail.deliver_in_the_end().state == SENT
    assert mail.said("smt-digest") == ["The digest"]


def test_a_busy_channel_does_not_hide_it(mail: Mail) -> None:
    mail.put()
    mail.slack.faults.next("chat.postMessage", hang_up(accepted=True))
    mail.deliver()
    for number in range(600):
        mail.client.chat_postMessage(channel=mail.post().channel, text=f"Chatter {number}")
    assert mail.deliver_in_the_end().state == SENT
    assert mail.said("smt-digest").count("The digest") == 1
    assert len(mail.slack.calls("conversations.history")) == 4  # of 200 messages each


def test_what_was_said_long_before_is_not_gone_through(mail: Mail) -> None:
    for number in range(210):
        mail.client.chat_postMessage(channel="smt-digest", text=f"Chatter {number}")
    mail.clock.move(days=1)
    mail.put()
    mail.slack.faults.next("chat.postMessage", hang_up(accepted=False))
    assert mail.deliver_in_the_end().state == SENT
    assert len(mail.slack.calls("conversations.history")) == 1


@pytest.mark.parametrize(
    "fault",
    [server_error(500), hang_up(), rate_limited(1), refused("fatal_error")],
    ids=["500", "cut off", "429", "fatal_error"],
)
def test_while_it_cannot_be_looked_for_it_stays_undecided(mail: Mail, fault: Fault) -> None:
    mail.put()
    mail.slack.faults.next("chat.postMessage", hang_up(accepted=True))
    mail.slack.faults.next("conversations.history", fault)
    mail.deliver()
    mail.let_leases_pass()
    assert mail.worker().deliver_one(mail.clock)
    assert len(mail.slack.calls("conversations.history")) == 1
    assert mail.post().state == SENDING
    assert mail.deliver_in_the_end().state == SENT
    assert mail.said("smt-digest") == ["The digest"]


# The method that is limited, and for whom the post is.
LIMITED = [("chat.postMessage", "smt-digest"), ("conversations.open", LEAD)]


@pytest.mark.parametrize(("method", "place"), LIMITED)
def test_slacks_own_wait_is_kept_to(mail: Mail, method: str, place: str) -> None:
    mail.put(place)
    mail.slack.faults.next(method, rate_limited(30))
    mail.deliver()
    assert (mail.post().state, mail.post().error) == (PENDING, "ratelimited")
    mail.clock.move(seconds=29.9)
    mail.deliver()
    assert len(mail.slack.calls(method)) == 1
    mail.clock.move(seconds=0.1)
    mail.deliver()
    assert mail.said(place) == ["The digest"]


def test_a_conversation_that_could_not_be_opened_leaves_nothing_in_doubt(mail: Mail) -> None:
    mail.put(LEAD)
    mail.slack.faults.next("conversations.open", server_error(500), hang_up())
    mail.deliver()
    assert mail.post().state == PENDING
    assert mail.deliver_in_the_end().state == SENT
    assert mail.slack.calls("conversations.history") == []


# Slack's word for why it will never take it.
FOR_EVER = [
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "account_inactive",
    "invalid_blocks",
    "msg_too_long",
    "restricted_action",
    "thread_not_found",
]


@pytest.mark.parametrize("reason", FOR_EVER)
def test_a_refusal_for_ever_is_recorded_and_holds_nobody_else_up(mail: Mail, reason: str) -> None:
    mail.put()
    mail.put(LEAD, key="reminder:1", text="Yours")
    mail.slack.faults.next("chat.postMessage", refused(reason))
    mail.deliver()
    assert (mail.post().state, mail.post().error) == (FAILED, reason)
    assert mail.said(LEAD) == ["Yours"]
    mail.clock.move(days=1)
    mail.deliver()
    assert len(mail.slack.calls("chat.postMessage")) == 2


def archived(mail: Mail) -> None:
    mail.slack.archive("smt-digest")
    mail.put()


def taken_out(mail: Mail) -> None:
    mail.slack.remove_bot("smt-digest")
    mail.put()


def unknown(mail: Mail) -> None:
    mail.put("C0GONE")


def deactivated(mail: Mail) -> None:
    mail.slack.deactivate(LEAD)
    mail.put(LEAD)


def uninstalled(mail: Mail) -> None:
    mail.slack.uninstall()
    mail.put()


def too_many_blocks(mail: Mail) -> None:
    mail.put(blocks=[{"type": "divider"}] * 51)


# What happened, and Slack's word for it.
HAPPENED = [
    (archived, "is_archived"),
    (taken_out, "not_in_channel"),
    (unknown, "channel_not_found"),
    (deactivated, "user_disabled"),
    (uninstalled, "account_inactive"),
    (too_many_blocks, "invalid_blocks"),
]


@pytest.mark.parametrize(("happened", "reason"), HAPPENED)
def test_what_really_happens_to_channels_and_people_is_given_up_with_the_reason(
    mail: Mail, happened: Any, reason: str
) -> None:
    happened(mail)
    mail.deliver()
    assert (mail.post().state, mail.post().error) == (FAILED, reason)


def test_a_reminder_that_could_not_go_out_in_time_is_missed_and_not_sent_at_night(
    mail: Mail,
) -> None:
    mail.put(LEAD, useful_until=mail.clock() + timedelta(hours=8))
    mail.slack.faults.next("chat.postMessage", rate_limited(1))
    mail.deliver()
    mail.clock.move(hours=9)
    mail.deliver()
    assert mail.post().state == MISSED
    assert mail.slack.dms(LEAD) == []


def test_one_that_had_arrived_in_time_is_found_at_night(mail: Mail) -> None:
    mail.put(LEAD, useful_until=mail.clock() + timedelta(hours=8))
    mail.slack.faults.next("chat.postMessage", hang_up(accepted=True))
    mail.deliver()
    mail.clock.move(hours=9)
    assert mail.deliver_in_the_end().state == SENT
    assert len(mail.said(LEAD)) == 1
