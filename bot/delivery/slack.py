"""Handing one post to Slack, and what its answers mean for trying again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.delivery.errors import DeliveryError, errors_of_slack, rate_limited
from bot.delivery.uploading import Sent, is_it, upload
from models.outbox import LOOKING, OPENING, PERSON, Post
from models.picture import Picture

EVENT_TYPE = "action_plan_post"
HISTORY_PAGE = 200
CLOCKS_APART = timedelta(hours=1)  # how far Slack's clock may be behind ours, and more


class TooLateError(Exception):
    """A post whose time has passed: a reminder of this morning is not sent at night."""


def place_of(client: WebClient, post: Post) -> str:
    """The conversation a post goes to; a person's is opened, which comes to the same each time.

    Raises DeliveryError, never an ambiguous one: nothing has been posted yet.
    """
    if not needs_opening(post):
        return post.channel
    with errors_of_slack(OPENING):
        return str(client.conversations_open(users=post.channel)["channel"]["id"])


def needs_opening(post: Post) -> bool:
    """Whether a conversation has to be opened before it can be sent: it is for a person."""
    return not post.response_url and post.channel.startswith(PERSON)


def send(client: WebClient, post: Post, place: str, picture: Picture | None = None) -> Sent:
    """Post a message, marked with its key so that it can be found again.

    A picture is uploaded; where the app may not do that, its words are posted instead. Raises
    DeliveryError.
    """
    if post.response_url:
        return _respond(client, post, place)
    if picture and (uploaded := upload(client, post, place, picture)):
        return uploaded
    with errors_of_slack(posting=True):
        answer = client.chat_postMessage(
            channel=place,
            text=post.text,
            blocks=post.blocks,
            thread_ts=post.thread,
            unfurl_links=False,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": post.key}},
        )
    return Sent(str(answer["channel"]), str(answer["ts"]))


def _respond(client: WebClient, post: Post, place: str) -> Sent:
    """Answer whoever pressed a button: in place of the message, or beside it, for them alone.

    Replacing it twice comes to the same; twice beside it is no harm.
    """
    hook = WebhookClient(post.response_url or "", timeout=client.timeout, retry_handlers=[])
    with errors_of_slack():
        answer = hook.send(
            text=post.text,
            blocks=post.blocks,
            replace_original=post.replaces,
            response_type=None if post.replaces else "ephemeral",
        )
    if answer.status_code == 429:
        raise rate_limited(answer.headers, lane=None)
    if answer.status_code != 200:
        gone = answer.status_code < 500
        raise DeliveryError(f"HTTP {answer.status_code}", permanent=gone)
    return Sent(place, "")


def find(client: WebClient, post: Post, place: str, picture: Picture | None = None) -> Sent | None:
    """Look for a post that may have reached Slack: by the key in its metadata, or by its picture.

    Raises DeliveryError where the conversation could not be read.
    """
    if post.response_url:
        return None
    with errors_of_slack(LOOKING):
        for message in _said_since(client, post, place):
            payload = message.get("metadata", {}).get("event_payload", {})
            if payload.get("key") == post.key or is_it(message, picture):
                return Sent(place, str(message["ts"]))
    return None


def _said_since(client: WebClient, post: Post, place: str) -> Iterator[dict[str, Any]]:
    """All that was said in the conversation, or the thread, since the post was made."""
    oldest = f"{(post.created_at - CLOCKS_APART).timestamp():.6f}"
    cursor = ""
    while True:
        options: dict[str, Any] = {
            "channel": place,
            "oldest": oldest,
            "include_all_metadata": True,
            "limit": HISTORY_PAGE,
            "cursor": cursor or None,
        }
        if post.thread:
            page = client.conversations_replies(ts=post.thread, **options)
        else:
            page = client.conversations_history(**options)
        yield from page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return
