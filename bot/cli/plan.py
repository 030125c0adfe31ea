"""`import` and `export`: a plan in, and a plan out."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer
from rich.console import Console
from rich.progress import Progress

from bot import clock
from bot.cli.context import (
    Context,
    RefusedError,
    plan_name,
    print_json,
    read_date,
    read_moment,
)
from bot.rules.plan_file import PlanFile
from bot.rules.said import Said
from bot.views.comparison import comparison_lines, question

Name = Annotated[str, typer.Option("--plan", help="The plan's name.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="From which day a first import is on record.")
]


def import_plan(
    path: Annotated[Path, typer.Argument(help="A CSV or Excel file, or a folder.")],
    plan: Name,
    as_of: AsOf = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it and do nothing.")] = False,
) -> None:
    """Bring a plan in from a file; shows what would change, then asks."""
    from bot.services import importing
    from models.schema import migrate

    context, plan = Context(), plan_name(plan)
    file = _read(path, read_date(as_of) if as_of else None, context.settings.tz_default)
    migrate(context.store)
    with context.store.reading() as session:
        shown = importing.compare(session, plan, file)
    for line in (*file.remarks, *comparison_lines(shown)):
        typer.echo(line)
    if dry_run or not (shown.does_nothing or yes or _agreed(question(shown))):
        return
    if not shown.does_nothing or shown.agreed:
        console = Console(stderr=True)
        with console.status("Writing the plan ..."), context.store.writing() as session:
            importing.bring_in(session, shown, file, _importer())
    if not shown.does_nothing:
        typer.echo("Done.")


def _read(path: Path, as_of: date | None, zone: str) -> PlanFile:
    """Read the file, with a progress bar on standard error where it is long."""
    from dataclasses import replace

    from bot.intake.reader import read_plan

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)
        file = read_plan(path, lambda done, total: bar.update(task, completed=done, total=total))
    return replace(file, as_of=as_of or file.as_of, zone=file.zone or zone)


def _agreed(words: str) -> bool:
    if sys.stdin is None:
        raise RefusedError("Nobody can be asked, as standard input is closed; say --yes.")
    agreed = typer.confirm(words)
    if not agreed:
        typer.echo("Nothing was done.")
    return agreed


def _importer() -> Said:
    now = clock.now()
    return Said("command line", "", now, now, "import", f"import:{uuid4()}")


FORMATS = ("json", "csv", "xlsx")


def export(
    plan: Annotated[str | None, typer.Option("--plan", help="The plan's name.")] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="json, csv or xlsx; as -o is named if left out.")
    ] = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="As recorded by then.")] = None,
    output: Annotated[Path | None, typer.Option("-o", help="A file, not the screen.")] = None,
) -> None:
    """Hand a plan over, as it stands or as it stood."""
    from bot.services.exporting import exported

    form = _form(form, output)
    context = Context()
    with context.reading() as session:
        found = context.plan(session, plan)
        moment = read_moment(as_at, found.zone).at if as_at else None
        document = exported(session, found, moment)
    _hand_over(document, form, output)


def _form(form: str | None, output: Path | None) -> str:
    """The format that was said, or that the file's name says; both have to agree."""
    named = output.suffix.lstrip(".").casefold() if output else ""
    form = form or named or "json"
    if form not in FORMATS or (named and named != form):
        raise typer.BadParameter(
            f"{named or form} is not one of {', '.join(FORMATS)}, or not what the file is named",
            param_hint="--format",
        )
    return form


def _hand_over(document: dict[str, Any], form: str, output: Path | None) -> None:
    from bot.reports import tables

    if output is None and form == "xlsx":
        raise typer.BadParameter("an Excel file needs a name", param_hint="-o")
    if output is None:
        typer.echo(tables.as_csv(document), nl=False) if form == "csv" else print_json(document)
        return
    try:
        tables.WRITERS[form](document, output)
    except OSError as error:
        raise RefusedError(f"{output} cannot be written: {error.strerror}.") from error
