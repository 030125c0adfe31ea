"""What goes wrong between us and Slack, and whether trying again can help."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackRequestError

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


@contextmanager
def errors_of_slack(lane: str | None = None, posting: bool = False) -> Iterator[None]:
    """What goes wrong in a call, as a DeliveryError. Only a posting leaves anything in doubt."""
    try:
        yield
    except SlackApiError as error:
        raise _refusal(error, lane, posting) from error
    except SlackRequestError as error:  # the bytes of a file did not arrive
        raise DeliveryError(str(error), ambiguous=posting) from error
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
        return rate_limited(response.headers, lane)
    permanent = reason in PERMANENT
    if response.status_code >= 500:
        reason = f"HTTP {response.status_code}"
    return DeliveryError(reason, permanent=permanent, ambiguous=posting and not permanent)


def rate_limited(headers: dict[str, str], lane: str | None) -> DeliveryError:
    named = {name.lower(): value for name, value in headers.items()}
    wait = timedelta(seconds=int(named.get("retry-after", 1)))
    return DeliveryError("ratelimited", wait=wait, lane=lane)


def _never_left(error: Exception) -> bool:
    """Whether the line was not even made: Slack knows nothing of the call."""
    reason = error.reason if isinstance(error, URLError) else error
    return isinstance(reason, ConnectionRefusedError | socket.gaierror)
