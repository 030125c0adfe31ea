"""`policy`: when a plan speaks and who decides; shown, and set."""

from typing import Annotated

import typer

from bot.cli.context import Context, print_json
from bot.cli.lives import As, PlanName, act_on

app = typer.Typer(help="When a plan speaks, and who decides.")


@app.callback(invoke_without_command=True)
def policy(
    ctx: typer.Context,
    plan: PlanName = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """When a plan speaks, and who decides: every setting, and what is usual."""
    if ctx.invoked_subcommand is None:
        _show(plan, json_)


def _show(plan: str | None, json_: bool) -> None:
    from bot.rules.policy import policy_of
    from bot.rules.policy_settings import as_texts
    from bot.views.policies import setting_line

    context = Context()
    with context.reading() as session:
        texts = as_texts(policy_of(context.plan(session, plan).policy))
    if json_:
        print_json(texts)
        return
    for name, text in texts.items():
        typer.echo(setting_line(name, text))


@app.command("set")
def set_(
    key: Annotated[str, typer.Argument(help="The setting, such as silent_after.")],
    value: Annotated[str, typer.Argument(help='What it is to be; "" for what is usual.')],
    plan: PlanName = None,
    user: As = None,
) -> None:
    """Set one setting of a plan's policy; it is on record."""
    from bot.services.policies import set_one

    act_on(
        Context(), plan, user, lambda session, book, said: set_one(session, book, said, key, value)
    )
