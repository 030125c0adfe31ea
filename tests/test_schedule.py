"""The ticks themselves: they run, wake up early when told to, and one plan's trouble is its own."""

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import update

from bot.schedule import Ticker
from models.plan import Plan
from models.store import Store
from tests.helpers.bot import RunningBot
from tests.helpers.plans import ADMIN, LEAD, action, bring_in, plan_file

MONDAY = "2015-03-23T09:05"


@pytest.fixture
def subscribed(bot: RunningBot) -> RunningBot:
    """The digest goes to a channel, and it is Monday morning."""
    bot.slack.command(ADMIN, "/digest", "here", "smt-digest")
    bot.clock.set(MONDAY)
    return bot


@pytest.fixture
def ticking(subscribed: RunningBot) -> Iterator[Ticker]:
    """The real scheduler, ticking ten times a second."""
    ticker = Ticker(subscribed.desk, subscribed.client, "test", seconds=0.1).start()
    yield ticker
    ticker.stop()


def test_the_digest_goes_out_by_itself_and_once(subscribed: RunningBot, ticking: Ticker) -> None:
    subscribed.slack.wait_for(lambda: subscribed.words("smt-digest"))
    subscribed.slack.message(LEAD, "bot", "4.2 amber")
    subscribed.slack.wait_for(lambda: any("4.2" in words for words in subscribed.dms(LEAD)), 10)
    assert len(subscribed.words("smt-digest")) == 1


def test_an_answer_does_not_wait_for_the_next_tick(subscribed: RunningBot) -> None:
    ticker = Ticker(subscribed.desk, subscribed.client, "test", seconds=3600).start()
    subscribed.slack.wait_for(lambda: subscribed.words("smt-digest"))
    subscribed.slack.message(LEAD, "bot", "4.2 amber, waiting")
    subscribed.slack.wait_for(lambda: any("amber" in words for words in subscribed.dms(LEAD)), 10)
    ticker.stop()


def test_one_plans_trouble_keeps_no_other_waiting(
    subscribed: RunningBot, sample: Store, caplog: pytest.LogCaptureFixture
) -> None:
    bring_in(sample, plan_file(action("9.1")), "Broken", subscribed.clock())
    with sample.engine.begin() as connection:
        connection.execute(update(Plan).where(Plan.name == "Broken").values(zone="Mars/Base"))  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR):
        ticker = Ticker(subscribed.desk, subscribed.client, "test", seconds=0.1).start()
        subscribed.slack.wait_for(lambda: subscribed.words("smt-digest"))
        ticker.stop()
    assert "could not tick for Broken" in caplog.text
