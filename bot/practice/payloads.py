"""The payloads that the app is sent, in the shape of Slack's own."""

import secrets

from bot.practice.errors import Json
from bot.practice.messages import Channel, Message
from bot.practice.views import View
from bot.practice.workspace import Workspace

TOKEN = "practice-verification-token"  # noqa: S105 - obsolete in Slack, and sent all the same


def command(workspace: Workspace, user: str, name: str, text: str, channel: Channel) -> Json:
    app = workspace.app
    hook = workspace.hooks.give(user, channel.id)
    return {
        "token": TOKEN,
        "team_id": app.team_id,
        "team_domain": app.team_domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "im" else channel.name,
        "user_id": user,
        "user_name": workspace.people.find(user).name,
        "command": name,
        "text": text,
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, hook),
        "trigger_id": workspace.triggers.give(user),
    }


def event(workspace: Workspace, body: Json) -> Json:
    app = workspace.app
    return {
        "token": TOKEN,
        "team_id": app.team_id,
        "api_app_id": app.app_id,
        "event": body,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(6).upper()}",
        "event_time": int(workspace.clock()),
        "is_ext_shared_channel": False,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
    }


def action_on_message(
    workspace: Workspace, user: str, channel: Channel, message: Message, action: Json, state: Json
) -> Json:
    ephemeral = bool(message.only_for)
    hook = workspace.hooks.give(user, channel.id, message.ts, ephemeral, message.thread_ts)
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    payload = _interaction(workspace, "block_actions", user) | {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "state": {"values": state},
        "response_url": response_url(workspace, hook),
        "actions": [action],
    }
    # Slack does not repeat an ephemeral message: nobody keeps it.
    return payload if ephemeral else payload | {"message": channel.shown(message)}


def message_action(
    workspace: Workspace, user: str, channel: Channel, message: Message, callback_id: str
) -> Json:
    hook = workspace.hooks.give(user, channel.id, message.ts, False, message.thread_ts)
    return _interaction(workspace, "message_action", user) | {
        "callback_id": callback_id,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message_ts": message.ts,
        "message": channel.shown(message),
        "response_url": response_url(workspace, hook),
        "action_ts": channel.next_ts(workspace.clock()),
    }


def action_in_view(workspace: Workspace, view: View, action: Json) -> Json:
    return _interaction(workspace, "block_actions", view.user) | {
        "container": {"type": "view", "view_id": view.id},
        "view": workspace.view_json(view),
        "actions": [action],
    }


def submission(workspace: Workspace, view: View) -> Json:
    return _interaction(workspace, "view_submission", view.user) | {
        "view": workspace.view_json(view),
        "response_urls": [],
    }


def closing(workspace: Workspace, view: View, cleared: bool) -> Json:
    return _interaction(workspace, "view_closed", view.user) | {
        "view": workspace.view_json(view),
        "is_cleared": cleared,
    }


def response_url(workspace: Workspace, key: str) -> str:
    return f"{workspace.base_url}/actions/{workspace.app.team_id}/{key}"


def _interaction(workspace: Workspace, kind: str, user: str) -> Json:
    app, name = workspace.app, workspace.people.find(user).name
    return {
        "type": kind,
        "token": TOKEN,
        "api_app_id": app.app_id,
        "team": {"id": app.team_id, "domain": app.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": user, "username": name, "name": name, "team_id": app.team_id},
        "trigger_id": workspace.triggers.give(user),
    }
