"""What is put on somebody's screen at once: a form, a form anew, their home tab.

The one thing that does not go through the outbox: a trigger lives three seconds, and what is not
shown in time is of no use later. So each call is short, and says whether it came off.
"""

import logging
from collections.abc import Callable
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

log = logging.getLogger(__name__)

SECONDS = 2


class Screens:
    """Slack's `views` methods, and `users.info`, bounded in time."""

    def __init__(self, client: WebClient) -> None:
        self._client = WebClient(client.token, client.base_url, timeout=SECONDS, retry_handlers=[])

    def open(self, trigger_id: str, view: dict[str, Any]) -> bool:
        """Open a form for whoever did what the trigger is of."""
        return _tried(lambda: self._client.views_open(trigger_id=trigger_id, view=view)) is not None

    def update(self, view_id: str, view: dict[str, Any]) -> bool:
        """Put something else in a form's place."""
        return _tried(lambda: self._client.views_update(view_id=view_id, view=view)) is not None

    def publish(self, user: str, view: dict[str, Any]) -> bool:
        """Show a home tab."""
        return _tried(lambda: self._client.views_publish(user_id=user, view=view)) is not None

    def user(self, user: str) -> dict[str, Any] | None:
        """Slack's user object; None where Slack does not say in time."""
        answer = _tried(lambda: self._client.users_info(user=user))
        return answer["user"] if answer is not None else None


def _tried(call: Callable[[], SlackResponse]) -> SlackResponse | None:
    """What a call was answered; None where Slack refused, or did not answer in time."""
    try:
        return call()
    except SlackApiError as error:
        log.warning("%s: %s", error.response.api_url, error.response.get("error"))
    except (OSError, HTTPException) as error:
        log.warning("no answer from Slack in time: %s", type(error).__name__)
    return None
