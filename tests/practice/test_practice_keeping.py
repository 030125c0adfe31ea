"""A workspace that is closed and opened again."""

from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.practice import PracticeSlack
from bot.practice.keeping import UnreadableError
from tests.practice.conftest import WEDNESDAY, client_of, workspace

VIEW = {"type": "home", "blocks": [{"type": "divider"}]}


def fill(slack: PracticeSlack, client: WebClient) -> None:
    """Something of everything that is kept."""
    channel = slack.channel_id("smt-digest")
    parent = client.chat_postMessage(channel=channel, text="The digest")["ts"]
    client.chat_postMessage(channel=channel, text="and a reply", thread_ts=parent)
    client.chat_postEphemeral(channel=channel, user="U0LEAD", text="yours alone")
    client.chat_postMessage(channel="U0LEAD", text="a reminder")
    client.views_publish(user_id="U0LEAD", view=VIEW)
    client.files_upload_v2(channel=channel, content="seen", filename="note.txt")
    slack.read("U0SMT", "smt-digest")


def everything(slack: PracticeSlack) -> tuple[object, ...]:
    home = slack.home("U0LEAD")
    return (
        slack.messages("smt-digest"),
        slack.dms("U0LEAD"),
        slack.ephemerals("U0LEAD"),
        home and home.body,
    )


def test_all_of_it_is_there_again(tmp_path: Path) -> None:
    with workspace() as slack:
        keeper = slack.keep_in(tmp_path, "practice")
        fill(slack, client_of(slack))
        before = everything(slack)
        keeper.stop()
    with workspace() as again:
        assert again.bring_back(tmp_path, "practice") == WEDNESDAY
        assert everything(again) == before
        client = client_of(again)
        file = client.files_info(file=before[0][-1].files[0]["id"])["file"]  # type: ignore[index]
        assert (file["name"], file["size"]) == ("note.txt", 4)


def test_what_is_said_next_comes_after_it(tmp_path: Path) -> None:
    with workspace() as slack:
        client_of(slack).chat_postMessage(channel="smt-digest", text="before")
        slack.keep_in(tmp_path, "practice").stop()
    with workspace() as again:
        again.bring_back(tmp_path, "practice")
        client = client_of(again)
        client.chat_postMessage(channel="smt-digest", text="after")
        client.conversations_open(users="U0MANAGER")
        client.conversations_open(users="U0SMT")
        first, second = again.messages("smt-digest")
    assert (first.text, second.text) == ("before", "after")
    assert float(first.ts) < float(second.ts)


def test_where_nothing_was_kept_nothing_comes_back(tmp_path: Path) -> None:
    with workspace() as slack:
        assert slack.bring_back(tmp_path, "practice") is None
        assert slack.messages("smt-digest") == []


def test_what_is_in_another_form_is_said_in_a_sentence(tmp_path: Path) -> None:
    with workspace() as slack:
        slack.keep_in(tmp_path, "practice").stop()
    path = tmp_path / "practice.json"
    path.write_text(path.read_text().replace('"archived"', '"shelved"'))
    with workspace() as slack, pytest.raises(UnreadableError, match="today's form"):
        slack.bring_back(tmp_path, "practice")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 0}', '{"version": 1}', "\x00"])
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "practice.json").write_text(text)
    with workspace() as slack, pytest.raises(UnreadableError, match=r"practice\.json"):
        slack.bring_back(tmp_path, "practice")
