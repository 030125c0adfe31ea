"""The served bot, started and idle, against importing what serving needs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.asking import workspace
from bench.figures import Aim, Result, Row
from bench.ground import fill, folder
from bench.sizes import Size
from bench.taking_turns import in_turns
from bot.practice import PracticeSlack

NEEDED = """
import apscheduler.schedulers.background, dateutil.parser, dateutil.relativedelta
import pydantic_settings, rich.progress, rich.table, slack_bolt, sqlalchemy.dialects.sqlite
import sqlmodel, starlette.applications, typer, uvicorn, websockets
from slack_bolt.adapter.starlette import SlackRequestHandler
print(flush=True)
input()
"""
IMPORTS, SERVED = "importing what serving needs", "the bot, served and idle"
IDLE_SECONDS = 1.5


def measure(size: Size) -> list[Result]:
    """Milliseconds until it answers, and what it then holds in memory."""
    held: dict[str, list[float]] = {IMPORTS: [], SERVED: []}
    with folder() as home, workspace() as slack:
        fill(f"sqlite:///{home / 'plan.db'}")
        ways = {
            IMPORTS: lambda _: _imports(held[IMPORTS]),
            SERVED: lambda _: _serves(held[SERVED], slack, home),
        }
        samples = in_turns(ways, size.starts, warming=min(1, size.starts - 1))
    rows: list[Row] = [
        {
            "what": what,
            "start_ms": 1000 * median(seconds),
            "memory_mb": median(held[what]),
            "start_ratio": median(seconds) / median(samples[IMPORTS]),
            "memory_ratio": median(held[what]) / median(held[IMPORTS]),
        }
        for what, seconds in samples.items()
    ]
    start, memory = (float(rows[1][column]) for column in ("start_ratio", "memory_ratio"))
    aims = [Aim("idle memory to imports'", memory, 1.25), Aim("start to imports'", start, 1.5)]
    return [Result("Start and idle", rows, aims)]


def _imports(held: list[float]) -> float:
    began = time.perf_counter()
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", NEEDED], stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        process.stdout.readline()
        seconds = time.perf_counter() - began
        held.append(resident(process.pid))
        process.communicate(b"\n")
    return seconds


def _serves(held: list[float], slack: PracticeSlack, home: Path) -> float:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    given = {
        "DATABASE_URL": f"sqlite:///{home / 'plan.db'}",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.url,
    }
    environment = {**os.environ, **given}  # noqa: TID251 - handed on to the bot
    command = [sys.executable, "-m", "bot", "serve", "--http", f"127.0.0.1:{port}"]
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        _until(lambda: socket.create_connection(("127.0.0.1", port)).close())
        seconds = time.perf_counter() - began
        time.sleep(IDLE_SECONDS)
        held.append(resident(process.pid))
        process.terminate()
    return seconds


def _until(connects: Callable[[], None], patience: float = 30) -> None:
    give_up = time.perf_counter() + patience
    while True:
        try:
            return connects()
        except ConnectionRefusedError:
            if time.perf_counter() > give_up:
                raise
            time.sleep(0.005)


def resident(pid: int) -> float:
    """The memory that a process holds, in megabytes."""
    found = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)
    return int(found.stdout) / 1024
