"""What people write to the bot: direct messages, mentions, and replies under its own posts."""

import re
from typing import Any

from slack_bolt import App, BoltContext

from bot.delivery.screens import Screens
from bot.services.desk import Desk
from handlers.said import in_change, in_event

# A plain message, one with a file, and a reply that was also sent to the channel.
WRITTEN_SUBTYPES = (None, "file_share", "thread_broadcast")

Body = dict[str, Any]


def register(app: App, desk: Desk, _screens: Screens) -> None:
    """Listen to direct messages, mentions in channels, and to what is edited or deleted."""

    @app.event("message")
    def message(event: Body, body: Body, context: BoltContext) -> None:
        if event.get("subtype") in ("message_changed", "message_deleted"):
            _changed(desk, event, body, context.bot_user_id)
        elif not written_by_a_person(event):
            return
        elif event.get("channel_type") == "im":
            desk.hear_and_reply(in_event(desk, body, event.get("text") or ""))
        elif event.get("thread_ts") and not mentions(event, context.bot_user_id):
            desk.overhear(in_event(desk, body, event.get("text") or ""))

    @app.event("app_mention")
    def mention(event: Body, body: Body, context: BoltContext) -> None:
        if written_by_a_person(event):
            text = said_to(context.bot_user_id, event)
            desk.hear_and_reply(in_event(desk, body, text, threaded=True))


def _changed(desk: Desk, event: Body, body: Body, bot: str | None) -> None:
    """Only words that were changed count: Slack also edits a message to show a link's picture."""
    before, after = event.get("previous_message") or {}, event.get("message") or {}
    direct = event.get("channel_type") == "im"
    to_us = direct or mentions(before, bot) or mentions(after, bot)
    if is_gone(event):
        if written_by_a_person(before):
            desk.deleted(in_change(desk, body, before), to_us)
    elif written_by_a_person(after) and after.get("text") != before.get("text"):
        text = after.get("text") or "" if direct else said_to(bot, after)
        desk.edited(in_change(desk, body, {**after, "text": text}), to_us)


def is_gone(event: Body) -> bool:
    """Whether a message was deleted. One with a thread under it leaves a stone in its place."""
    within = event.get("message") or {}
    return event.get("subtype") == "message_deleted" or within.get("subtype") == "tombstone"


def said_to(bot: str | None, message: Body) -> str:
    """What a message says, without the mention that it begins with."""
    return re.sub(rf"^\s*{_mention(bot)}[:,]?\s*", "", message.get("text") or "")


def mentions(message: Body, bot: str | None) -> bool:
    """Whether a message speaks to the bot; it is then brought as a mention, too."""
    return re.search(_mention(bot), message.get("text") or "") is not None


def _mention(bot: str | None) -> str:
    return rf"<@{re.escape(bot or '-')}(\|[^>]*)?>"


def written_by_a_person(event: Body) -> bool:
    """Not a bot's message, and not Slack's own word of an edit, a deletion or a joining."""
    return (
        bool(event.get("user"))
        and not event.get("bot_id")
        and event.get("subtype") in WRITTEN_SUBTYPES
    )
