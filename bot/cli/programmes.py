"""`programme`: add one from its file, list them, see how a round stands."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.context import Context, print_json, read_date, today
from bot.cli.lives import As, PlanName, act_on

app = typer.Typer(help="Programmes of audits and other returns: who owes what, and by when.")

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]


@app.command()
def add(
    path: Annotated[Path, typer.Argument(help="Its file, such as case-file-audits.toml.")],
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Add a programme, or let one have what its file says now."""
    from bot.intake.programmes import read_programme
    from bot.services.programme_files import put

    key, settings = read_programme(path)
    act_on(
        Context(), plan, user, lambda session, book, said: put(session, book, said, key, settings)
    )


@app.command("list")
def list_(plan: PlanName = None, json_: Json = False) -> None:
    """The programmes of a plan, who owes in each, and when the round that runs is due."""
    from bot.rules.periods import open_period
    from bot.services.books import read_book
    from bot.services.programme_files import owing
    from bot.views.auditing import no_programmes
    from bot.views.plain import as_plain
    from bot.views.programmes import programme_line

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        book = read_book(session, kept)
    if json_:
        print_json([one.model_dump(mode="json") for one in book.programmes])
        return
    day = today(kept.zone)
    for one in book.programmes:
        line = programme_line(one, owing(book, one), open_period(one, day))
        typer.echo(as_plain(line))
    if not book.programmes:
        typer.echo(no_programmes())


@app.command()
def rounds(
    key: Annotated[str, typer.Argument(help="The programme's key, as the list shows it.")],
    plan: PlanName = None,
    on: Annotated[
        str | None, typer.Option("--on", help="As on this day; today if left out.")
    ] = None,
    json_: Json = False,
) -> None:
    """Every round of a programme that has begun, with its totals."""
    from bot.rules.times import end_of_day
    from bot.services.books import read_book
    from bot.services.standing import history
    from bot.views.auditing import headline
    from bot.views.plain import as_plain

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        day = read_date(on) if on else today(kept.zone)
        states = history(session, read_book(session, kept), key, day, end_of_day(day, kept.zone))
    if json_:
        print_json([one.as_json() for one in states])
        return
    for one in states:
        typer.echo(as_plain(headline(one)))
