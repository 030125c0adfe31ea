"""`audits`: draw a round of cases, take the draw back, swap a case, excuse a role."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.audits import app
from bot.cli.context import Context, RefusedError
from bot.cli.lives import As, PlanName, Reason, act_on

KEY = "case-file-audits"
RoundOf = Annotated[str, typer.Option("--round", help="The month it begins with: 2015-04.")]
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
    code: Annotated[str, typer.Argument(help="The case's code.")],
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


__all__ = ["app"]
