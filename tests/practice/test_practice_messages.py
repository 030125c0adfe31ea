"""What is posted, and how it is read back: history, threads, changes, ephemerals."""

import pytest


def post(client, count: int) -> list[str]:
    return [
        client.chat_postMessage(channel="smt-digest", text=f"post {each}")["ts"]
        for each in range(1, count + 1)
    ]


def texts(answer) -> list[str]:
    return [message["text"] for message in answer["messages"]]


def test_timestamps_are_the_clocks_and_never_repeat(client) -> None:
    assert post(client, 3) == ["1426669200.000000", "1426669200.000001", "1426669200.000002"]


def test_history_is_read_newest_first_by_the_page(slack, client) -> None:
    post(client, 5)
    channel = slack.channel_id("smt-digest")
    first = client.conversations_history(channel=channel, limit=2)
    assert texts(first) == ["post 5", "post 4"]
    assert first["has_more"] is True
    second = client.conversations_history(
        channel=channel, limit=2, cursor=first["response_metadata"]["next_cursor"]
    )
    third = client.conversations_history(
        channel=channel, limit=2, cursor=second["response_metadata"]["next_cursor"]
    )
    assert (texts(second), texts(third)) == (["post 3", "post 2"], ["post 1"])
    assert third["has_more"] is False


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({"oldest": 1}, ["post 4", "post 3"]),
        ({"latest": 2}, ["post 2", "post 1"]),
        ({"oldest": 1, "latest": 3}, ["post 3"]),
        ({"oldest": 1, "latest": 3, "inclusive": True}, ["post 4", "post 3", "post 2"]),
        ({"latest": 1, "oldest": 1, "inclusive": True}, ["post 2"]),
    ],
)
def test_history_keeps_to_its_bounds(slack, client, bounds, expected) -> None:
    stamps = post(client, 4)
    moments = {k: v if isinstance(v, bool) else stamps[v] for k, v in bounds.items()}
    answer = client.conversations_history(channel=slack.channel_id("smt-digest"), **moments)
    assert texts(answer) == expected


def test_a_bound_that_is_no_time_is_refused(slack, client, refusal) -> None:
    post(client, 1)
    channel = slack.channel_id("smt-digest")
    answer = refusal(client.conversations_history, channel=channel, oldest="yesterday")
    assert answer["error"] == "invalid_ts_oldest"


def test_a_thread_stays_out_of_the_history_unless_it_is_broadcast(slack, client) -> None:
    channel = slack.channel_id("smt-digest")
    parent = post(client, 1)[0]
    client.chat_postMessage(channel=channel, text="inside", thread_ts=parent)
    client.chat_postMessage(channel=channel, text="aloud", thread_ts=parent, reply_broadcast=True)
    history = client.conversations_history(channel=channel)
    assert texts(history) == ["aloud", "post 1"]
    assert history["messages"][1]["reply_count"] == 2
    thread = client.conversations_replies(channel=channel, ts=parent)
    assert texts(thread) == ["post 1", "inside", "aloud"]
    assert thread["messages"][1]["parent_user_id"] == slack.bot_user_id


def test_metadata_comes_back_only_when_asked_for(slack, client) -> None:
    metadata = {"event_type": "outbox", "event_payload": {"key": "digest:smt:2015-W12"}}
    channel = slack.channel_id("smt-digest")
    client.chat_postMessage(channel=channel, text="x", metadata=metadata)
    plain = client.conversations_history(channel=channel)["messages"][0]
    whole = client.conversations_history(channel=channel, include_all_metadata=True)
    assert "metadata" not in plain
    assert whole["messages"][0]["metadata"] == metadata


def test_an_update_keeps_the_blocks_that_it_does_not_name(slack, client) -> None:
    blocks = [{"type": "divider", "block_id": "line"}]
    channel = slack.channel_id("smt-digest")
    ts = client.chat_postMessage(channel=channel, text="before", blocks=blocks)["ts"]
    client.chat_update(channel=channel, ts=ts, text="after")
    assert (slack.messages(channel)[0].text, slack.messages(channel)[0].blocks) == ("after", blocks)
    client.chat_update(channel=channel, ts=ts, text="bare", blocks=[])
    assert slack.messages(channel)[0].blocks == []


def test_an_update_may_be_shorter_than_a_post(slack, client, refusal) -> None:
    channel = slack.channel_id("smt-digest")
    ts = client.chat_postMessage(channel=channel, text="x" * 4_001)["ts"]
    answer = refusal(client.chat_update, channel=channel, ts=ts, text="x" * 4_001)
    assert answer["error"] == "msg_too_long"


def test_the_bot_cannot_touch_what_a_person_wrote(slack, client, refusal) -> None:
    said = slack.message("U0LEAD", "smt-digest", "mine").said
    place = {"channel": said.channel, "ts": said.ts}
    assert refusal(client.chat_update, text="x", **place)["error"] == "cant_update_message"
    assert refusal(client.chat_delete, **place)["error"] == "cant_delete_message"


def test_what_is_deleted_is_gone(slack, client) -> None:
    channel = slack.channel_id("smt-digest")
    client.chat_delete(channel=channel, ts=post(client, 2)[0])
    assert [said.text for said in slack.messages(channel)] == ["post 2"]


def test_an_ephemeral_is_seen_by_one_person_and_kept_by_nobody(slack, client) -> None:
    channel = slack.channel_id("smt-digest")
    client.chat_postEphemeral(channel=channel, user="U0LEAD", text="between us")
    assert [said.text for said in slack.ephemerals("U0LEAD")] == ["between us"]
    assert slack.ephemerals("U0SMT") == []
    assert client.conversations_history(channel=channel)["messages"] == []


def test_a_post_to_a_person_opens_the_direct_message(slack, client) -> None:
    answer = client.chat_postMessage(channel="U0LEAD", text="good morning")
    assert answer["channel"].startswith("D")
    assert [said.text for said in slack.dms("U0LEAD")] == ["good morning"]
    assert slack.dms("U0SMT") == []
