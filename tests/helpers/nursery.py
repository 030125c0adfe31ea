"""A process that has everything loaded and forks: each child is a bot that starts in an instant.

A bot can be killed only once, and starting Python takes longer than all that a test does with it.
The nursery has no thread and no connection, so a fork of it is as good as a fresh start. Commands
of the command line are born here as well.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import psycopg  # noqa: F401 - so that no child has to load it
from sqlalchemy.orm import configure_mappers

import bot.schedule  # noqa: F401 - the same
from bot.__main__ import main
from bot.rules.times import is_working_day
from models.schema import head
from tests.durability import dying
from tests.helpers.patience import PATIENCE

COMMAND = "command"
LONGEST_COMMAND = 60  # seconds
_WRITE = os.O_WRONLY | os.O_CREAT
STREAMS = (("in", os.O_RDONLY), ("out", _WRITE), ("err", _WRITE))


class Nursery:
    """The nursery as a test sees it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.helpers.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, work: str, environment: dict[str, str], *args: object) -> int:
        """Set a child to one of the works in `dying`; its process id."""
        return self._ask({"work": work, "environment": environment, "args": args})

    def rehearse(self, environment: dict[str, str], *args: object) -> None:
        """Do `dying.rehearse` before any child is born, so that each is quicker at it."""
        self._ask({"rehearse": args, "environment": environment})

    def command(
        self, words: tuple[str, ...], folder: Path, environment: dict[str, str], streams: Path
    ) -> int:
        """Run a command with its `in`, `out` and `err` in a folder; its exit code."""
        return self.wait(self.start(COMMAND, environment, words, str(folder), str(streams)))

    def wait(self, pid: int) -> int:
        """Wait until a child has ended: 0, or the negative number of the signal that ended it."""
        return self._ask({"wait": pid})

    def close(self) -> None:
        """End the nursery, which ends when nobody talks to it any more."""
        self._process.communicate(timeout=PATIENCE)

    def _ask(self, request: dict[str, Any]) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def _run() -> None:
    configure_mappers()
    is_working_day(date(2015, 3, 9))
    head()
    gc.freeze()  # a child that looks for garbage would copy all that it shares with us
    children: set[int] = set()
    for line in sys.stdin:
        sys.stdout.write(f"{_answer(json.loads(line), children)}\n")
        sys.stdout.flush()
    for child in children:
        os.kill(child, signal.SIGKILL)


def _answer(request: dict[str, Any], children: set[int]) -> int:
    if "wait" in request:
        children.discard(request["wait"])
        return _wait(request["wait"])
    if "rehearse" in request:
        os.environ.update(request["environment"])
        dying.rehearse(*request["rehearse"])
        return 0
    child = os.fork() or _live(request["work"], request["environment"], request["args"])
    children.add(child)
    return child


def _live(work: str, environment: dict[str, str], args: list[Any]) -> NoReturn:
    """All that a child does, to its end."""
    status = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if work == COMMAND:
            status = _command(environment, *args)
        else:
            os.environ.update(environment)
            getattr(dying, work)(*args)
            status = 0
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(status)


def _command(environment: dict[str, str], words: list[str], folder: str, streams: str) -> int:
    """`python -m bot` with its words, in a folder, with nothing set but what is given."""
    signal.alarm(LONGEST_COMMAND)
    for number, (name, how) in enumerate(STREAMS):
        os.dup2(os.open(Path(streams) / name, how, 0o600), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["bot", *words]
    try:
        main()
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _wait(pid: int) -> int:
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    _run()
