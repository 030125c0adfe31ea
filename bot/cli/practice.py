"""`practice`: the bot on the sample plan, in a workspace on this machine, with no Slack account."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import clock
from bot.cli.context import Context, RefusedError

DATABASE = Path("data") / "practice.db"


def practice(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the workspace listens, on 127.0.0.1.")
    ] = 8765,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start over.")] = False,
) -> None:
    """Try the bot without Slack: prints a week of the sample plan as it is said in a workspace."""
    from bot.cli.rehearsal import rehearse

    context = Context()
    _make_room(fresh)
    console = Console(width=min(Console().width, 100), highlight=False)
    try:
        rehearse(console, DATABASE, context.settings.sample_plan, port, clock.seconds)
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        raise RefusedError(
            f"Port {port} on 127.0.0.1 cannot be used ({why}); say another with --port."
        ) from error


def _make_room(fresh: bool) -> None:
    """Every rehearsal begins anew; without --fresh the one before is kept beside it."""
    for path in (DATABASE, DATABASE.with_name(f"{DATABASE.name}-wal")):
        if path.exists() and not fresh:
            path.replace(path.with_name(path.name.replace("practice", "practice-before")))
        path.unlink(missing_ok=True)
    DATABASE.with_name(f"{DATABASE.name}-shm").unlink(missing_ok=True)
