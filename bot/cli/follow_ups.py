"""`audits follow-ups`: what is followed up, with which post, and what of it is late."""

from typing import Annotated

import typer

from bot.cli.context import Context, print_json, read_moment
from bot.cli.lives import PlanName


def follow_ups(
    as_at: Annotated[str | None, typer.Option("--as-at", help="As recorded by then.")] = None,
    plan: PlanName = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """What waits in follow-ups, the earliest due first. No case code stands in it."""
    from bot.rules.turns import Line
    from bot.services.books import read_book
    from bot.services.following import open_cases
    from bot.services.noticing import case_line
    from bot.views.follow_ups import no_follow_ups, with_whom
    from bot.views.plain import as_plain

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        moment = read_moment(as_at, kept.zone)
        found = open_cases(session, read_book(session, kept), moment.at, moment.at)
    lines = [Line(case_line(case), task) for case in found for task in case.tasks]
    day = moment.day
    if json_:
        print_json([one.as_json(day) for one in lines])
        return
    for one in lines:
        typer.echo(as_plain(with_whom(one, day)))
    if not lines:
        typer.echo(no_follow_ups())
