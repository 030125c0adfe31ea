"""`audits`: draw a round of cases, take the draw back, swap a case, excuse a role."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.audits import app
from bot.cli.context import Context, RefusedError, read_date
from bot.cli.lives import As, PlanName, Reason, act_on
from bot.rules.book import Book
from bot.rules.outcomes import Outcome, Refused, Told
from bot.rules.said import Said

KEY = "case-file-audits"
RoundOf = Annotated[str, typer.Option("--round", help="The month it begins with: 2015-04.")]
Code = Annotated[str, typer.Argument(help="The case's code.")]
Key = Annotated[str, typer.Option("--programme", help="The programme's key.")]


@app.command()
def draw(
    path: Annotated[Path, typer.Argument(help="A list of cases: code, area, held by.")],
    month: RoundOf,
    programme: Key = KEY,
    seed: Annotated[
        str | None, typer.Option("--seed", help="The same seed gives the same draw.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say who would get what.")
    ] = False,
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Give everybody in a round the cases that they owe, and tell each which are theirs."""
    from bot.services.allocating import draw_round

    text, dice = _list_in(path), seed or secrets.token_hex(4)
    where = f"{programme}/{month}"
    act_on(
        Context(),
        plan,
        user,
        lambda session, book, said: draw_round(session, book, said, where, text, dice, dry_run),
    )


def _list_in(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(f"{path.name} cannot be read as a list in text.") from error


@app.command()
def undraw(month: RoundOf, programme: Key = KEY, plan: PlanName = None, user: As = None) -> None:
    """Take the last draw of a round back, as a whole."""
    from bot.services.allocating import undraw as work

    where = f"{programme}/{month}"
    act_on(Context(), plan, user, lambda session, book, said: work(session, book, said, where))


@app.command()
def swap(
    code: Code,
    reason: Reason,
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Give who has a case another one of the list instead."""
    from bot.services.swapping import swap as work

    act_on(
        Context(), plan, user, lambda session, book, said: work(session, book, said, code, reason)
    )


@app.command()
def excuse(
    role: Annotated[str, typer.Argument(help="The role's name.")],
    month: RoundOf,
    reason: Reason,
    back: Annotated[bool, typer.Option("--back", help="Take it back.")] = False,
    programme: Key = KEY,
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Excuse a role from a round, so that it is in no denominator; or take that back."""
    from bot.services.swapping import excuse as work

    where = f"{programme}/{month}"
    act_on(
        Context(),
        plan,
        user,
        lambda session, book, said: work(session, book, said, where, role, reason, back),
    )


@app.command()
def retention(
    on: Annotated[
        str | None,
        typer.Option("--on", help="Only say what is due by this day, such as 2018-04-01."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is due.")] = False,
    plan: PlanName = None,
) -> None:
    """Destroy the returns that have been held for their years; their totals stay."""
    from bot import clock
    from bot.rules.times import local_day
    from bot.services.books import read_book
    from bot.services.retention import destroy, held
    from bot.views.retention import destroyed, held_line, nothing_due

    context = Context()
    with context.ready().writing() as session:
        kept = context.plan(session, plan)
        book, now = read_book(session, kept), clock.now()
        day = read_date(on) if on else local_day(now, kept.zone)
        over = [one for one in held(session, book, day) if one.until <= day]
        for one in over:
            typer.echo(held_line(one.programme, one.period, one.until))
        if not over:
            typer.echo(nothing_due(day))
        elif not (dry_run or on):
            typer.echo(destroyed(destroy(session, book, over, now)))


Tick = typer.Option(help="One of the six tests for sharing; all six are needed.")


@app.command()
def show(code: Code, reason: Reason, plan: PlanName = None, user: As = None) -> None:
    """Show one return to somebody who may see it; it is on record that they did."""
    from bot.services.seeing import show as work

    act_on(
        Context(), plan, user, lambda session, book, said: work(session, book, said, code, reason)
    )


@app.command()
def share(
    code: Code,
    to: Annotated[str, typer.Option("--to", help="Who gets it: an office, not a person's name.")],
    reason: Reason,
    justified: Annotated[bool, Tick] = False,
    necessary: Annotated[bool, Tick] = False,
    minimum: Annotated[bool, Tick] = False,
    need_to_know: Annotated[bool, Tick] = False,
    responsible: Annotated[bool, Tick] = False,
    lawful: Annotated[bool, Tick] = False,
    plan: PlanName = None,
    user: As = None,
) -> None:
    """A copy of a return for somebody outside, without the case code."""
    from bot.services.seeing import TESTS
    from bot.services.seeing import share as work

    ticked = (justified, necessary, minimum, need_to_know, responsible, lawful)
    passed = frozenset(name for name, it in zip(TESTS, ticked, strict=True) if it)
    act_on(
        Context(),
        plan,
        user,
        lambda session, book, said: work(session, book, said, code, to, reason, passed),
    )


@app.command()
def seen(plan: PlanName = None, user: As = None) -> None:
    """Who saw which return, when and why."""
    from bot.services.seeing import looks
    from bot.views.seeing import nobody_looked

    def work(session: Session, book: Book, said: Said) -> Outcome:
        found = looks(session, book, said)
        return found if isinstance(found, Refused) else Told("\n".join(found) or nobody_looked())

    act_on(Context(), plan, user, work)


__all__ = ["app"]
