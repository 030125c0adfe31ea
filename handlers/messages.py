"""What people write to the bot: direct messages, mentions, and replies under its own posts."""

import re
from typing import Any

from slack_bolt import App, BoltContext

from bot.delivery.screens import Screens
from bot.services.desk import Desk
from handlers.said import in_change, in_event

# A plain message, one with a file, and a reply that was also sent to the channel.
WRITTEN_SUBTYPES = (None, "file_share", "thread_broadcast")
LEADING_MENTION = re.compile(r"^\s*<@[A-Z0-9]+(\|[^>]*)?>[:,]?\s*")

Body = dict[str, Any]


def register(app: App, desk: Desk, _screens: Screens) -> None:
    """Listen to direct messages, mentions in channels, and to what is edited or deleted."""

    @app.event("message")
    def message(event: Body, body: Body, context: BoltContext) -> None:
        if event.get("subtype") in ("message_changed", "message_deleted"):
            _changed(desk, event, body)
        elif not written_by_a_person(event):
            return
        elif event.get("channel_type") == "im":
            desk.hear_and_reply(in_event(desk, body, event.get("text") or ""))
        elif event.get("thread_ts") and not _mentions(event, context.bot_user_id):
            desk.overhear(in_event(desk, body, event.get("text") or ""))

    @app.event("app_mention")
    def mention(event: Body, body: Body) -> None:
        if written_by_a_person(event):
            desk.hear_and_reply(in_event(desk, body, _said_to_us(event), threaded=True))


def _changed(desk: Desk, event: Body, body: Body) -> None:
    """Only words that were changed count: Slack also edits a message to show a link's picture."""
    before, after = event.get("previous_message") or {}, event.get("message") or {}
    if event["subtype"] == "message_deleted":
        if before.get("user") and not before.get("bot_id"):
            desk.deleted(in_change(desk, body, before))
    elif written_by_a_person(after) and after.get("text") != before.get("text"):
        said = in_change(desk, body, {**after, "text": _said_to_us(after)})
        if event.get("channel_type") == "im" or LEADING_MENTION.match(after.get("text") or ""):
            desk.edited(said)


def _said_to_us(message: Body) -> str:
    return LEADING_MENTION.sub("", message.get("text") or "")


def _mentions(event: Body, bot: str | None) -> bool:
    """Whether it is brought as a mention, too."""
    return f"<@{bot}" in (event.get("text") or "")


def written_by_a_person(event: Body) -> bool:
    """Not a bot's message, and not Slack's own word of an edit, a deletion or a joining."""
    return (
        bool(event.get("user"))
        and not event.get("bot_id")
        and event.get("subtype") in WRITTEN_SUBTYPES
    )
