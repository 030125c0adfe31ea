"""What the page is served and told, without a browser: who is let in, and who sees what."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.practice import PracticeSlack
from bot.practice.page_files import FOLDER
from tests.helpers.patience import PATIENCE


class Page:
    """A page's line, by hand."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.first = self.hear("first")

    def hear(self, kind: str) -> Any:
        while True:
            heard = json.loads(self.line.recv(timeout=PATIENCE))
            if kind in heard:
                return heard if kind == "done" else heard[kind]

    def do(self, act: str, **said: Any) -> dict[str, Any]:
        self.line.send(json.dumps({"id": 1, "act": act, **said}))
        return self.hear("done")

    def look(self, channel: str, **said: Any) -> dict[str, Any]:
        """The conversation, once the screen shows it."""
        self.line.send(json.dumps({"act": "look", "channel": channel, **said}))
        while True:
            screen = self.hear("screen")
            if screen["open"] and screen["open"]["id"] == channel:
                return screen


@contextmanager
def page(slack: PracticeSlack, user: str = "U0LEAD") -> Iterator[Page]:
    base = slack.url.removesuffix("api/").replace("http:", "ws:")
    with connect(f"{base}page/line?as={user}") as line:
        yield Page(line)


def get(slack: PracticeSlack, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    at = urlsplit(slack.url)
    line = HTTPConnection(at.hostname or "", at.port)
    try:
        line.request(
            "GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()}
        )
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        line.close()


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_every_part_of_the_page_is_served_and_none_is_long(slack: PracticeSlack, name: str) -> None:
    status, headers, body = get(slack, f"/page/{name}")
    assert status == 200
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert len(body.splitlines()) <= 300
    assert b"innerHTML" not in body


@pytest.mark.parametrize("path", ["/page/nothing.js", "/page/..%2fserver.py", "/page/files/F9"])
def test_nothing_else_is_served(slack: PracticeSlack, path: str) -> None:
    assert get(slack, path)[0] == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost"}, 200),
        ({"Host": "practice.example.org"}, 403),
        ({"Host": "127.0.0.1.example.org"}, 403),
        ({"Host": "[bad"}, 403),
        ({"Host": "localhost", "Origin": "http://localhost"}, 200),
        ({"Host": "localhost", "Origin": "https://example.org"}, 403),
        ({"Host": "localhost", "Origin": "null"}, 403),
    ],
)
def test_other_names_and_other_pages_are_not_let_in(
    slack: PracticeSlack, headers: dict[str, str], status: int
) -> None:
    assert get(slack, "/", **headers)[0] == status
    assert get(slack, "/api/api.test", **headers)[0] == status


def test_a_page_from_elsewhere_has_no_line(slack: PracticeSlack) -> None:
    base = slack.url.removesuffix("api/").replace("http:", "ws:")
    with pytest.raises(InvalidStatus) as refused:
        connect(f"{base}page/line?as=U0LEAD", origin="https://example.org")  # type: ignore[arg-type]
    assert refused.value.response.status_code == 403


def test_one_sees_ones_own_channels_and_nothing_private_to_others(
    slack: PracticeSlack, client: WebClient
) -> None:
    channel = slack.channel_id("smt-digest")
    client.chat_postMessage(channel=channel, text="for all")
    client.chat_postEphemeral(channel=channel, user="U0LEAD", text="for the lead")
    client.views_publish(user_id="U0LEAD", view={"type": "home", "blocks": []})
    with page(slack, "U0LEAD") as lead, page(slack, "U0SMT") as senior:
        mine, theirs = lead.look(channel), senior.look(channel)
        assert [each["text"] for each in mine["open"]["messages"]] == ["for all", "for the lead"]
        assert [each["text"] for each in theirs["open"]["messages"]] == ["for all"]
        assert mine["open"]["messages"][1]["ephemeral"]
        assert mine["home"]
        assert theirs["home"] is None
        names = {each["name"] for each in mine["channels"]}
        assert names == {"smt-digest", "improvement-plan", ""}  # and the talk with the bot
        assert "closed-circle" in {each["name"] for each in theirs["channels"]}


def test_one_cannot_look_into_a_channel_one_is_not_in(slack: PracticeSlack) -> None:
    with page(slack, "U0LEAD") as lead:
        lead.line.send(json.dumps({"act": "look", "channel": slack.channel_id("closed-circle")}))
        assert lead.hear("screen")["open"] is None
        done = lead.do("say", channel="closed-circle", text="hello")
        assert "is not in closed-circle" in done["problem"]


def test_what_has_been_read_is_no_longer_new(slack: PracticeSlack, client: WebClient) -> None:
    channel = slack.channel_id("smt-digest")
    client.chat_postMessage(channel=channel, text="new")
    with page(slack) as lead:
        unread = {each["id"]: each["unread"] for each in lead.hear("screen")["channels"]}
        assert unread[channel] == 1
        screen = lead.look(channel, read=True)
        assert {each["id"]: each["unread"] for each in screen["channels"]}[channel] == 0


def test_a_press_on_somebody_elses_answer_is_refused(
    slack: PracticeSlack, client: WebClient
) -> None:
    channel = slack.channel_id("smt-digest")
    said = client.chat_postEphemeral(channel=channel, user="U0LEAD", text="yours alone")
    with page(slack, "U0SMT") as senior:
        where = {"channel": channel, "ts": said["message_ts"]}
        done = senior.do("act", **where, action="undo", block="b1", value="")
        assert done["problem"] == "the message is no longer there"
        assert "no longer there" in senior.do("dismiss", **where)["problem"]
    with page(slack, "U0LEAD") as lead:
        assert "problem" not in lead.do("dismiss", **where)
    assert slack.ephemerals("U0LEAD") == []


def test_a_stranger_is_sent_away(slack: PracticeSlack) -> None:
    base = slack.url.removesuffix("api/").replace("http:", "ws:")
    with connect(f"{base}page/line?as=U0NOBODY") as line, pytest.raises(ConnectionClosed) as sent:
        line.recv(timeout=PATIENCE)
    assert sent.value.rcvd
    assert sent.value.rcvd.code == 4004


def test_nonsense_is_answered_and_breaks_nothing(slack: PracticeSlack) -> None:
    with page(slack) as lead:
        assert "problem" in lead.do("nothing of the kind")
        assert "problem" in lead.do("submit", view="V9", values={})
        assert "problem" in lead.do("faults", on=["everything"])
        assert "no clock" in lead.do("clock", to=0)["problem"]
        assert lead.do("faults", on=["twice", "tiers"]) == {"done": 1}
        assert slack.faults.events_twice
        assert slack.tiers.on
        assert lead.do("faults", on=[]) == {"done": 1}
        assert not slack.faults.events_twice


def test_elements_that_share_an_action_are_told_apart_by_their_block(
    slack: PracticeSlack, client: WebClient, app: App, by_socket
) -> None:
    """A press carries what else stands entered, under block and action."""
    heard: list[dict[str, Any]] = []

    @app.action("status")
    def status(ack: Any, body: dict[str, Any]) -> None:
        heard.append(body)
        ack()

    def choice(block: str) -> dict[str, Any]:
        options = [{"text": {"type": "plain_text", "text": v}, "value": v} for v in ("a", "b")]
        element = {"type": "static_select", "action_id": "status", "options": options}
        return {"type": "actions", "block_id": block, "elements": [element]}

    channel = slack.channel_id("smt-digest")
    with by_socket(app, slack), page(slack) as lead:
        blocks = [choice("one"), choice("two")]
        said = client.chat_postMessage(channel=channel, text="choose", blocks=blocks)
        where = {"channel": channel, "ts": said["ts"], "action": "status", "value": "b"}
        lead.do("act", block="two", values={"one/status": "a", "two/status": "b"}, **where)
    assert heard[0]["actions"][0]["block_id"] == "two"
    values = heard[0]["state"]["values"]
    assert values["one"]["status"]["selected_option"]["value"] == "a"
    assert values["two"]["status"]["selected_option"]["value"] == "b"


def test_a_person_brings_a_file_and_the_app_hears_of_it(
    slack: PracticeSlack, app: App, by_socket
) -> None:
    heard: list[dict[str, Any]] = []
    app.event("message")(lambda event: heard.append(event))
    base = slack.url.removesuffix("api/")
    query = "page/files/new?as=U0LEAD&name=evidence.txt"
    with urlopen(Request(f"{base}{query}", b"seen", method="POST")) as answer:
        file = json.load(answer)
    with by_socket(app, slack), page(slack) as lead:
        lead.do("say", channel="bot", text="here it is", files=[file["id"]])
        slack.wait_for(lambda: heard)
    assert (heard[0]["subtype"], heard[0]["files"][0]["name"]) == ("file_share", "evidence.txt")
    assert get(slack, f"/page/files/{file['id']}")[2] == b"seen"
