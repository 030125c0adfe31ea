"""`people`: who holds which role, and who administers."""

from datetime import date
from typing import Annotated
from uuid import uuid4

import typer
from sqlmodel import Session

from bot import clock
from bot.cli.context import Context, RefusedError, print_json, read_date, today
from bot.rules.said import Said

app = typer.Typer(help="Who holds which role, to whom a role reports, who administers.")

PlanName = Annotated[str | None, typer.Option("--plan", help="The plan's name.")]
From = Annotated[str | None, typer.Option("--from", help="From this day on; today if left out.")]
Role = Annotated[str, typer.Argument(help="The role's name.")]


@app.callback(invoke_without_command=True)
def people(
    ctx: typer.Context,
    plan: PlanName = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Who holds which role, to whom a role reports, who administers."""
    if ctx.invoked_subcommand is None:
        _show(plan, json_)


def _show(plan: str | None, json_: bool) -> None:
    from dataclasses import asdict

    from bot.rules.people import role_lines
    from bot.services.books import read_book
    from bot.services.facts import plain
    from bot.views.people import administrator_line, role_line

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        book = read_book(session, kept)
    lines = role_lines(book, today(kept.zone))
    names = sorted(book.administrators)
    if json_:
        print_json({"administrators": names, "roles": plain([asdict(line) for line in lines])})
        return
    for line in lines:
        typer.echo(role_line(line))
    typer.echo(administrator_line(names))


@app.command()
def assign(
    role: Role,
    user: Annotated[str, typer.Argument(help="A Slack user id, such as U0LEAD.")],
    from_: From = None,
    plan: PlanName = None,
) -> None:
    """Put a person in a role from a day on."""
    _assign(role, user_id(user), from_, plan)


@app.command()
def vacate(role: Role, from_: From = None, plan: PlanName = None) -> None:
    """Leave a role without anybody from a day on."""
    _assign(role, None, from_, plan)


def _assign(role: str, user: str | None, from_: str | None, plan: str | None) -> None:
    from bot.services.people import assign as put
    from bot.views.people import assigned

    context = Context()
    with context.ready().writing() as session:
        kept = context.plan(session, plan, writes=True)
        day: date = read_date(from_) if from_ else today(kept.zone)
        done = put(session, kept, _said(), role, user, day)
    typer.echo(assigned(done))


@app.command()
def away(
    user: Annotated[str, typer.Argument(help="A Slack user id, such as U0LEAD.")],
    until: Annotated[str, typer.Option("--until", help="The last day away.")],
    from_: From = None,
    stand_in: Annotated[
        str | None, typer.Option("--stand-in", help="Who is written to meanwhile.")
    ] = None,
) -> None:
    """Say that a person is away, and who stands in; a later word takes the place of this one."""
    from bot.rules.absence import Absence
    from bot.services.absence import go_away
    from bot.views.people import away as says

    context = Context()
    first = read_date(from_) if from_ else today(context.settings.tz_default)
    other = user_id(stand_in) if stand_in else None
    absence = Absence(user_id(user), first, read_date(until), other)
    with context.ready().writing() as session:
        go_away(session, _said(), absence)
    typer.echo(says(absence))


@app.command()
def back(user: Annotated[str, typer.Argument(help="A Slack user id, such as U0LEAD.")]) -> None:
    """Say that a person is there again, before the day that was said."""
    from bot.services.absence import come_back

    with Context().ready().writing() as session:
        was_away = come_back(session, _said(), user_id(user))
    typer.echo(f"{user} is {'there again' if was_away else 'not away'}.")


@app.command()
def admin(user: Annotated[str, typer.Argument(help="A Slack user id.")]) -> None:
    """Let a person administer every plan kept here."""
    from models.schema import migrate

    context = Context()
    migrate(context.store)
    with context.store.writing() as session:
        new = _name(session, user_id(user))
    typer.echo(f"{user} {'is now' if new else 'was already'} an administrator.")


def _name(session: Session, user: str) -> bool:
    from bot.services.people import name_administrator

    return name_administrator(session, _said(), user)


def user_id(text: str) -> str:
    """A Slack user id. Raises RefusedError."""
    if not (text[:1] in ("U", "W") and text.isalnum() and text.isupper() and len(text) > 1):
        raise RefusedError(
            f"“{text}” is not a Slack user id; it is like U0LEAD, and stands in the person's "
            "profile in Slack under “Copy member ID”."
        )
    return text


def _said() -> Said:
    now = clock.now()
    return Said("command line", "", now, now, "command line", f"people:{uuid4()}")
