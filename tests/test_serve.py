"""`serve` as a process of its own: it starts, answers, stops, and says what is wrong."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from bot.practice import PracticeSlack
from models.store import Store
from tests.helpers.bot import practice_slack
from tests.helpers.clock import Clock
from tests.helpers.patience import PATIENCE
from tests.helpers.plans import LEAD, SAMPLE, bring_in


@pytest.fixture
def slack(clock: Clock) -> Iterator[PracticeSlack]:
    """A workspace that the process can be pointed at."""
    with practice_slack(clock) as slack:
        yield slack


def serving(slack: PracticeSlack, url: str, *words: str, **other: str) -> subprocess.Popen[str]:
    """`serve` with everything set as it should be, but for what is said otherwise."""
    environment = {
        "DATABASE_URL": url,
        "SLACK_API_URL": slack.url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        **other,
    }
    command = [sys.executable, "-m", "bot", "serve", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for_page(address: str) -> None:
    """Until the health page answers well."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address) as page:
                assert page.status == 200
                return
        except URLError:
            time.sleep(0.05)
    raise AssertionError(f"{address} did not answer")


@pytest.fixture
def sample_url(sqlite_url: str, clock: Clock) -> str:
    """A database with the sample plan."""
    store = Store(sqlite_url)
    bring_in(store, SAMPLE, "Hillingdon", clock())
    store.close()
    return sqlite_url


def test_over_http_it_answers_and_stops_cleanly(slack: PracticeSlack, sample_url: str) -> None:
    port = free_port()
    process = serving(slack, sample_url, "--http", f"127.0.0.1:{port}")
    wait_for_page(f"http://127.0.0.1:{port}/healthz")
    slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    assert "from residual to complete" in slack.command(LEAD, "/update", "4.2 complete").text
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")
    assert f"127.0.0.1:{port}" in out


def test_by_socket_mode_it_answers_and_stops_cleanly(slack: PracticeSlack, sample_url: str) -> None:
    process = serving(slack, sample_url)
    slack.wait_for(lambda: slack.sockets() == 1, PATIENCE)
    slack.message(LEAD, "bot", "4.2 amber")
    slack.wait_for(lambda: any("amber" in m.words for m in slack.dms(LEAD)[1:]), PATIENCE)
    time.sleep(0.5)  # Slack tells the bot of its own message as well
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, "")


# a setting that is wrong, and what is said of it
WRONG = [
    ("SLACK_APP_TOKEN", "xapp-wrong", "Slack refuses SLACK_APP_TOKEN (invalid_auth)"),
    ("SLACK_BOT_TOKEN", "xoxb-wrong", "Slack refuses SLACK_BOT_TOKEN (invalid_auth)"),
    ("SLACK_API_URL", "http://127.0.0.1:9/api/", "Slack cannot be reached"),
]


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_what_is_wrong_is_said_and_it_ends(
    slack: PracticeSlack, sample_url: str, name: str, value: str, says: str
) -> None:
    process = serving(slack, sample_url, **{name: value})
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert says in err
    assert "Traceback" not in err
