"""A digest and reminders land once each, wherever the process that posts them is killed."""

import signal
from random import Random
from typing import Any

import pytest
from sqlmodel import delete, select

from bot.practice import PracticeSlack
from models.lane import Lane
from models.outbox import Post
from models.pulse import Pulse, pulses
from tests.durability.looking import verified
from tests.helpers.bot import RunningBot
from tests.helpers.clock import Clock
from tests.helpers.nursery import Nursery
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SCHOOL

MONDAY = "2015-03-30T09:05"  # the last working day before nine actions end
CHANNELS, PEOPLE = ("smt-digest", "improvement-plan"), (LEAD, MANAGER, SCHOOL)
KILLED = -signal.SIGKILL
ONCE_EACH = dict.fromkeys((*CHANNELS, "in threads", *PEOPLE), 1)


@pytest.fixture
def clock() -> Clock:
    """A week earlier, when the channels are subscribed."""
    return Clock("2015-03-23T10:00")


@pytest.fixture
def slack(bot: RunningBot) -> PracticeSlack:
    """The workspace of that bot, for the children to belong to."""
    return bot.slack


@pytest.fixture
def subscribed(bot: RunningBot, clock: Clock) -> RunningBot:
    """A bot with a digest and reminders due this Monday morning for the first time."""
    for channel, command in zip(CHANNELS, ("/digest", "/reminders"), strict=True):
        reply = bot.slack.command(ADMIN, command, "here", channel)
        assert "30 Mar" in reply.words
    clock.set(MONDAY)
    return bot


def landed(bot: RunningBot) -> dict[str, int]:
    """How many messages stand in each place."""
    found = {channel: bot.slack.messages(channel) for channel in CHANNELS}
    heads = {channel: len([m for m in said if not m.thread_ts]) for channel, said in found.items()}
    threads = {"in threads": len([m for said in found.values() for m in said if m.thread_ts])}
    return heads | threads | {user: len(bot.slack.dms(user)) for user in PEOPLE}


def forget(bot: RunningBot) -> None:
    """Make it as if the bot had never ticked."""
    places = [bot.slack.messages(channel) for channel in CHANNELS]
    places += [bot.slack.dms(user) for user in PEOPLE]
    for message in (one for place in places for one in place):
        bot.client.chat_delete(channel=message.channel, ts=message.ts)
    with bot.desk.store.writing() as session:
        session.exec(delete(Post))
        session.exec(delete(Lane))
        session.exec(delete(Pulse))


def run(nursery: Nursery, environment: dict[str, str], step: int = 0) -> int:
    """One tick and its deliveries in a process of their own, killed at a step; how it ended."""
    return nursery.wait(nursery.start("cycle", environment, step, MONDAY))


def left_behind(bot: RunningBot) -> tuple[Any, ...]:
    """All that somebody who starts again finds, apart from how long a lease still runs."""
    with bot.desk.store.reading() as session:
        posts = session.exec(select(Post).order_by(Post.key)).all()
        told = tuple((post.key, post.state, post.attempts) for post in posts)
        return told, tuple(sorted(pulses(session))), tuple(landed(bot).items())


def test_a_digest_and_reminders_land_once_each_wherever_the_process_is_killed(
    nursery: Nursery, subscribed: RunningBot, environment: dict[str, str]
) -> None:
    nursery.rehearse(environment, MONDAY)
    stride = 1 if subscribed.desk.store.is_sqlite else 3  # the steps are the same ones
    steps, seen = 0, set()
    while True:
        forget(subscribed)
        ended = run(nursery, environment, steps + 1)
        if ended == 0:
            break
        assert ended == KILLED
        steps += stride
        left = left_behind(subscribed)
        if left not in seen:  # what is left behind decides what a new start does
            seen.add(left)
            assert run(nursery, environment) == 0
            assert landed(subscribed) == ONCE_EACH, f"after a kill at step {steps}"
    assert landed(subscribed) == ONCE_EACH
    assert steps > 50  # the tick's writes, and each post's on either side of its call
    assert len(seen) > 3 * len(ONCE_EACH) // stride  # queued, being sent, there, settled
    assert verified(environment["DATABASE_URL"]) == []


def test_and_wherever_it_is_killed_again_and_again(
    nursery: Nursery, subscribed: RunningBot, environment: dict[str, str]
) -> None:
    nursery.rehearse(environment, MONDAY)
    for seed in range(5):
        forget(subscribed)
        while run(nursery, environment, Random(seed).randint(1, 90)) == KILLED:
            seed += 100
        assert landed(subscribed) == ONCE_EACH
