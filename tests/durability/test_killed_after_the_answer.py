"""What a person has been told is recorded stays recorded, whatever becomes of the bot then."""

import os
import signal
import subprocess
import sys

from bot.practice import PracticeSlack, Reply
from tests.durability.looking import Victim, free_port, recorded, start
from tests.helpers.nursery import Nursery
from tests.helpers.plans import LEAD

SUNDAY = "2015-03-22T09:00"
HTTP_TRIES = 100
SOCKET_TRIES = 5
EACH = 10  # tries between two in which the whole ledger is gone through


def report(slack: PracticeSlack, number: int) -> Reply:
    """An update, and its answer: the action is complete and taken up again by turns."""
    what = "complete" if number % 2 else "in progress"
    return slack.command(LEAD, "/update", f"4.2 {what}, try {number}")


def assert_recorded(url: str, reply: Reply, number: int) -> None:
    """What the answer said is what is kept, and the ledger agrees."""
    status = "completed" if number % 2 else "in_progress"
    assert ("to complete." if number % 2 else "to in progress.") in reply.text
    kept = recorded(url, "4.2", verifies=number % EACH == 0 or number < EACH)
    assert kept.action.status == status
    assert (kept.entry.who, kept.entry.key, kept.entry.new) == (LEAD, "4.2", f'"{status}"')
    assert f"try {number}" in kept.words
    assert kept.complaints == []


def test_a_hundred_updates_survive_a_kill_straight_after_their_answer(
    nursery: Nursery, slack: PracticeSlack, environment: dict[str, str]
) -> None:
    nursery.rehearse(environment, SUNDAY)
    following = start(nursery, "serve", environment)
    for number in range(1, HTTP_TRIES + 1):
        bot, following = following, start(nursery, "serve", environment)
        bot.receives_from(slack)
        reply = report(slack, number)
        bot.kill()
        assert_recorded(environment["DATABASE_URL"], reply, number)
    following.kill()


def test_so_do_updates_that_came_by_socket_mode(
    nursery: Nursery, slack: PracticeSlack, environment: dict[str, str]
) -> None:
    for number in range(1, SOCKET_TRIES + 1):
        pid = nursery.start("connect", environment, 0)
        slack.wait_for(lambda: slack.sockets() == 1)
        reply = report(slack, number)
        Victim(nursery, pid, "").kill()
        slack.wait_for(lambda: slack.sockets() == 0)
        assert_recorded(environment["DATABASE_URL"], reply, number)


def test_so_does_one_to_a_bot_started_from_the_command_line(
    nursery: Nursery, slack: PracticeSlack, environment: dict[str, str]
) -> None:
    port = free_port()
    command = [sys.executable, "-m", "bot", "serve", "--http", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    Victim(nursery, process.pid, f"http://127.0.0.1:{port}/slack/events").receives_from(slack)
    reply = report(slack, 7)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert_recorded(environment["DATABASE_URL"], reply, 7)
