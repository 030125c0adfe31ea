"""`register`: risks, boards, what they asked for, papers, work streams, providers and the rest."""

from typing import Annotated

import typer

from bot.cli.context import Context, RefusedError, print_json, read_moment
from bot.cli.lives import As, PlanName, act_on

app = typer.Typer(help="Risks, boards, requests, papers, providers and the like of a plan.")

Noun = Annotated[
    str, typer.Argument(help="Such as risk, request, decision, paper, stream or provider.")
]
Fields = Annotated[
    list[str] | None, typer.Argument(help='Fields, such as owner="DCS" review=2015-04-30.')
]


@app.command("list")
def list_(
    noun: Noun,
    about: Annotated[str, typer.Option("--about", help="A number, or words that it holds.")] = "",
    plan: PlanName = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="As recorded by then.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """What is kept of a kind."""
    from bot.rules.nouns import BY_NAME
    from bot.rules.registers import holding
    from bot.services.register import items
    from bot.views.plain import as_text
    from bot.views.registers import register_message

    kind = BY_NAME.get(noun)
    if kind is None:
        raise RefusedError(f"There is no register of “{noun}”; see register --help.")
    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        by = read_moment(as_at, kept.zone).at if as_at else None
        found = holding(items(session, kept.id or 0, kind.name, by), about)
    if json_:
        print_json([{"key": key, **it} for key, it in found.items()])
    else:
        typer.echo(as_text(register_message(kept.name, kind, found, words=about).blocks))


@app.command()
def add(
    noun: Noun,
    title: Annotated[str, typer.Argument(help="What it is.")],
    fields: Fields = None,
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Add one."""
    from bot.services.tracking import add as work

    typed = {"title": title, **_typed(fields)}
    act_on(
        Context(), plan, user, lambda session, book, said: work(session, book, said, noun, typed)
    )


@app.command("set")
def set_(
    noun: Noun,
    key: Annotated[str, typer.Argument(help="Its number, as the list shows it.")],
    fields: Fields = None,
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Change fields of one; FIELD= empties it."""
    from bot.services.tracking import change as work

    typed = _typed(fields)
    act_on(
        Context(),
        plan,
        user,
        lambda session, book, said: work(session, book, said, noun, key, typed),
    )


def _typed(fields: list[str] | None) -> dict[str, str]:
    """Fields and their texts. Raises RefusedError."""
    odd = [one for one in fields or () if "=" not in one]
    if odd:
        raise RefusedError(f"“{odd[0]}” is not a field; write it like owner=DCS.")
    return {one.partition("=")[0]: one.partition("=")[2] for one in fields or ()}
