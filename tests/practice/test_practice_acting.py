"""Acting as a person, with the real Bolt on the other side, over sockets and over HTTP."""

import pytest
from slack_bolt import App

from bot.practice import PracticeSlack
from bot.practice.installation import EVENTS, from_manifest


def bot_said(slack: PracticeSlack, user: str) -> str:
    """The bot's last words to the person, once there are any."""
    found = slack.wait_for(
        lambda: [said for said in slack.dms(user) if said.user == slack.bot_user_id]
    )
    return found[-1].text


UNDO = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "action_id": "undo",
            "value": "17",
            "text": {"type": "plain_text", "text": "Undo"},
        },
        {
            "type": "static_select",
            "action_id": "status",
            "options": [
                {"text": {"type": "plain_text", "text": "Complete"}, "value": "complete"},
                {"text": {"type": "plain_text", "text": "Under way"}, "value": "progressing"},
            ],
        },
    ],
}


def test_a_command_is_answered_to_the_person_alone(slack, app: App, connected) -> None:
    app.command("/update")(lambda ack, command: ack(f"{command['user_id']}: {command['text']}"))
    with connected(app, slack):
        reply = slack.command("U0LEAD", "/update", "4.2 complete")
    assert (reply.text, reply.response_type) == ("U0LEAD: 4.2 complete", "ephemeral")
    assert [said.text for said in slack.ephemerals("U0LEAD")] == ["U0LEAD: 4.2 complete"]
    assert slack.ephemerals("U0SMT") == []
    assert slack.dms("U0LEAD") == []


def test_a_command_may_be_answered_to_the_whole_channel(slack, app: App, by_http) -> None:
    app.command("/digest")(lambda ack: ack(text="For all.", response_type="in_channel"))
    with by_http(app, slack):
        reply = slack.command("U0LEAD", "/digest", channel="#smt-digest")
    assert reply.response_type == "in_channel"
    assert [said.text for said in slack.messages("smt-digest")] == ["For all."]


def test_blocks_that_slack_refuses_are_not_shown(slack, app: App, by_http) -> None:
    app.command("/update")(lambda ack: ack(blocks=[{"type": "header"}], text="x"))
    with by_http(app, slack):
        reply = slack.command("U0LEAD", "/update")
    assert (reply.error, reply.message) == ("invalid_blocks", None)


def test_the_same_delivery_comes_again_on_request(slack, app: App, connected) -> None:
    heard = []

    @app.command("/update")
    def update(ack, command) -> None:
        heard.append(command["trigger_id"])
        ack("Noted.")

    with connected(app, slack):
        reply = slack.command("U0LEAD", "/update")
        again = slack.redeliver(reply)
    assert heard == [reply.trigger_id, reply.trigger_id]
    assert (again.text, again.envelope_id) == ("Noted.", reply.envelope_id)


def test_what_was_typed_is_escaped_and_mentions_are_not(slack, app: App, by_http) -> None:
    heard = []
    app.event("message")(lambda event: heard.append(event["text"]))
    with by_http(app, slack):
        slack.message("U0LEAD", "", "<10% & more> <@U0SMT> <https://example.org/?a=1&b=2>")
    assert heard == ["&lt;10% &amp; more&gt; <@U0SMT> <https://example.org/?a=1&b=2>"]


def test_a_message_to_the_bot_is_answered_in_its_thread(slack, app: App, connected) -> None:
    @app.event("message")
    def hear(event, say) -> None:
        assert event["channel_type"] == "im"
        say(text="Heard.", thread_ts=event["ts"])

    with connected(app, slack):
        said = slack.message("U0LEAD", "", "4.2 is done").said
        assert bot_said(slack, "U0LEAD") == "Heard."
    assert slack.dms("U0LEAD")[-1].thread_ts == said.ts


def test_the_bot_is_told_of_its_own_words_and_bolt_lets_them_pass(slack, app: App, by_socket):
    heard = []

    @app.middleware
    def note(body, next_) -> None:
        heard.append(body["event"]["user"])
        next_()

    app.event("message")(lambda event, say: say("Once."))
    with by_socket(app, slack):
        slack.message("U0LEAD", "", "hello")
        slack.wait_for(lambda: len(slack.dms("U0LEAD")) == 2)
        slack.message("U0LEAD", "", "and again")
        slack.wait_for(lambda: len(slack.dms("U0LEAD")) == 4)
    assert set(heard) == {"U0LEAD"}


def test_a_mention_reaches_the_bot_only_where_it_was_invited(slack, app: App, by_socket) -> None:
    heard = []
    app.event("app_mention")(lambda event: heard.append(("mention", event["text"])))
    app.event("message")(lambda event: heard.append(("message", event["text"])))
    app.event("member_joined_channel")(lambda event: heard.append(("joined", event["user"])))
    words = f"<@{slack.bot_user_id}> 4.2 done"
    with by_socket(app, slack):
        assert slack.message("U0LEAD", "improvement-plan", words).event_id == ""
        slack.invite_bot("improvement-plan")
        slack.message("U0LEAD", "improvement-plan", words)
    assert heard == [("joined", slack.bot_user_id), ("message", words), ("mention", words)]


def test_an_edit_and_a_deletion_are_told(slack, app: App, by_http) -> None:
    heard = []

    @app.event("message")
    def hear(event) -> None:
        said = event.get("message", event)
        heard.append((event.get("subtype"), said.get("text")))

    with by_http(app, slack):
        said = slack.message("U0LEAD", "", "4.2 dnoe").said
        slack.edit_message("U0LEAD", said, "4.2 done")
        slack.delete_message("U0LEAD", said)
    assert heard == [(None, "4.2 dnoe"), ("message_changed", "4.2 done"), ("message_deleted", None)]
    assert slack.dms("U0LEAD") == []


def test_a_click_carries_what_the_button_means(slack, app: App, connected) -> None:
    clicked = []

    @app.action("undo")
    def undo(ack, action, body, respond) -> None:
        clicked.append((action["value"], body["user"]["id"], body["message"]["text"]))
        respond(text="Taken back.", replace_original=True)
        ack()

    with connected(app, slack):
        client = app.client
        client.chat_postMessage(channel="U0LEAD", text="4.2 is complete", blocks=[UNDO])
        reply = slack.click("U0LEAD", slack.dms("U0LEAD")[0], "undo")
    assert reply.error == ""
    assert clicked == [("17", "U0LEAD", "4.2 is complete")]
    assert [said.text for said in slack.dms("U0LEAD")] == ["Taken back."]


def test_a_choice_carries_the_option(slack, app: App, by_http) -> None:
    chosen = []

    @app.action("status")
    def choose(ack, action) -> None:
        chosen.append(action["selected_option"]["text"]["text"])
        ack()

    with by_http(app, slack):
        app.client.chat_postMessage(channel="U0LEAD", text="x", blocks=[UNDO])
        slack.select("U0LEAD", slack.dms("U0LEAD")[0], "status", "progressing")
    assert chosen == ["Under way"]


def test_a_click_on_an_ephemeral_brings_no_message_along(slack, app: App, by_http) -> None:
    seen = []

    @app.command("/update")
    def update(ack) -> None:
        ack(text="Done.", blocks=[UNDO])

    @app.action("undo")
    def undo(ack, body, respond) -> None:
        seen.append(("message" in body, body["container"]["is_ephemeral"]))
        respond(delete_original=True)
        ack()

    with by_http(app, slack):
        shown = slack.command("U0LEAD", "/update").message
        slack.click("U0LEAD", shown, "undo", "17")
    assert seen == [(False, True)]
    assert slack.ephemerals("U0LEAD") == []


def test_nobody_can_touch_what_they_cannot_see(slack, client) -> None:
    client.chat_postMessage(channel="U0LEAD", text="private", blocks=[UNDO])
    message = slack.dms("U0LEAD")[0]
    with pytest.raises(PermissionError):
        slack.click("U0SMT", message, "undo")
    with pytest.raises(LookupError):
        slack.click("U0LEAD", message, "redo")
    with pytest.raises(LookupError):
        slack.select("U0LEAD", message, "status", "abandoned")
    with pytest.raises(PermissionError):
        slack.message("U0MANAGER", "smt-digest", "let me in")
    with pytest.raises(PermissionError):
        slack.edit_message("U0LEAD", message, "mine now")
    channel = slack.channel_id("smt-digest")
    client.chat_postEphemeral(channel=channel, user="U0LEAD", text="x", blocks=[UNDO])
    with pytest.raises(PermissionError):
        slack.click("U0SMT", slack.ephemerals("U0LEAD")[0], "undo")


def test_a_leaver_does_nothing_more(slack) -> None:
    slack.deactivate("U0LEAD")
    with pytest.raises(PermissionError):
        slack.command("U0LEAD", "/update")


def test_the_home_tab_is_published_when_it_is_opened(slack, app: App, by_http) -> None:
    @app.event("app_home_opened")
    def home(event, client) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [UNDO]})

    with by_http(app, slack):
        slack.open_home("U0LEAD")
        assert slack.home("U0LEAD").blocks[0]["elements"] == UNDO["elements"]
    assert slack.home("U0SMT") is None


MANIFEST = {
    "features": {"slash_commands": [{"command": "/update", "description": "Say how it goes"}]},
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "im:history"]}},
    "settings": {"event_subscriptions": {"bot_events": ["message.im", "app_mention"]}},
}


def test_only_what_the_manifest_declares_is_there(make_slack) -> None:
    with make_slack(**from_manifest(MANIFEST)) as slack:
        assert slack.command("U0LEAD", "/update").error == "dispatch_failed"
        assert slack.command("U0LEAD", "/digest").error == "not_a_valid_command"
        assert slack.message("U0LEAD", "", "hello").event_id
        # Subscribed to, but app_mentions:read was not granted.
        mention = f"<@{slack.bot_user_id}> hello"
        assert slack.message("U0LEAD", "smt-digest", mention).event_id == ""
        assert slack.open_home("U0LEAD").event_id == ""


def test_without_a_manifest_every_event_is_told() -> None:
    assert {"app_mention", "message.im", "app_home_opened"} <= set(EVENTS)
