"""`reminders`, `ratings`, `understand` and the like: looking, without sending or storing."""

from datetime import date
from typing import Annotated, Any

import typer

from bot.cli.batches import answer_lines
from bot.cli.context import (
    Context,
    RefusedError,
    print_json,
    read_date,
    read_moment,
    today,
)

PlanName = Annotated[str | None, typer.Option("--plan", help="The plan's name.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]


def reminders(
    plan: PlanName = None,
    on: Annotated[str | None, typer.Option("--on", help="The day; today if left out.")] = None,
    json_: AsJson = False,
) -> None:
    """What each role would have in front of it on a day, and why; sends nothing."""
    from bot.services.books import read_book
    from bot.services.reminding import in_window
    from bot.services.reminding import reminders as work_out
    from bot.views.plain import reminder_lines

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        day = read_date(on) if on else today(kept.zone)
        found = work_out(session, read_book(session, kept), day)
    if json_:
        print_json([_reminder(one) for one in in_window(found)])
    else:
        for line in reminder_lines(found, day):
            typer.echo(line)


def _reminder(one: Any) -> dict[str, Any]:
    return {
        "to_role": one.role,
        "to_user": one.user,
        "posts_today": one.posts_today,
        "items": [
            {
                "ref": it.item.ref,
                "reason": it.item.reason,
                "days": it.item.days,
                "as": "manager" if it.manages else "lead",
            }
            for it in one.items
            if it.item.is_in_window
        ],
        "key": one.key,
    }


def ratings(
    plan: PlanName = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="As recorded by then.")] = None,
    json_: AsJson = False,
) -> None:
    """Every open action as somebody rated it, and as the rules propose."""
    from dataclasses import asdict

    from bot.services.books import read_book
    from bot.services.facts import plain
    from bot.services.rating import ratings as work_out
    from bot.views.ratings import ratings_lines

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        found = work_out(session, read_book(session, kept), read_moment(as_at, kept.zone).at)
    if json_:
        print_json(plain([asdict(one) for one in found]))
    else:
        for line in ratings_lines(found):
            typer.echo(line)


def dates(
    plan: PlanName = None,
    as_at: Annotated[str | None, typer.Option("--as-at", help="As recorded by then.")] = None,
    json_: AsJson = False,
) -> None:
    """Every action whose end date has moved: first, now, how far, how often."""
    from bot.rules.life import PlanLife, life_json
    from bot.services.living import slips
    from bot.views.blocks import section
    from bot.views.life import slip_line
    from bot.views.plain import as_text

    context = Context()
    with context.reading() as session:
        kept = context.plan(session, plan)
        found = slips(session, kept, read_moment(as_at, kept.zone).at)
    if json_:
        print_json(life_json(PlanLife(slipped=tuple(found)))["slipped"])
    elif not found:
        typer.echo("No end date has moved.")
    else:
        typer.echo(as_text([section(slip_line(one)) for one in found]))


def understand(
    text: Annotated[str | None, typer.Argument(help="What somebody wrote.")] = None,
    day: Annotated[
        str | None, typer.Option("--today", help="Relative words count from it.")
    ] = None,
    context_ref: Annotated[
        str | None, typer.Option("--context", help="The action being talked about.")
    ] = None,
    plan: PlanName = None,
    batch: Annotated[bool, typer.Option("--batch", help="JSON lines in, JSON lines out.")] = False,
) -> None:
    """What a message would be read as; writes nothing."""
    reader = _Reader()
    if batch:
        answer_lines(
            lambda line: reader.read(
                line["text"],
                line.get("today") or day,
                line.get("context"),
                line.get("plan") or plan,
            )
        )
    elif text is None:
        raise typer.BadParameter("say a text, or --batch", param_hint="TEXT")
    else:
        print_json(reader.read(text, day, context_ref, plan))


class _Reader:
    """Reads messages against plans, each looked up once."""

    def __init__(self) -> None:
        from bot.language import as_json, read

        self.context = Context()
        self.known: dict[str | None, tuple[Any, str]] = {}
        self._read, self._as_json = read, as_json

    def read(
        self, text: str, day: str | None, context_ref: str | None, plan: str | None
    ) -> dict[str, object]:
        if plan not in self.known:
            self.known[plan] = self._look_up(plan)
        known, zone = self.known[plan]
        on: date = read_date(day) if day else today(zone)
        return self._as_json(text, self._read(text, known, on, context_ref))

    def _look_up(self, plan: str | None) -> tuple[Any, str]:
        """What is known of a plan; of the sample where nothing has been brought in yet."""
        from bot.services.books import known_of_file, read_book
        from models.schema import head, version_of

        if version_of(self.context.store) == head():
            with self.context.store.reading() as session:
                kept = self.context.plan_or_none(session, plan)
                if kept is not None:
                    return read_book(session, kept).known, kept.zone
        if plan is not None:
            raise RefusedError(f"There is no plan called {plan}.")
        from bot.intake.reader import read_plan

        sample = read_plan(self.context.settings.sample_plan)
        return known_of_file(sample), sample.zone or self.context.settings.tz_default


def guard(
    text: Annotated[str | None, typer.Argument(help="What somebody wrote.")] = None,
    batch: Annotated[bool, typer.Option("--batch", help="JSON lines in, JSON lines out.")] = False,
) -> None:
    """Whether the confidentiality guard would refuse a text."""
    if batch:
        answer_lines(lambda line: _guarded(line["text"]))
    elif text is None:
        raise typer.BadParameter("say a text, or --batch", param_hint="TEXT")
    else:
        print_json(_guarded(text))


def _guarded(text: str) -> dict[str, object]:
    from bot.rules.identity import identifies

    reason = identifies(text)
    return {"refused": reason is not None, "reason": reason}
