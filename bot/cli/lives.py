"""`plan`: begin one, carry over into it, withdraw, sign off, pause."""

from collections.abc import Callable
from typing import Annotated
from uuid import uuid4

import typer
from sqlmodel import Session

from bot import clock
from bot.cli.context import Context, RefusedError, plan_name
from bot.cli.people import user_id
from bot.rules.book import Book
from bot.rules.orders import Decision
from bot.rules.outcomes import Outcome, Refused
from bot.rules.said import Said

app = typer.Typer(help="Begin a plan, carry over into it, withdraw, sign off, pause.")

COMMAND_LINE = "command line"
PlanName = Annotated[str | None, typer.Option("--plan", help="The plan's name.")]
As = Annotated[
    str | None, typer.Option("--as", help="The administrator who decided it, such as U0ADMIN.")
]
By = Annotated[str, typer.Option("--as", help="Who says it, such as U0MANAGER.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the record.")]
Ref = Annotated[str, typer.Argument(help="The action's number.")]


@app.command()
def begin(
    name: Annotated[str, typer.Argument(help="The new plan's name.")],
    theme: Annotated[
        list[str], typer.Option("--theme", help='A theme, such as "1 Workforce"; once for each.')
    ],
) -> None:
    """Begin a plan with themes and no action yet."""
    from bot.services.beginning import begin as make
    from bot.views.closing import begun

    context, themes = Context(), dict(map(_theme, theme))
    with context.ready().writing() as session:
        plan = make(session, _said(None), plan_name(name), themes, context.settings.tz_default)
    typer.echo(begun(plan.name, len(themes)))


def _theme(text: str) -> tuple[str, str]:
    ref, _, title = text.strip().partition(" ")
    if not title.strip():
        raise RefusedError(f"“{text}” has no title; write a theme like “1 Workforce”.")
    return ref, title.strip()


@app.command("carry-over")
def carry_over(
    to: Annotated[str, typer.Option("--to", help="The plan it goes to.")],
    theme: Annotated[str, typer.Option("--theme", help="The theme there.")],
    refs: Annotated[list[str] | None, typer.Argument(help="Numbers of actions.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every residual action.")] = False,
    number: Annotated[str, typer.Option("--number", help="Its number there.")] = "",
    part: Annotated[str, typer.Option("--part", help="What is left of a completed one.")] = "",
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Carry actions over into another plan."""
    from bot.rules.carrying import Move
    from bot.services.carrying import carry_over as carry
    from bot.services.carrying import residual

    if bool(refs) == all_ or ((number or part) and len(refs or ()) != 1):
        raise typer.BadParameter("say numbers, or --all; one alone with --number or --part")
    context = Context()

    def work(session: Session, book: Book, said: Said) -> Outcome:
        wanted = residual(session, book) if all_ else refs or []
        moves = [Move(ref, theme, number, part) for ref in wanted]
        return carry(session, book, said, context.plan(session, to, writes=True), moves)

    act_on(context, plan, user, work)


@app.command("add-action")
def add_action(
    ref: Ref,
    title: Annotated[str, typer.Argument(help="What is to be done.")],
    theme: Annotated[str, typer.Option("--theme", help="The theme it stands under.")],
    lead: Annotated[str, typer.Option("--lead", help="The role that leads it.")] = "",
    end: Annotated[str, typer.Option("--end", help="By when.")] = "",
    source: Annotated[str, typer.Option("--source", help="A source's number or words.")] = "",
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Add an action, with where it comes from."""
    from bot.services.joining import add_action as work

    it = {"ref": ref, "title": title, "theme": theme, "lead": lead, "end": end, "source": source}
    act_on(Context(), plan, user, lambda session, book, said: work(session, book, said, it))


@app.command()
def withdraw(ref: Ref, reason: Reason, plan: PlanName = None, user: As = None) -> None:
    """Take an open action out of the plan, with a reason."""
    from bot.services.closing import withdraw as work

    act_on(
        Context(), plan, user, lambda session, book, said: work(session, book, said, ref, reason)
    )


@app.command()
def reinstate(ref: Ref, reason: Reason, plan: PlanName = None, user: As = None) -> None:
    """Take an action back that was withdrawn or carried over, with a reason."""
    from bot.services.closing import reinstate as work

    act_on(
        Context(), plan, user, lambda session, book, said: work(session, book, said, ref, reason)
    )


@app.command("sign-off")
def sign_off(plan: PlanName = None, user: As = None) -> None:
    """Close the plan for good; refused while an action is open."""
    from bot.services.closing import sign_off as work

    act_on(Context(), plan, user, work)


@app.command()
def pause(plan: PlanName = None, user: As = None) -> None:
    """Let the bot be quiet about the plan."""
    from bot.services.closing import pause as work

    act_on(Context(), plan, user, work)


@app.command()
def resume(plan: PlanName = None, user: As = None) -> None:
    """Let the bot speak of the plan again."""
    from bot.services.closing import pause as work

    act_on(Context(), plan, user, lambda session, book, said: work(session, book, said, on=False))


@app.command()
def grant(
    ref: Ref,
    user: By,
    note: Annotated[str, typer.Option("--note", help="A word with it.")] = "",
    plan: PlanName = None,
) -> None:
    """Grant another end date that is asked for, or confirm a completion."""
    _decide(plan, user, Decision(grants=True, ref=ref, note=note))


@app.command()
def refuse(ref: Ref, user: By, reason: Reason, plan: PlanName = None) -> None:
    """Refuse another end date that is asked for, or send a completion back."""
    _decide(plan, user, Decision(grants=False, ref=ref, note=reason))


def _decide(plan: str | None, user: str, decision: Decision) -> None:
    from bot.services.ruling import decide

    def work(session: Session, book: Book, said: Said) -> Outcome:
        if decision.ref not in book.known.actions:
            raise RefusedError(f"There is no action {decision.ref} in {book.name}.")
        return decide(session, book, said, decision)

    act_on(Context(), plan, user, work)


def act_on(
    context: Context,
    plan: str | None,
    user: str | None,
    work: Callable[[Session, Book, Said], Outcome],
) -> None:
    """Do something to a plan in one transaction, and print what came of it."""
    from bot.services.books import read_book
    from bot.views.outcomes import answer
    from bot.views.plain import as_text

    said = _said(user)
    with context.ready().writing() as session:
        kept = context.plan(session, plan, writes=True)
        outcome = work(session, read_book(session, kept), said)
    text = as_text(answer(outcome).blocks)
    if isinstance(outcome, Refused):
        raise RefusedError(text)
    typer.echo(text)


def _said(user: str | None) -> Said:
    now = clock.now()
    speaker = user_id(user) if user else COMMAND_LINE
    return Said(speaker, "", now, now, COMMAND_LINE, f"plan:{uuid4()}")
