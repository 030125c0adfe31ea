"""The command line: `python -m bot`, or `action-plan-bot` once installed."""

import sys

import typer

from bot.cli import (
    cases,
    digests,
    follow_ups,
    lives,
    loading,
    look,
    measures,
    people,
    plan,
    policies,
    practice,
    programmes,
    registers,
    say,
    serve,
    upkeep,
)
from models.errors import PlainError

app = typer.Typer(
    help="Chases the leads of an improvement plan, and keeps the record.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("practice")(practice.practice)
app.command("import")(plan.import_plan)
app.command("export")(plan.export)
app.add_typer(lives.app, name="plan")
app.add_typer(policies.app, name="policy")
app.add_typer(registers.app, name="register")
app.add_typer(programmes.app, name="programme")
app.add_typer(measures.app, name="measure")
app.add_typer(cases.app, name="audits")
cases.app.command("follow-ups")(follow_ups.follow_ups)
app.command("understand")(look.understand)
app.command("say")(say.say)
app.command("digest")(digests.digest)
app.command("reminders")(look.reminders)
app.command("ratings")(look.ratings)
app.command("dates")(look.dates)
app.add_typer(people.app, name="people")
app.command("guard")(look.guard)
app.command("verify")(upkeep.verify)
app.command("doctor")(upkeep.doctor)
app.command("migrate")(upkeep.migrate)


def main() -> None:
    """Run a command: 0 when it did it, 1 with one sentence when it would not, 2 for wrong usage."""
    loading.begin()
    try:
        app()
    except PlainError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
