"""Slack's side: signed `/update` requests, and a workspace that knows the bot's token."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bot import clock
from bot.practice import PracticeSlack
from tests.helpers.plans import HOLDERS, LEAD

# Four updates in turn; the first of them completes the action, whose targets are then looked at.
KINDS, COMPLETING = 4, 0
RATINGS = ("green", "amber", "red")
_numbers = count(int(time.monotonic() * 1000) * 1000)


@contextmanager
def workspace() -> Iterator[PracticeSlack]:
    """A workspace on this machine in which the usual people are."""
    with PracticeSlack(
        clock=clock.seconds,
        wall=clock.seconds,
        people={user: user for user in HOLDERS.values()},
        channels={"plan": [LEAD, "bot"]},
    ) as slack:
        yield slack


def said(number: int) -> str:
    """What is said of the action this time: always a change from what was said before."""
    rating = RATINGS[number // KINDS % len(RATINGS)]
    kinds = ("complete", f"{rating} waiting for training", f"{number % 97}%", "in progress")
    return kinds[number % KINDS]


def update_body(slack: PracticeSlack, ref: str, number: int) -> str:
    """`/update` as Slack posts it: the lead says the next thing about an action."""
    return urlencode(
        {
            "team_id": slack.team_id,
            "team_domain": "bench",
            "channel_id": "D0BENCH",
            "channel_name": "directmessage",
            "user_id": LEAD,
            "user_name": "lead",
            "command": "/update",
            "text": f"{ref} {said(number)}",
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1/response",
            "trigger_id": f"{next(_numbers)}.bench",
        }
    )


def signed_headers(slack: PracticeSlack, body: str) -> dict[str, str]:
    """The headers with which Slack says that it is Slack."""
    stamp = str(int(clock.seconds()))
    signature = SignatureVerifier(slack.signing_secret).generate_signature(
        timestamp=stamp, body=body
    )
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or "",
    }


def check_recorded(status: int, answer: str, ref: str) -> None:
    """Raise where an update was refused or failed: what is not recorded is not measured."""
    if status != 200 or f'"{ref}: ' not in answer:
        raise RuntimeError(f"{status} {answer}")
