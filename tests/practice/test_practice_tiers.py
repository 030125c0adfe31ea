"""Slack's rate limits, where they are asked for."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.practice import PracticeSlack
from bot.practice.methods import METHODS
from bot.practice.tiers import CALLS_A_MINUTE, POSTING, TIERS, Tiers

UNLIMITED = {"api.test", "auth.test"}  # "special": hundreds a minute


class Wall:
    """Real time that goes by when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_every_method_has_a_limit() -> None:
    assert METHODS.keys() - UNLIMITED == {*TIERS, POSTING}


def test_nothing_is_counted_until_it_is_asked_for(slack: PracticeSlack, client: WebClient) -> None:
    for _ in range(3):
        client.chat_postMessage(channel="smt-digest", text="now")
    assert len(slack.messages("smt-digest")) == 3


def test_one_post_a_second_in_each_channel() -> None:
    wall = Wall()
    tiers = Tiers(wall)
    tiers.on = True
    assert tiers.draw(POSTING, {"channel": "C1"}) is None
    assert tiers.draw(POSTING, {"channel": "C2"}) is None
    again = tiers.draw(POSTING, {"channel": "C1"})
    wall.now += 1
    assert tiers.draw(POSTING, {"channel": "C1"}) is None
    assert again
    assert (again.status, again.error, again.retry_after) == (429, "ratelimited", 1)


@pytest.mark.parametrize(("method", "tier"), [("users.list", 2), ("conversations.history", 3)])
def test_a_tier_is_so_many_calls_a_minute(method: str, tier: int) -> None:
    wall = Wall()
    tiers = Tiers(wall)
    tiers.on = True
    for _ in range(CALLS_A_MINUTE[tier]):
        assert tiers.draw(method, {}) is None
        wall.now += 0.5
    refused = tiers.draw(method, {})
    assert refused
    assert refused.retry_after == 60 - CALLS_A_MINUTE[tier] // 2
    wall.now += refused.retry_after
    assert tiers.draw(method, {}) is None


def test_the_client_is_told_when_to_come_back(slack: PracticeSlack, client: WebClient) -> None:
    slack.switch_faults("tiers")
    for _ in range(CALLS_A_MINUTE[2]):
        client.users_list()
    with pytest.raises(SlackApiError) as caught:
        client.users_list()
    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert 0 < int(response.headers["Retry-After"]) <= 60
