"""`measure`: a figure, a baseline, a target, a doubt, from the command line."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.context import Context, RefusedError, read_date
from bot.cli.lives import By, PlanName, act_on
from bot.rules.book import Book
from bot.rules.outcomes import Outcome
from bot.rules.readings import Figure, Report, figure_in
from bot.rules.said import Said

app = typer.Typer(help="Record figures of measures, set targets, mark figures as disputed.")

Label = Annotated[str, typer.Argument(help="The measure, such as 6b.")]
FigureText = Annotated[str, typer.Argument(help="As it is printed: 97, 6/7%, 70/30, yes.")]
Series = Annotated[str, typer.Option("--series", help="Which line, such as LAC.")]
Of = Annotated[str | None, typer.Option("--action", help="Where two actions have the label.")]
Work = Callable[[Session, Book, Said], Outcome]


@app.command()
def record(
    label: Label,
    figure: FigureText,
    user: By,
    series: Series = "",
    on: Annotated[str | None, typer.Option("--on", help="Its day; today if left out.")] = None,
    source: Annotated[str, typer.Option("--source", help="Where it comes from.")] = "",
    baseline: Annotated[bool, typer.Option("--baseline", help="It is where it began.")] = False,
    action: Of = None,
    plan: PlanName = None,
) -> None:
    """Record a figure of a measure, or its baseline."""
    from bot.services.reading import give, measures_called

    def work(session: Session, book: Book, said: Said) -> Outcome:
        found = measures_called(book, (action, label))
        it = _figure(figure, label, found[0].measure.kind if found else "count")
        report = Report(it, series or None, _day(on), source or None, baseline)
        return give(session, book, said, (action, label), report)

    act_on(Context(), plan, user, work)


@app.command()
def target(
    label: Label,
    figure: FigureText,
    user: By,
    by: Annotated[str, typer.Option("--by", help="The day by which it is to be reached.")],
    series: Series = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the record.")] = "",
    action: Of = None,
    plan: PlanName = None,
) -> None:
    """Set what a measure should come to by a day; the one before stays on record."""
    from bot.services.targeting import revise

    wanted = (read_date(by), _figure(figure, label, "count"))
    act_on(
        Context(),
        plan,
        user,
        lambda session, book, said: revise(
            session, book, said, (action, label), wanted, series, reason
        ),
    )


@app.command()
def dispute(
    label: Label,
    user: By,
    why: Annotated[str, typer.Option("--why", help="What is doubted, and who checks it.")] = "",
    lift: Annotated[bool, typer.Option("--lift", help="It is disputed no longer.")] = False,
    series: Series = "",
    action: Of = None,
    plan: PlanName = None,
) -> None:
    """Mark a measure's latest figure as disputed, or lift the mark."""
    from bot.services.targeting import dispute as work

    if bool(why.strip()) == lift:
        raise typer.BadParameter("say --why it is disputed, or --lift the mark")
    act_on(
        Context(),
        plan,
        user,
        lambda session, book, said: work(session, book, said, (action, label), series, why),
    )


def _figure(text: str, label: str, kind: str) -> Figure:
    """The figure of an argument. Raises RefusedError."""
    from bot.views.readings import no_figure

    found = figure_in(text, kind)
    if found is None:
        raise RefusedError(no_figure(label))
    return found


def _day(text: str | None) -> date | None:
    return read_date(text) if text else None
