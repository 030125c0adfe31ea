"""What the durability tests share: bots that can be killed, and a workspace they belong to."""

from collections.abc import Iterator

import pytest

from bot.practice import PracticeSlack
from models.store import Store
from tests.helpers.bot import practice_slack
from tests.helpers.clock import Clock
from tests.helpers.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where bots come from."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def slack(clock: Clock) -> Iterator[PracticeSlack]:
    """A workspace with the app installed."""
    with practice_slack(clock) as slack:
        yield slack


@pytest.fixture
def environment(slack: PracticeSlack, sample: Store) -> dict[str, str]:
    """What a bot of this workspace, on the sample plan, finds in its environment."""
    return {
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": sample.url,
        "SLACK_API_URL": slack.url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
    }
