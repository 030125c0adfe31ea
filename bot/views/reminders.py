"""Reminders: one message a person with all of theirs, and one for the plan's own channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.escalation import Raised
from bot.rules.reminding import BaselineTask, Item, RoleItem
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    fits,
    header,
    listed,
    message,
    named,
    section,
)
from bot.views.words import RATING, STATUS, and_list, counted, days, said_date, said_moment

LINE_LIMITS = (25, 15, 8, 3)
# How many have buttons, and how many more stand as lines: the first that fits is sent.
ITEM_LIMITS = ((9, 15), (7, 10), (5, 6), (3, 3), (1, 2))
BUTTONS_IN_A_ROW = 10
# What handlers listen to: the form about an action, a word in one press, and quiet for a while.
UPDATE_ACTION, QUICK_ACTION, SNOOZE_ACTION = "answer_action", "quick", "snooze"


@dataclass(frozen=True, slots=True)
class Also:
    """What stands in a person's daily message beside the plan's actions."""

    headline: str = ""
    blocks: Sequence[Block] = ()


NOTHING_ELSE = Also()


def personal_reminder(
    plan: str,
    day: date,
    items: list[RoleItem],
    plan_id: int,
    steps: Sequence[Raised] = (),
    tasks: Sequence[BaselineTask] = (),
    also: Also = NOTHING_ELSE,
) -> Message:
    """All that one person leads and manages, worst first; what they lead comes first."""
    mine = [one.item for one in items if not one.manages]
    others = [one.item for one in items if one.manages]
    blocks: list[Block] = []
    for with_buttons, lines in ITEM_LIMITS:
        blocks = [
            header(f"{plan}: {said_date(day)}"),
            *_missed(items),
            *listed(
                f"Gone up to you ({len(steps)})", [_step(one) for one in steps], len(steps), lines
            ),
            *also.blocks,
            *_own(mine, plan_id, with_buttons, lines),
            *listed(
                f"Led by those who report to you ({len(others)})",
                [f"{_line(i)} ({and_list(i.leads)})" for i in others],
                len(others),
                with_buttons + lines,
            ),
            *listed(
                f"Baselines to be given ({len(tasks)})",
                [baseline_line(one) for one in tasks],
                len(tasks),
                lines,
            ),
            context(
                "Answer with a button, or with `/update` and the number: `/update 4.2 complete`, "
                "`/update 4.2 amber waiting for training`."
            ),
        ]
        if fits(blocks):
            break
    return message(_headline(plan, [*mine, *others], steps, tasks, also), blocks)


def baseline_line(it: BaselineTask) -> str:
    """A baseline that was promised, and how late it is."""
    one = it.promised
    label = f"{one.measure}{f' {named(one.series)}' if one.series else ''}"
    late = f"*{days(it.days)} late*" if it.days > 0 else f"due {said_date(one.due)}"
    return (
        f"*{label}* (action {one.action}) {named(one.title)}: {late}; `{one.measure}?` has a form"
    )


def _step(it: Raised) -> str:
    """What went up, why, and past whom."""
    led = and_list(it.item.leads) or "nobody"
    why = f"asked on {said_date(it.since)}, no answer" if it.since else "nobody there to be asked"
    past = f"; passed over {and_list(it.passed_over)}" if it.passed_over else ""
    return f"{_line(it.item)} ({led}: {why}{past}). You have it as {named(it.role)}."


def _own(mine: list[Item], plan_id: int, with_buttons: int, lines: int) -> list[Block]:
    """The worst with their buttons, and the rest as lines."""
    if not mine:
        return []
    first, rest = mine[:with_buttons], mine[with_buttons:]
    blocks = [section(f"*Yours ({len(mine)})*")]
    for item in first:
        blocks += [section(_line(item)), _answers(f"{plan_id}:{item.ref}")]
    return blocks + listed("And", [_line(item) for item in rest], len(rest), lines)


def _answers(target: str) -> Block:
    """What one press can say of an action."""
    return buttons(
        button("Update", UPDATE_ACTION, target),
        button("On track", f"{QUICK_ACTION}:green", target),
        button("At risk", f"{QUICK_ACTION}:amber", target),
        button("Complete", f"{QUICK_ACTION}:completed", target),
        button("Not now", SNOOZE_ACTION, target),
    )


def _headline(
    plan: str,
    items: list[Item],
    steps: Sequence[Raised],
    tasks: Sequence[BaselineTask],
    also: Also,
) -> str:
    late = sum(item.reason == "overdue" for item in items)
    soon = sum(item.reason == "due_soon" for item in items)
    quiet = len(items) - late - soon
    parts = [f"{counted(late, 'action')} overdue"] if late else []
    parts += [f"{counted(soon, 'action')} due soon"] if soon else []
    parts += [f"{counted(quiet, 'action')} without a word"] if quiet else []
    parts += [f"{counted(len(steps), 'action')} gone up to you"] if steps else []
    parts += [f"{counted(len(tasks), 'baseline')} to be given"] if tasks else []
    parts += [also.headline] if also.headline else []
    if not items and not steps:
        first = f" First: {tasks[0].promised.measure}." if tasks else ""
        return f"{named(plan)}: {and_list(parts)}.{first}"
    worst = items[0] if items else steps[0].item
    return f"{named(plan)}: {and_list(parts)}. First: {worst.ref}, {_when(worst)}."


def _missed(items: list[RoleItem]) -> list[Block]:
    if not any(one.item.missed for one in items):
        return []
    return [context("Some of this should have reached you on an earlier day; I was off.")]


def _line(item: Item) -> str:
    rating = f", {RATING[item.rag]}" if item.rag else ""
    quiet = f"; quiet until {said_date(item.snoozed_until)}" if item.snoozed_until else ""
    return (
        f"*{item.ref}* {named(item.title)}: *{_when(item)}*, {STATUS[item.status]}{rating}{quiet}"
    )


def _when(item: Item) -> str:
    if item.reason == "silent":
        return f"{days(item.days)} without a word"
    if item.reason == "overdue":
        return f"{days(item.days)} late"
    return f"due in {days(item.days)}" if item.days else "due today"


def channel_reminder(
    plan: str, day: date, items: list[Item], zone: str, plan_id: int, late: datetime | None = None
) -> Message:
    """What is due and what is late, by number and role: never by a person's name.

    Each of the worst has a button that opens the answer, for its lead to press.
    """
    overdue = [item for item in items if item.reason == "overdue"]
    soon = [item for item in items if item.reason == "due_soon" and item.is_in_window]
    blocks: list[Block] = []
    for limit in LINE_LIMITS:
        blocks = [
            header(f"{plan}: due and overdue, {said_date(day)}"),
            *([context(f"Late: due on {said_moment(late, zone)}.")] if late else []),
            *_to_answer(f"Overdue ({len(overdue)})", overdue, plan_id, limit),
            *_to_answer(f"Due in the next 14 days ({len(soon)})", soon, plan_id, limit),
            *([] if overdue or soon else [context(NOTHING)]),
            context("Leads answer with a button, or with `/update` and the number."),
        ]
        if fits(blocks):
            break
    text = f"{named(plan)}: {len(overdue)} overdue, {len(soon)} due in the next 14 days."
    return message(text, blocks)


NOTHING = "Nothing is overdue, and nothing is due in 14 days."


def _to_answer(heading: str, items: list[Item], plan_id: int, limit: int) -> list[Block]:
    blocks = listed(heading, _by_role(items), len(items), limit)
    made = [
        button(f"Answer {item.ref}", f"{UPDATE_ACTION}:{item.ref}", f"{plan_id}:{item.ref}")
        for item in items[: min(limit, BUTTONS_IN_A_ROW)]
    ]
    return [*blocks, buttons(*made)] if made else blocks


def _by_role(items: list[Item]) -> list[str]:
    return [f"{_line(item)} ({and_list(item.leads) or 'no lead'})" for item in items]
