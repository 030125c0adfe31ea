"""Response URLs: five uses, half an hour, and whom the answer reaches."""

import pytest
from slack_sdk.webhook import WebhookClient


@pytest.fixture
def hook(slack):
    """The response URL of a command in the channel."""
    return WebhookClient(slack.command("U0LEAD", "/update", channel="smt-digest").response_url)


def test_an_answer_is_for_the_person_alone_unless_it_says_otherwise(slack, hook) -> None:
    answer = hook.send(text="Only you.")
    hook.send(text="All of you.", response_type="in_channel")
    assert (answer.status_code, answer.body) == (200, "ok")
    assert [said.text for said in slack.ephemerals("U0LEAD")] == ["Only you."]
    assert [said.text for said in slack.messages("smt-digest")] == ["All of you."]


def test_the_sixth_use_is_one_too_many(hook) -> None:
    assert [hook.send(text="again").status_code for _ in range(6)] == [200] * 5 + [404]
    assert "used_url" in hook.send(text="again").body


def test_after_half_an_hour_it_has_expired(hook, wall) -> None:
    wall.passed += 29 * 60
    assert hook.send(text="still").status_code == 200
    wall.passed += 61
    answer = hook.send(text="too late")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


def test_an_answer_that_slack_refuses_says_why(hook) -> None:
    answer = hook.send(blocks=[{"type": "header"}], text="x")
    assert (answer.status_code, "invalid_blocks" in answer.body) == (400, True)
    assert "no_text" in hook.send(text="").body


def test_a_url_that_was_never_given_is_not_there(hook) -> None:
    assert WebhookClient(f"{hook.url}x").send(text="hello").status_code == 404
