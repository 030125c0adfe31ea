"""Handing one post to Slack, and what its answers mean for trying again."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from models.outbox import LOOKING, OPENING, PERSON, Post

EVENT_TYPE = "action_plan_post"
HISTORY_PAGE = 200
CLOCKS_APART = timedelta(hours=1)  # how far Slack's clock may be behind ours, and more
RATE_LIMITS = frozenset({"ratelimited", "rate_limited"})
# Trying again would not help. What is wrong with the token is put right while posts wait, and they
# go out then; `account_inactive` may be the person's, and nobody waits for those who have left.
PERMANENT = frozenset(
    {
        "access_denied",
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "ekm_access_denied",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "is_archived",
        "messages_tab_disabled",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "no_text",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "thread_not_found",
        "user_disabled",
        "user_not_found",
    }
)


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a post stands in Slack."""

    conversation: str
    ts: str


class DeliveryError(Exception):
    """Slack did not take a post. `permanent`: trying again cannot help.

    `ambiguous`: it may have been taken all the same. `wait` is Slack's own Retry-After, and `lane`
    what it is about where that is not the conversation.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        ambiguous: bool = False,
        wait: timedelta | None = None,
        lane: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.ambiguous = ambiguous
        self.wait = wait
        self.lane = lane


class TooLateError(Exception):
    """A post whose time has passed: a reminder of this morning is not sent at night."""


def place_of(client: WebClient, post: Post) -> str:
    """The conversation a post goes to; a person's is opened, which comes to the same each time.

    Raises DeliveryError, never an ambiguous one: nothing has been posted yet.
    """
    if post.response_url or not post.channel.startswith(PERSON):
        return post.channel
    with _errors_of_slack(OPENING):
        return str(client.conversations_open(users=post.channel)["channel"]["id"])


def send(client: WebClient, post: Post, place: str) -> Sent:
    """Post a message, marked with its key so that it can be found again.

    Raises DeliveryError.
    """
    if post.response_url:
        return _respond(client, post, place)
    with _errors_of_slack(posting=True):
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
    with _errors_of_slack():
        answer = hook.send(
            text=post.text,
            blocks=post.blocks,
            replace_original=post.replaces,
            response_type=None if post.replaces else "ephemeral",
        )
    if answer.status_code == 429:
        raise _rate_limited(answer.headers, lane=None)
    if answer.status_code != 200:
        gone = answer.status_code < 500
        raise DeliveryError(f"HTTP {answer.status_code}", permanent=gone)
    return Sent(place, "")


def find(client: WebClient, post: Post, place: str) -> Sent | None:
    """Look for a post that may have reached Slack, by the key in its metadata.

    Raises DeliveryError where the conversation could not be read.
    """
    if post.response_url:
        return None
    with _errors_of_slack(LOOKING):
        for message in _said_since(client, post, place):
            payload = message.get("metadata", {}).get("event_payload", {})
            if payload.get("key") == post.key:
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


@contextmanager
def _errors_of_slack(lane: str | None = None, posting: bool = False) -> Iterator[None]:
    """What goes wrong in a call, as a DeliveryError. Only a posting leaves anything in doubt."""
    try:
        yield
    except SlackApiError as error:
        raise _refusal(error, lane, posting) from error
    except (OSError, HTTPException) as error:
        ambiguous = posting and not _never_left(error)
        raise DeliveryError(type(error).__name__, ambiguous=ambiguous) from error


def _refusal(error: SlackApiError, lane: str | None, posting: bool) -> DeliveryError:
    """Slack says of its own internal errors that what was asked may have been done all the same.

    So what is not known to have been refused counts as such.
    """
    response = error.response
    reason = str(response.get("error", "unknown_error"))
    if response.status_code == 429 or reason in RATE_LIMITS:
        return _rate_limited(response.headers, lane)
    permanent = reason in PERMANENT
    if response.status_code >= 500:
        reason = f"HTTP {response.status_code}"
    return DeliveryError(reason, permanent=permanent, ambiguous=posting and not permanent)


def _rate_limited(headers: dict[str, str], lane: str | None) -> DeliveryError:
    named = {name.lower(): value for name, value in headers.items()}
    wait = timedelta(seconds=int(named.get("retry-after", 1)))
    return DeliveryError("ratelimited", wait=wait, lane=lane)


def _never_left(error: Exception) -> bool:
    """Whether the line was not even made: Slack knows nothing of the call."""
    reason = error.reason if isinstance(error, URLError) else error
    return isinstance(reason, ConnectionRefusedError | socket.gaierror)
