"""`migrate`, `verify` and `doctor`: is it well?"""

from typing import Annotated

import typer

from bot import clock
from bot.cli.context import Context, RefusedError, print_json
from models.plan import Plan

PlanName = Annotated[str | None, typer.Option("--plan", help="The plan's name.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]


def migrate(
    to_workspace: Annotated[
        str | None, typer.Option(help="Let all plans belong to this Slack workspace (T0...).")
    ] = None,
) -> None:
    """Bring the database to this version."""
    from models.plan import move_to_workspace
    from models.schema import head
    from models.schema import migrate as bring

    if to_workspace and not (to_workspace[0] in "TE" and to_workspace.isalnum()):
        raise RefusedError(f"“{to_workspace}” is not a Slack workspace id such as T0ABCDEF.")
    store = Context().store
    done = bring(store)
    typer.echo(f"The database is {'now' if done else 'already'} at version {head()}.")
    if to_workspace:
        with store.writing() as session:
            move_to_workspace(session, to_workspace)
        typer.echo(f"The plans belong to the workspace {to_workspace}.")


def verify(plan: PlanName = None, json_: AsJson = False) -> None:
    """Rebuild the state from the ledger, compare, and say what differs."""
    from sqlmodel import select

    from bot.services.verifying import differences
    from bot.views.upkeep import difference_lines

    context = Context()
    with context.reading() as session:
        named = [context.plan(session, plan)] if plan else session.exec(select(Plan)).all()
        found = {kept.name: differences(session, kept) for kept in named}
    if json_:
        print_json({name: [line.__dict__ for line in lines] for name, lines in found.items()})
    else:
        for name, lines in found.items():
            for text in difference_lines(name, lines):
                typer.echo(text)
    if any(found.values()):
        raise RefusedError("What is kept is not what the ledger says.")


def doctor(json_: AsJson = False) -> None:
    """Check settings, database, Slack scopes and channels, last heard, last sent, next due."""
    from bot.doctor import examine

    checks = examine(Context().settings, clock.now())
    if json_:
        print_json([{"check": c.name, "ok": c.ok, "says": c.says} for c in checks])
    else:
        for check in checks:
            typer.echo(f"{_MARKS[check.ok]} {check.name}: {check.says}")
    if any(check.ok is False for check in checks):
        raise RefusedError("Something needs attention; see the lines marked above.")


_MARKS = {True: "ok     ", False: "PROBLEM", None: "note   "}
