"""The Web API as the real client meets it: who may call, what is refused, and in what words."""

import http.client
import json
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from bot.practice import Person
from bot.practice.installation import SCOPES


def test_a_client_with_the_bot_token_learns_who_it_is(slack, client) -> None:
    answer = client.auth_test()
    assert answer["user_id"] == slack.bot_user_id
    assert answer["team_id"] == slack.team_id
    assert answer["bot_id"] == "B0BOT"


@pytest.mark.parametrize(
    ("token", "error"),
    [
        (None, "not_authed"),
        ("xoxb-somebody-elses", "invalid_auth"),
        ("xapp-practice-app", "not_allowed_token_type"),
    ],
)
def test_another_token_is_refused(slack, refusal, token, error) -> None:
    stranger = WebClient(token=token, base_url=slack.url)
    assert refusal(stranger.auth_test) == {"ok": False, "error": error}


def test_a_connection_is_opened_with_the_app_token_only(slack, client, refusal) -> None:
    answer = client.apps_connections_open(app_token=slack.app_token)
    assert answer["url"].startswith("ws://127.0.0.1:")
    error = refusal(client.apps_connections_open, app_token=slack.bot_token)["error"]
    assert error == "not_allowed_token_type"


def test_an_uninstalled_app_is_told_so(slack, client, refusal) -> None:
    slack.uninstall()
    assert refusal(client.auth_test)["error"] == "account_inactive"


def test_a_method_without_its_scope_says_which(make_slack, refusal) -> None:
    granted = [scope for scope in SCOPES if scope != "chat:write"]
    with make_slack(scopes=granted) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url)
        answer = refusal(client.chat_postMessage, channel="smt-digest", text="hello")
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "chat:write"
    assert answer["provided"].split(",") == sorted(granted)


@pytest.mark.parametrize(
    ("method", "arguments", "scope"),
    [
        ("conversations.history", {"channel": "smt-digest"}, "channels:history"),
        ("conversations.info", {"channel": "smt-digest"}, "channels:read"),
        ("conversations.open", {"users": "U0LEAD"}, "im:write"),
        ("conversations.open", {"users": "U0LEAD,U0SMT"}, "mpim:write"),
        ("conversations.list", {"types": "private_channel"}, "groups:read"),
        ("conversations.join", {"channel": "improvement-plan"}, "channels:join"),
        ("users.info", {"user": "U0LEAD"}, "users:read"),
        ("users.lookupByEmail", {"email": "lead@example.org"}, "users:read.email"),
    ],
)
def test_each_kind_of_reading_has_its_own_scope(make_slack, refusal, method, arguments, scope):
    with make_slack(scopes=[each for each in SCOPES if each != scope]) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url)
        assert refusal(client.api_call, api_method=method, params=arguments)["needed"] == scope


BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}]


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"text": "hello"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C404", "text": "hello"}, "channel_not_found"),
        # The bot was never invited.
        ("chat.postMessage", {"channel": "improvement-plan", "text": "hi"}, "not_in_channel"),
        # A private channel that the bot is not in does not exist for it.
        ("chat.postMessage", {"channel": "closed-circle", "text": "hi"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "smt-digest"}, "no_text"),
        ("chat.postMessage", {"channel": "smt-digest", "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "smt-digest", "blocks": "[not"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "smt-digest", "blocks": "{}"}, "invalid_blocks_format"),
        (
            "chat.postMessage",
            {"channel": "smt-digest", "text": "hi", "thread_ts": "1.000001"},
            "thread_not_found",
        ),
        (
            "chat.postMessage",
            {"channel": "smt-digest", "text": "hi", "metadata": '{"event_type": "x"}'},
            "invalid_metadata_format",
        ),
        ("chat.update", {"channel": "smt-digest", "ts": "1.0", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": "smt-digest", "ts": "1.0"}, "message_not_found"),
        (
            "chat.postEphemeral",
            {"channel": "smt-digest", "user": "U0MANAGER", "text": "x"},
            "user_not_in_channel",
        ),
        ("conversations.open", {"users": ""}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U404"}, "user_not_found"),
        ("conversations.open", {"users": "U0BOT"}, "cannot_dm_bot"),
        ("conversations.info", {"channel": "C404"}, "channel_not_found"),
        ("conversations.history", {"channel": "improvement-plan"}, "not_in_channel"),
        ("conversations.history", {"channel": "smt-digest", "limit": "0"}, "invalid_limit"),
        ("conversations.history", {"channel": "smt-digest", "limit": "1000"}, "invalid_limit"),
        ("conversations.history", {"channel": "smt-digest", "cursor": "x"}, "invalid_cursor"),
        ("conversations.replies", {"channel": "smt-digest", "ts": "1.0"}, "thread_not_found"),
        ("conversations.list", {"types": "everything"}, "invalid_types"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("users.lookupByEmail", {"email": "nobody@example.org"}, "users_not_found"),
        ("views.update", {"view_id": "V404", "view": "{}"}, "invalid_arguments"),
        (
            "views.publish",
            {"user_id": "U404", "view": '{"type":"home","blocks":[]}'},
            "user_not_found",
        ),
        ("chat.unheardOf", {}, "unknown_method"),
        ("api.test", {"error": "my_error"}, "my_error"),
    ],
)
def test_slack_refuses_in_its_own_words(steady_client, refusal, method, arguments, error) -> None:
    answer = refusal(steady_client.api_call, api_method=method, params=arguments)
    assert answer["ok"] is False
    assert answer["error"] == error


def test_an_archived_channel_takes_nothing_more(slack, client, refusal) -> None:
    slack.archive("smt-digest")
    assert (
        refusal(client.chat_postMessage, channel="smt-digest", text="x")["error"] == "is_archived"
    )
    slack.archive("improvement-plan")
    channel = slack.channel_id("improvement-plan")
    assert refusal(client.conversations_join, channel=channel)["error"] == "is_archived"


def test_a_leaver_cannot_be_written_to(slack, client, refusal) -> None:
    slack.deactivate("U0LEAD")
    assert refusal(client.conversations_open, users="U0LEAD")["error"] == "user_disabled"
    answer = refusal(client.chat_postMessage, channel="U0LEAD", text="x")
    assert answer["error"] == "channel_not_found"
    assert client.users_info(user="U0LEAD")["user"]["deleted"] is True


def test_bad_blocks_are_refused_with_the_place_of_each_fault(client, refusal) -> None:
    faults = [
        "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ]
    assert refusal(client.chat_postMessage, channel="smt-digest", text="x", blocks=BLOCKS) == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": faults,
        "response_metadata": {"messages": [f"[ERROR] {fault}" for fault in faults]},
    }


def test_blocks_that_are_too_long_together_are_refused(client, refusal) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2_640}}
    client.chat_postMessage(channel="smt-digest", text="13,200", blocks=[section] * 5)
    more = [*[section] * 5, {"type": "header", "text": {"type": "plain_text", "text": "!"}}]
    answer = refusal(client.chat_postMessage, channel="smt-digest", text="13,201", blocks=more)
    assert answer["error"] == "msg_blocks_too_long"


def test_a_form_and_json_say_the_same(client) -> None:
    blocks = [{"type": "divider", "block_id": "line"}]
    form = {"channel": "smt-digest", "text": "one", "blocks": json.dumps(blocks)}
    as_form = client.api_call("chat.postMessage", params=form)
    as_json = client.api_call("chat.postMessage", json={**form, "blocks": blocks})
    assert as_form["message"]["blocks"] == as_json["message"]["blocks"] == blocks


@pytest.mark.parametrize(("body", "error"), [("{not", "invalid_json"), ("[]", "json_not_object")])
def test_a_body_that_cannot_be_read_is_refused(slack, body, error) -> None:
    line = http.client.HTTPConnection(urlsplit(slack.url).netloc)
    line.request("POST", "/api/api.test", body, {"Content-Type": "application/json"})
    answer = json.loads(line.getresponse().read())
    line.close()
    assert answer == {"ok": False, "error": error}


def test_people_are_listed_by_the_page(client) -> None:
    first = client.users_list(limit=2)
    rest = client.users_list(limit=2, cursor=first["response_metadata"]["next_cursor"])
    listed = [person["id"] for person in first["members"] + rest["members"]]
    assert listed == ["U0LEAD", "U0MANAGER", "U0SMT", "U0BOT"]
    assert rest["response_metadata"]["next_cursor"] == ""


def test_a_person_is_found_by_address_and_has_a_time_zone(client) -> None:
    person = client.users_lookupByEmail(email="LEAD@example.org")["user"]
    assert (person["id"], person["tz"], person["is_bot"]) == ("U0LEAD", "Europe/London", False)


def test_addresses_are_kept_from_an_app_without_the_scope(make_slack) -> None:
    with make_slack(scopes=["users:read"]) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url)
        assert "email" not in client.users_info(user="U0LEAD")["user"]["profile"]


def test_somebody_new_can_be_written_to(slack, client) -> None:
    slack.add_person(Person("U0NEW", "Di Newcomer"))
    client.chat_postMessage(channel="U0NEW", text="welcome")
    assert [said.text for said in slack.dms("U0NEW")] == ["welcome"]


def test_the_bot_joins_a_public_channel_and_then_posts(slack, client, refusal) -> None:
    channel = slack.channel_id("improvement-plan")
    assert client.conversations_join(channel=channel)["channel"]["is_member"] is True
    assert client.conversations_join(channel=channel)["warning"] == "already_in_channel"
    client.chat_postMessage(channel="#improvement-plan", text="here now")
    hidden = slack.channel_id("closed-circle")
    assert refusal(client.conversations_join, channel=hidden)["error"] == "channel_not_found"


def test_public_posting_needs_no_membership_with_its_scope(make_slack) -> None:
    with make_slack(scopes=["chat:write", "chat:write.public"]) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.url)
        client.chat_postMessage(channel="improvement-plan", text="from outside")
        assert slack.messages("improvement-plan")[0].text == "from outside"


def test_channels_are_listed_as_the_bot_sees_them(client) -> None:
    public = client.conversations_list(limit=1)
    assert [each["name"] for each in public["channels"]] == ["smt-digest"]
    cursor = public["response_metadata"]["next_cursor"]
    rest = client.conversations_list(cursor=cursor)["channels"]
    assert [each["name"] for each in rest] == ["improvement-plan"]
    assert client.conversations_list(types="private_channel")["channels"] == []


def test_a_direct_message_is_opened_once(client) -> None:
    first = client.conversations_open(users="U0LEAD")
    again = client.conversations_open(users="U0LEAD", return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"]
    assert again["already_open"] is True
    assert again["channel"]["user"] == "U0LEAD"


def test_a_conversation_of_several_is_another_one(client) -> None:
    both = client.conversations_open(users="U0LEAD,U0SMT")["channel"]["id"]
    client.chat_postMessage(channel=both, text="to the two of you")
    assert client.conversations_members(channel=both)["members"] == ["U0BOT", "U0LEAD", "U0SMT"]
    assert client.conversations_open(users="U0LEAD")["channel"]["id"] != both


def test_every_call_is_kept_with_its_answer(slack, client) -> None:
    client.chat_postMessage(channel="smt-digest", text="noted")
    call = slack.calls("chat.postMessage")[0]
    assert (call.args["text"], call.status, call.answer["ok"]) == ("noted", 200, True)


def test_the_workspace_runs_in_a_server_of_ones_own(make_slack, serve) -> None:
    slack = make_slack()
    with serve(slack.asgi()) as base:
        WebClient(token=slack.bot_token, base_url=f"{base}/api/").chat_postMessage(
            channel="U0LEAD", text="hello"
        )
        assert slack.message("U0LEAD", "", "hello to you").error == "no_connection"
    assert [said.text for said in slack.dms("U0LEAD")] == ["hello", "hello to you"]


def test_an_act_before_the_start_is_refused(make_slack) -> None:
    with pytest.raises(RuntimeError):
        make_slack().message("U0LEAD", "", "anybody there?")


def test_every_answer_says_which_scopes_the_token_has(client: WebClient) -> None:
    scopes = client.auth_test().headers["x-oauth-scopes"].split(",")
    assert "chat:write" in scopes
