"""Uploading a picture, in Slack's three steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.errors import errors_of_slack
from models.outbox import Post
from models.picture import Picture

MAY_NOT = frozenset({"missing_scope", "not_allowed_token_type", "file_uploads_disabled"})


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a post stands in Slack."""

    conversation: str
    ts: str


def upload(client: WebClient, post: Post, place: str, picture: Picture) -> Sent | None:
    """Upload a picture with its alt text; None where the app has not been allowed to.

    Raises DeliveryError. The file's name is the post's own, by which it can be found again.
    """
    with errors_of_slack(posting=True):
        try:
            client.files_upload_v2(
                filename=picture.name,
                content=picture.png,
                title=post.text.partition(".")[0],
                alt_txt=picture.alt,
                channel=place,
                thread_ts=post.thread,
            )
        except SlackApiError as error:
            if error.response.get("error") in MAY_NOT:
                return None
            raise
    return Sent(place, "")


def is_it(message: Mapping[str, Any], picture: Picture | None) -> bool:
    """Whether a message is the one with the picture."""
    files = message.get("files") or ()
    return picture is not None and any(one.get("name") == picture.name for one in files)
