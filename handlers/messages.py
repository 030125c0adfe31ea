"""What people write to the bot in their own words: direct messages and mentions."""

import re
from typing import Any

from slack_bolt import App

from bot.services.desk import Desk
from handlers.said import in_event

# A plain message, one with a file, and a reply that was also sent to the channel.
WRITTEN_SUBTYPES = (None, "file_share", "thread_broadcast")
LEADING_MENTION = re.compile(r"^\s*<@[A-Z0-9]+(\|[^>]*)?>[:,]?\s*")


def register(app: App, desk: Desk) -> None:
    """Listen to direct messages and to mentions in channels."""

    @app.event("message")
    def message(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("channel_type") == "im" and written_by_a_person(event):
            said = in_event(desk, body, event.get("text") or "")
            desk.hear_and_reply(said, thread=event.get("thread_ts"))

    @app.event("app_mention")
    def mention(event: dict[str, Any], body: dict[str, Any]) -> None:
        if written_by_a_person(event):
            text = LEADING_MENTION.sub("", event.get("text") or "")
            said = in_event(desk, body, text)
            desk.hear_and_reply(said, thread=event.get("thread_ts") or event["ts"])


def written_by_a_person(event: dict[str, Any]) -> bool:
    """Not a bot's message, and not Slack's own word of an edit, a deletion or a joining."""
    return (
        bool(event.get("user"))
        and not event.get("bot_id")
        and event.get("subtype") in WRITTEN_SUBTYPES
    )
