"""Reminders: one message a person with all of theirs, and one for the plan's own channel."""

from datetime import date, datetime

from bot.rules.reminding import Item, RoleItem
from bot.views.blocks import Block, Message, context, fits, header, listed, message, named
from bot.views.words import RATING, STATUS, and_list, counted, days, said_date, said_moment

LINE_LIMITS = (25, 15, 8, 3)


def personal_reminder(plan: str, day: date, items: list[RoleItem]) -> Message:
    """All that one person leads and manages, worst first; what they lead comes first."""
    mine = [one.item for one in items if not one.manages]
    others = [one.item for one in items if one.manages]
    blocks: list[Block] = []
    for limit in LINE_LIMITS:
        blocks = [
            header(f"{plan}: {said_date(day)}"),
            *_missed(items),
            *listed(f"Yours ({len(mine)})", [_line(i) for i in mine], len(mine), limit),
            *listed(
                f"Led by those who report to you ({len(others)})",
                [f"{_line(i)} ({and_list(i.leads)})" for i in others],
                len(others),
                limit,
            ),
            context(
                "Answer with `/update` and the number: `/update 4.2 complete`, "
                "`/update 4.2 amber waiting for training`."
            ),
        ]
        if fits(blocks):
            break
    return message(_headline(plan, [*mine, *others]), blocks)


def _headline(plan: str, items: list[Item]) -> str:
    late = sum(item.reason == "overdue" for item in items)
    soon = len(items) - late
    parts = [f"{counted(late, 'action')} overdue"] if late else []
    parts += [f"{counted(soon, 'action')} due soon"] if soon else []
    worst = items[0]
    return f"{named(plan)}: {and_list(parts)}. First: {worst.ref}, {_when(worst)}."


def _missed(items: list[RoleItem]) -> list[Block]:
    if not any(one.item.missed for one in items):
        return []
    return [context("Some of this should have reached you on an earlier day; I was off.")]


def _line(item: Item) -> str:
    rating = f", {RATING[item.rag]}" if item.rag else ""
    return f"*{item.ref}* {named(item.title)}: *{_when(item)}*, {STATUS[item.status]}{rating}"


def _when(item: Item) -> str:
    if item.reason == "overdue":
        return f"{days(item.days)} late"
    return f"due in {days(item.days)}" if item.days else "due today"


def channel_reminder(
    plan: str, day: date, items: list[Item], zone: str, late: datetime | None = None
) -> Message:
    """What is due and what is late, by number and role: never by a person's name."""
    overdue = [item for item in items if item.reason == "overdue"]
    soon = [item for item in items if item.reason == "due_soon"]
    blocks: list[Block] = []
    for limit in LINE_LIMITS:
        blocks = [
            header(f"{plan}: due and overdue, {said_date(day)}"),
            *([context(f"Late: due on {said_moment(late, zone)}.")] if late else []),
            *listed(f"Overdue ({len(overdue)})", _by_role(overdue), len(overdue), limit),
            *listed(f"Due in the next 14 days ({len(soon)})", _by_role(soon), len(soon), limit),
            *([] if items else [context("Nothing is overdue, and nothing is due in 14 days.")]),
            context("Leads answer with `/update` and the number, here or in a message to me."),
        ]
        if fits(blocks):
            break
    text = f"{named(plan)}: {len(overdue)} overdue, {len(soon)} due in the next 14 days."
    return message(text, blocks)


def _by_role(items: list[Item]) -> list[str]:
    return [f"{_line(item)} ({and_list(item.leads) or 'no lead'})" for item in items]
