"""What can be made to go wrong, as the real client meets it."""

import asyncio
import time
from http.client import RemoteDisconnected
from random import Random

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.practice import hang_up, rate_limited, refused, server_error, slow
from bot.practice.faults import Faults


def post(client, text: str = "hello"):
    return client.chat_postMessage(channel="smt-digest", text=text)


def test_too_many_calls_are_told_when_to_come_back(slack, client) -> None:
    slack.faults.next("chat.postMessage", rate_limited(30))
    with pytest.raises(SlackApiError) as caught:
        post(client)
    response = caught.value.response
    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert response.headers["Retry-After"] == "30"
    assert slack.messages("smt-digest") == []


def test_faults_are_met_one_by_one_in_order(slack, client) -> None:
    slack.faults.next("chat.postMessage", server_error(), None, refused("fatal_error"))
    with pytest.raises(SlackApiError) as first:
        post(client, "lost")
    post(client, "through")
    with pytest.raises(SlackApiError) as third:
        post(client, "refused")
    assert first.value.response.status_code == 500
    assert third.value.response["error"] == "fatal_error"
    post(client, "as ever")
    assert [said.text for said in slack.messages("smt-digest")] == ["through", "as ever"]


def test_a_line_that_is_cut_leaves_the_post_behind(slack, client) -> None:
    slack.faults.next("chat.postMessage", hang_up())
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        post(client)
    assert len(slack.messages("smt-digest")) == 1
    assert slack.calls("chat.postMessage")[0].answer is None


def test_a_line_that_is_cut_early_leaves_nothing(slack, client) -> None:
    slack.faults.next("chat.postMessage", hang_up(accepted=False))
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        post(client)
    assert slack.messages("smt-digest") == []


def test_the_clients_own_retry_would_post_twice(slack) -> None:
    slack.faults.next("chat.postMessage", hang_up())
    post(WebClient(token=slack.bot_token, base_url=slack.url))
    assert len(slack.messages("smt-digest")) == 2


def test_a_slow_answer_is_an_answer_all_the_same(slack, client) -> None:
    slack.faults.next("auth.test", slow(0.2))
    started = time.monotonic()
    assert client.auth_test()["ok"]
    assert time.monotonic() - started >= 0.2


def test_a_response_url_fails_as_well(slack) -> None:
    hook = WebhookClient(slack.command("U0LEAD", "/update").response_url, retry_handlers=[])
    slack.faults.next("response_url", server_error(503))
    assert hook.send(text="lost").status_code == 503
    assert slack.ephemerals("U0LEAD") == []


def test_chance_is_repeatable(slack) -> None:
    def met(seed: int) -> list[bool]:
        faults = Faults(Random(seed))
        faults.sometimes("*", 0.3, server_error())
        return [faults.draw("chat.postMessage") is not None for _ in range(200)]

    assert met(1) == met(1) != met(2)
    assert 30 < sum(met(1)) < 90


def test_faults_are_cleared(slack, client) -> None:
    slack.faults.sometimes("*", 1.0, server_error())
    slack.faults.next("auth.test", refused("fatal_error"))
    slack.faults.clear()
    assert client.auth_test()["ok"]


def test_every_event_comes_twice_when_asked(slack, app: App, connected) -> None:
    heard = []

    @app.event("message")
    def hear(body, request) -> None:
        heard.append((body["event_id"], request.headers.get("x-slack-retry-num")))

    slack.faults.events_twice = True
    with connected(app, slack):
        event_id = slack.message("U0LEAD", "", "hello").event_id
        slack.wait_for(lambda: len(heard) == 2)
    assert [each for each, _ in heard] == [event_id, event_id]
    assert heard[1][1] == ["1"]


def test_an_event_that_failed_is_brought_again(slack, app: App, by_http) -> None:
    tries = []

    @app.event("message")
    def hear(body, say) -> None:
        tries.append(body["event_id"])
        if len(tries) == 1:
            raise RuntimeError("the first try fails")
        say("Heard.")

    with by_http(app, slack):
        reply = slack.message("U0LEAD", "", "hello")
        slack.wait_for(lambda: len(slack.dms("U0LEAD")) == 2)
    assert reply.error == "http_error"
    assert tries == [reply.event_id, reply.event_id]


def answering(app: App) -> App:
    app.command("/update")(lambda ack: ack("heard"))
    return app


def test_deaf_sockets_are_switched_on_and_off(make_slack, by_socket) -> None:
    with make_slack(answer_seconds=0.2) as slack:
        app = App(client=WebClient(slack.bot_token, slack.url), process_before_response=True)
        with by_socket(answering(app), slack):
            slack.switch_faults("deaf")
            assert slack.command("U0LEAD", "/update").error == "operation_timeout"
            slack.switch_faults()
            slack.wait_for(lambda: slack.command("U0LEAD", "/update").text == "heard")


def test_sockets_are_dropped_again_and_again_until_that_is_switched_off(
    make_slack, by_socket
) -> None:
    drops: list[float] = []

    async def pause(seconds: float) -> None:
        """Until everybody is back."""
        drops.append(seconds)
        while not slack.sockets():
            await asyncio.sleep(0.01)

    with make_slack(pause=pause) as slack:
        app = App(client=WebClient(slack.bot_token, slack.url), process_before_response=True)
        with by_socket(answering(app), slack):
            slack.switch_faults("drops")
            slack.wait_for(lambda: len(drops) > 3)
            slack.switch_faults()
            slack.wait_for(lambda: slack.command("U0LEAD", "/update").text == "heard")


def test_a_switch_that_there_is_not_is_refused(slack) -> None:
    with pytest.raises(LookupError, match="no fault called everything"):
        slack.switch_faults("calls", "everything")


def test_every_method_may_fail_where_calls_fail(slack, client) -> None:
    slack.switch_faults("calls")
    statuses = set()
    while statuses != {200, 429, 500}:
        try:
            statuses.add(client.auth_test().status_code)
        except SlackApiError as error:
            statuses.add(error.response.status_code)
    slack.switch_faults()
    assert client.auth_test()["ok"]
