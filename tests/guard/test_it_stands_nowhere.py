"""What the guard refuses stands nowhere: not in a table, a log, an error's report, or a post."""

import logging
import signal
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from bot import logs
from bot.practice import PracticeSlack
from bot.views.guarding import in_form, not_kept
from models.store import Store
from tests.conversation.conftest import Talk
from tests.guard.ways import CHANNEL, NAME, NOTE, WAYS, WORDS, rows
from tests.helpers.bot import practice_slack, running_bot
from tests.helpers.clock import Clock
from tests.helpers.patience import PATIENCE
from tests.helpers.plans import ADMIN, LEAD, MANAGER, SAMPLE, bring_in
from tests.test_serve import serving

REFUSED = (not_kept("")[:20], in_form("")[:20])  # what every refusal begins with


@pytest.fixture
def log() -> Iterator[StringIO]:
    """The log as `serve` sets it up at DEBUG, with what every library says of its own accord."""
    root, stream = logging.getLogger(), StringIO()
    before = (root.level, [*root.handlers])
    levels = {name: logging.getLogger(name).level for name in logs.OURS}
    logs.set_up("DEBUG", stream)
    yield stream
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def talk(log: StringIO, sqlite_url: str, clock: Clock, fill: Callable[..., None]) -> Iterator[Talk]:
    """The bot on the sample plan, which writes to that log."""
    store = Store(sqlite_url)
    fill(store, clock())
    with running_bot(store, clock) as bot:
        yield Talk(bot, store)
    store.close()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_it_stands_nowhere(
    talk: Talk, log: StringIO, capfd: pytest.CaptureFixture[str], tmp_path: Path,
    way: Callable[[Talk], str],
) -> None:  # fmt: skip
    told = way(talk)
    assert any(words in told for words in REFUSED), told
    assert NAME not in told
    talk.bot.deliver()
    assert not any(NAME in row for row in rows(talk.store))
    assert not any(NAME.encode() in file.read_bytes() for file in tmp_path.glob("plan.db*"))
    assert NAME not in log.getvalue()
    assert NAME not in "".join(capfd.readouterr())
    assert not any(NAME in str(one) for one in posted(talk.bot.slack))


def posted(slack: PracticeSlack) -> list[Any]:
    """All that the bot has said, wherever it did."""
    people = (LEAD, MANAGER, ADMIN)
    found = [one for user in people for one in (*slack.dms(user), *slack.ephemerals(user))]
    found += slack.messages(CHANNEL)
    return [one for one in found if one.user == slack.bot_user_id]


def test_an_error_that_quotes_it_is_reported_without_it(
    talk: Talk, log: StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    talk.press(talk.say("1c?", ADMIN), "Record 1c", ADMIN)
    form = talk.bot.slack.view(ADMIN)
    assert form
    # no date picker sends this; reading it as a day raises an error that quotes it
    values = {"what": "figure", "figure": "22", "on": NOTE}
    reply = talk.bot.slack.submit_view(ADMIN, form, values)
    assert "Something went wrong" in str(reply.errors)
    reported = log.getvalue()
    assert "ERROR reference" in reported
    assert "in _measured" in reported  # where it happened
    assert reported.rstrip().endswith("ValueError")
    assert NAME not in reported
    assert NAME not in "".join(capfd.readouterr())
    assert not any(NAME in row for row in rows(talk.store))


def test_what_no_listener_hears_is_not_quoted_either(talk: Talk, log: StringIO) -> None:
    talk.bot.slack.command(LEAD, "/update", "help")
    talk.bot.slack.message(ADMIN, CHANNEL, NOTE)  # two people talk; nobody is refused
    assert "DEBUG" not in log.getvalue()
    assert NAME not in log.getvalue()
    assert not any(NAME in row for row in rows(talk.store))


def test_a_bot_of_its_own_at_debug_says_nothing_of_it(sqlite_url: str, clock: Clock) -> None:
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    with practice_slack(clock) as slack:
        process = serving(slack, sqlite_url, LOG_LEVEL="DEBUG")
        slack.wait_for(lambda: slack.sockets() == 1, timeout=PATIENCE)
        assert "not kept that" in slack.command(LEAD, "/update", WORDS).words
        slack.message(LEAD, "bot", WORDS)
        slack.wait_for(lambda: len(slack.dms(LEAD)) == 2, timeout=PATIENCE)
        time.sleep(0.5)  # Slack tells the bot of its own message as well
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)
    assert "INFO" in err  # the libraries do say something
    assert NAME not in out + err
    assert not any(NAME in row for row in rows(store))
    store.close()
