"""`audits`: the monthly report, and a year's grid of who returned what. Sends nothing."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.context import Context, RefusedError, print_json, read_moment, today
from bot.cli.lives import PlanName

app = typer.Typer(help="The monthly audit report, and a year of who returned what.")

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


@app.command()
def report(
    month: Annotated[
        str | None, typer.Option("--month", help="Such as 2015-01; the last one if left out.")
    ] = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="As recorded by then.")] = None,
    plan: PlanName = None,
    json_: Json = False,
) -> None:
    """A month of every programme: compliance, grades, and how far that is from the targets."""
    from bot.rules.audit_report import month_before
    from bot.services.audit_report import report as work_out
    from bot.views.audit_report import report_text
    from bot.views.plain import as_text

    if month is not None and not MONTH.fullmatch(month):
        raise RefusedError(f"“{month[:40]}” is not a month; write it like 2015-01.")
    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        moment = read_moment(as_at, kept.zone)
        found = work_out(session, kept, month or month_before(moment.day), moment.at)
    if json_:
        print_json(found.as_json())
    else:
        typer.echo(as_text(report_text(found)))


@app.command()
def grid(
    year: Annotated[
        int | None, typer.Option("--year", min=1990, max=2099, help="This year if left out.")
    ] = None,
    plan: PlanName = None,
    json_: Json = False,
    output: Annotated[Path | None, typer.Option("-o", help="An Excel file to write.")] = None,
) -> None:
    """Who returned what in a year, role by role."""
    from bot.services.audit_report import grids
    from bot.services.books import read_book
    from bot.views.audit_report import grid_message, grid_sheet
    from bot.views.plain import as_text

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        day = today(kept.zone)
        found = grids(session, read_book(session, kept), year or day.year, day)
    if output:
        _write([grid_sheet(one) for one in found], output)
    elif json_:
        print_json([one.as_json() for one in found])
    else:
        typer.echo(as_text(grid_message(found, year or day.year).blocks))


def _write(sheets: list[dict[str, Any]], output: Path) -> None:
    from bot.reports.grid import write_grids

    if output.suffix.casefold() != ".xlsx":
        raise typer.BadParameter("a grid is an Excel file, such as 2014.xlsx", param_hint="-o")
    if not sheets:
        raise RefusedError("No round of any programme is on record for that year.")
    try:
        write_grids(sheets, output)
    except OSError as error:
        raise RefusedError(f"{output} cannot be written: {error.strerror}.") from error
