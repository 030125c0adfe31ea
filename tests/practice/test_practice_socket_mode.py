"""Socket Mode on the wire, with a WebSocket client that does exactly what a test says."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.practice import PracticeSlack
from tests.helpers.patience import PATIENCE


@contextmanager
def connection(slack: PracticeSlack, client) -> Iterator[ClientConnection]:
    """A connection that has been greeted."""
    before = slack.sockets()
    with connect(client.apps_connections_open(app_token=slack.app_token)["url"]) as line:
        assert json.loads(line.recv())["type"] == "hello"
        slack.wait_for(lambda: slack.sockets() == before + 1)
        yield line


def heard(line: ClientConnection) -> dict:
    return json.loads(line.recv(timeout=PATIENCE))


def acknowledge(line: ClientConnection, envelope: dict, **payload: object) -> None:
    answer = {"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {})
    line.send(json.dumps(answer))


class Background:
    """An act that waits for an answer, while the test goes on to give it."""

    def __init__(self, act, *given) -> None:
        self._thread = threading.Thread(target=self._run, args=(act, given))
        self._thread.start()

    def _run(self, act, given) -> None:
        self._result = act(*given)

    def result(self):
        self._thread.join(PATIENCE)
        return self._result


def test_a_ticket_is_good_for_one_connection(slack, client) -> None:
    url = client.apps_connections_open(app_token=slack.app_token)["url"]
    with connect(url) as line:
        hello = heard(line)
        assert (hello["num_connections"], hello["connection_info"]) == (1, {"app_id": slack.app_id})
        with pytest.raises(InvalidStatus):
            connect(url)


def test_a_command_is_answered_in_its_acknowledgement(slack, client) -> None:
    with connection(slack, client) as line:
        act = Background(slack.command, "U0LEAD", "/update", "4.2 complete")
        envelope = heard(line)
        assert envelope["type"] == "slash_commands"
        assert envelope["accepts_response_payload"] is True
        assert envelope["payload"]["text"] == "4.2 complete"
        assert envelope["payload"]["channel_name"] == "directmessage"
        acknowledge(line, envelope, text="Noted.")
        assert act.result().text == "Noted."


def test_an_envelope_goes_to_one_connection_only(slack, client) -> None:
    with connection(slack, client) as first, connection(slack, client) as second:
        for line in (first, second, first):
            act = Background(slack.command, "U0LEAD", "/update")
            acknowledge(line, heard(line))
            assert act.result().error == ""
        with pytest.raises(TimeoutError):
            second.recv(timeout=0.05)


def test_an_event_that_is_not_acknowledged_comes_again_elsewhere(make_slack) -> None:
    with make_slack(ack_seconds=0.2) as slack:
        client = client_for(slack)
        with connection(slack, client) as first, connection(slack, client) as second:
            act = Background(slack.message, "U0LEAD", "", "hello")
            original, repeated = heard(first), heard(second)
            acknowledge(second, repeated)
            assert act.result().error == "timeout"
    assert original["envelope_id"] == repeated["envelope_id"]
    assert original["payload"] == repeated["payload"]
    assert (original["retry_attempt"], original["retry_reason"]) == (0, "")
    assert (repeated["retry_attempt"], repeated["retry_reason"]) == (1, "timeout")


def test_a_command_moves_to_another_connection_when_its_own_closes(slack, client) -> None:
    with connection(slack, client) as first, connection(slack, client) as second:
        act = Background(slack.command, "U0LEAD", "/update")
        original = heard(first)
        first.close()
        repeated = heard(second)
        acknowledge(second, repeated, text="Noted.")
        assert act.result().text == "Noted."
    assert repeated["envelope_id"] == original["envelope_id"]
    assert repeated["retry_attempt"] == 1


def test_a_command_waits_for_the_app_to_come_back(slack, client) -> None:
    with connection(slack, client) as line:
        act = Background(slack.command, "U0LEAD", "/update")
        heard(line)
        slack.drop_sockets()
        with pytest.raises(ConnectionClosed):
            line.recv(timeout=PATIENCE)
    with connection(slack, client) as anew:
        acknowledge(anew, heard(anew), text="Back.")
    assert act.result().text == "Back."


def test_nobody_connected_is_a_dispatch_failure(slack) -> None:
    assert slack.command("U0LEAD", "/update").error == "dispatch_failed"


def test_silence_is_a_timeout_for_the_person(make_slack) -> None:
    with make_slack(answer_seconds=0.2) as slack, connection(slack, client_for(slack)):
        assert slack.command("U0LEAD", "/update").error == "operation_timeout"
        assert [attempt.error for attempt in slack.deliveries("slash_commands")] == ["timeout"]


def test_a_deaf_connection_is_passed_over_for_one_that_hears(make_slack) -> None:
    with make_slack(ack_seconds=0.2) as slack:
        client = client_for(slack)
        with connection(slack, client):
            slack.deafen_sockets()
            with connection(slack, client) as hearing:
                act = Background(slack.command, "U0LEAD", "/update")
                acknowledge(hearing, heard(hearing), text="Heard.")
                assert act.result().text == "Heard."


def test_a_deaf_connection_still_answers_pings(slack, client) -> None:
    with connection(slack, client) as line:
        slack.deafen_sockets()
        assert line.ping().wait(10)


def test_the_real_client_moves_over_when_asked_politely(slack, app: App, by_socket) -> None:
    app.command("/update")(lambda ack: ack("still here"))
    with by_socket(app, slack):
        slack.refresh_sockets()
        slack.wait_for(lambda: slack.sockets() == 2)
        slack.wait_for(lambda: slack.sockets() == 1)
        assert slack.command("U0LEAD", "/update").text == "still here"


def test_the_real_client_comes_back_after_a_drop(slack, app: App, by_socket) -> None:
    app.command("/update")(lambda ack: ack("back again"))
    with by_socket(app, slack):
        slack.drop_sockets()
        slack.wait_for(lambda: slack.sockets() == 1)
        assert slack.command("U0LEAD", "/update").text == "back again"


def client_for(slack: PracticeSlack) -> WebClient:
    return WebClient(token=slack.bot_token, base_url=slack.url)
