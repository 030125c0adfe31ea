"""`practice`: the bot on the sample plan, in a workspace on this machine, with no Slack account."""

import shutil
import signal
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import clock
from bot.cli import loading
from bot.cli.context import Context, RefusedError

FOLDER = Path("data")
NAME = "practice"
DATABASE = FOLDER / "practice.db"
WIDTH = 100


def practice(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is, on 127.0.0.1.")
    ] = 8765,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over.")] = False,
) -> None:
    """Try the bot without Slack: opens a page that feels like Slack, with the bot in it."""
    from bot.cli.practice_session import Session
    from bot.practice.keeping import UnreadableError

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    sample = Context().settings.sample_plan
    console = Console(width=min(Console().width, WIDTH), highlight=False)
    with _refusing(f"The folder {FOLDER}/ cannot be written", "; stand in one that can be."):
        _make_room(fresh)
    try:
        session = Session(console, DATABASE, sample, port, clock.seconds)
    except UnreadableError as error:
        raise RefusedError(f"{error} Start over with --fresh.") from error
    with ExitStack() as until_closed:
        with _refusing(f"Port {port} on 127.0.0.1 cannot be used", "; say another with --port."):
            until_closed.enter_context(session)
        loading.done()
        session.begin()
        _invite(session.address)
        stop.wait()


@contextmanager
def _refusing(what: str, advice: str) -> Iterator[None]:
    """Says what the system will not do, with its own reason."""
    try:
        yield
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        raise RefusedError(f"{what} ({why}){advice}") from error


def _invite(address: str) -> None:
    typer.echo(f"The practice workspace is open: {address}\nCtrl-C closes it.")
    sys.stdout.flush()
    if sys.stdout.isatty() and _has_display():
        webbrowser.open(address)


def _has_display() -> bool:
    """Whether there is a browser with a window; one in the terminal would hide the address."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    return type(found) is not webbrowser.GenericBrowser


def _make_room(fresh: bool) -> None:
    """Starts over where that is asked for, or where only one half of what was kept is there.

    Not asked, what there is is put aside.
    """
    FOLDER.mkdir(exist_ok=True)
    workspace = FOLDER / f"{NAME}.json"
    if workspace.exists() and DATABASE.exists() and not fresh:
        return
    shutil.rmtree(FOLDER / f"{NAME}-files", ignore_errors=True)
    for path in (DATABASE, DATABASE.with_name(f"{DATABASE.name}-wal"), workspace):
        if path.exists() and not fresh:
            path.replace(path.with_name(path.name.replace(NAME, f"{NAME}-before")))
        path.unlink(missing_ok=True)
    DATABASE.with_name(f"{DATABASE.name}-shm").unlink(missing_ok=True)
