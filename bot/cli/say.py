"""`say`: what a person says to the bot, through the same services as in Slack."""

from typing import Annotated
from uuid import uuid4

import typer

from bot import clock
from bot.cli.context import Context, RefusedError, read_moment
from bot.cli.people import user_id
from bot.rules.outcomes import Outcome, Refused
from bot.rules.said import Said
from bot.services.books import Books
from bot.views.outcomes import answer
from bot.views.plain import as_text


def say(
    text: Annotated[str, typer.Argument(help="What the person says.")],
    user: Annotated[str, typer.Option("--as", help="A Slack user id, such as U0LEAD.")],
    at: Annotated[str | None, typer.Option("--at", help="When; now if left out.")] = None,
    channel: Annotated[str | None, typer.Option("--in", help="The channel it is said in.")] = None,
    plan: Annotated[str | None, typer.Option("--plan", help="The plan's name.")] = None,
) -> None:
    """Say something to the bot as a person; prints the reply."""
    context = Context()
    speaker = user_id(user)
    store = context.ready()
    with store.reading() as session:
        kept = context.plan(session, plan, writes=True)
    now = clock.now()
    moment = read_moment(at, kept.zone).at if at else now
    if moment > now:
        raise RefusedError(f"“{at}” has not come yet; the record holds what was said.")
    said = Said(
        user=speaker,
        text=text,
        at=moment,
        recorded_at=now,
        via="command line",
        request=f"say:{uuid4()}",
        place=channel,
        plan=kept.name,
    )
    with store.writing() as session:
        from bot.services.answering import converse

        outcome = converse(session, Books(), said)
    _reply(outcome)


def _reply(outcome: Outcome | None) -> None:
    if outcome is None:
        typer.echo("(nothing to answer)")
        return
    text = as_text(answer(outcome).blocks)
    if isinstance(outcome, Refused):
        raise RefusedError(text)
    typer.echo(text)
