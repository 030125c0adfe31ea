"""Delivery over HTTP: signatures, the handshake, patience, and who is asked again."""

import json
import time
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.practice import SlackError


class Endpoint:
    """An app's URL that keeps what it is sent, and answers what the test wants next."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.answers: list[Response] = []
        self.delay = 0.0

    async def hear(self, request: Request) -> Response:
        body = (await request.body()).decode()
        if "url_verification" in body:
            return JSONResponse({"challenge": json.loads(body)["challenge"]})
        self.requests.append((dict(request.headers), body))
        time.sleep(self.delay)
        return self.answers.pop(0) if self.answers else Response()

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/slack/events", self.hear, methods=["POST"])])


@pytest.fixture
def endpoint(slack, serve):
    heard = Endpoint()
    with serve(heard.app()) as base:
        slack.deliver_to(f"{base}/slack/events")
        yield heard


def test_a_request_is_signed_as_slack_signs(slack, endpoint) -> None:
    slack.command("U0LEAD", "/update", "4.2 complete")
    headers, body = endpoint.requests[0]
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, headers)
    assert not SignatureVerifier("another secret").is_valid_request(body, headers)


def test_each_kind_comes_in_its_own_form(slack, endpoint) -> None:
    slack.command("U0LEAD", "/update", "4.2 complete")
    slack.message("U0LEAD", "", "hello")
    (command_headers, command), (event_headers, event) = endpoint.requests
    assert command_headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(command)["text"] == ["4.2 complete"]
    assert event_headers["content-type"] == "application/json"
    assert json.loads(event)["event"]["text"] == "hello"


def test_a_url_that_does_not_know_the_challenge_is_not_taken(slack, serve) -> None:
    async def deaf(_: Request) -> Response:
        return PlainTextResponse("what?")

    app = Starlette(routes=[Route("/", deaf, methods=["POST"])])
    with serve(app) as base, pytest.raises(SlackError, match="url_verification_failed"):
        slack.deliver_to(f"{base}/")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (PlainTextResponse("Noted."), "Noted."),
        (JSONResponse({"text": "Noted.", "response_type": "ephemeral"}), "Noted."),
        (Response(), ""),
    ],
)
def test_a_command_may_be_answered_in_words_or_json_or_not_at_all(slack, endpoint, answer, text):
    endpoint.answers.append(answer)
    reply = slack.command("U0LEAD", "/update")
    assert (reply.text, reply.error) == (text, "")


@pytest.mark.parametrize(
    ("status", "error", "raw"),
    [
        (500, "http_service_error", "http_error"),
        (404, "http_client_error", "http_client_error"),
    ],
)
def test_a_failed_command_is_shown_and_not_sent_again(slack, endpoint, status, error, raw) -> None:
    endpoint.answers.append(Response(status_code=status))
    assert slack.command("U0LEAD", "/update").error == error
    assert len(endpoint.requests) == 1
    assert [attempt.error for attempt in slack.deliveries("slash_commands")] == [raw]


def test_a_slow_answer_is_a_timeout_for_the_person(make_slack, serve) -> None:
    heard = Endpoint()
    with make_slack(answer_seconds=0.1) as slack, serve(heard.app()) as base:
        slack.deliver_to(f"{base}/slack/events")
        heard.delay = 0.4
        assert slack.command("U0LEAD", "/update").error == "operation_timeout"


def test_a_closed_door_is_a_dispatch_failure(slack, serve) -> None:
    with serve(Endpoint().app()) as base:
        slack.deliver_to(f"{base}/slack/events")
    assert slack.command("U0LEAD", "/update").error == "dispatch_failed"


def test_a_failed_event_comes_three_times_more_with_its_reason(slack, endpoint) -> None:
    endpoint.answers += [Response(status_code=500) for _ in range(9)]
    reply = slack.message("U0LEAD", "", "hello")
    slack.wait_for(lambda: len(endpoint.requests) == 4)
    assert reply.error == "http_error"
    retries = [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"))
        for headers, _ in endpoint.requests
    ]
    assert retries == [(None, None), *[(str(n), "http_error") for n in (1, 2, 3)]]
    assert len({json.loads(body)["event_id"] for _, body in endpoint.requests}) == 1


def test_an_app_may_ask_for_no_retry(slack, endpoint) -> None:
    endpoint.answers.append(Response(status_code=500, headers={"X-Slack-No-Retry": "1"}))
    slack.message("U0LEAD", "", "hello")
    slack.message("U0LEAD", "", "and on")
    assert len(endpoint.requests) == 2


def test_back_to_socket_mode(slack, endpoint) -> None:
    slack.deliver_to_sockets()
    assert slack.command("U0LEAD", "/update").error == "dispatch_failed"
    assert endpoint.requests == []
