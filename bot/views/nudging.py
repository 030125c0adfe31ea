"""Returns in somebody's daily message: for them alone, and without any case code."""

from collections.abc import Sequence
from datetime import date

from bot.rules.nudging import Nudge, Nudged, NudgeUp
from bot.views.auditing import FORM_ACTION
from bot.views.blocks import Block, button, buttons, listed, named, section
from bot.views.words import and_list, counted, days, said_date

DONE_ACTION = "returns_done"  # all of what is owed in a round, in one press
WITH_BUTTONS, LINES = 3, 20


def nudge_blocks(it: Nudged, plan_id: int, day: date) -> list[Block]:
    """What went up, what is owed, and what those below owe late."""
    ups = [_up(one, day) for one in it.ups]
    others = [_line(one, day) for one in it.others]
    return [
        *listed(f"Returns gone up to you ({len(ups)})", ups, len(ups), LINES),
        *_own(it.own, plan_id, day),
        *listed(f"Late returns of those below you ({len(others)})", others, len(others), LINES),
    ]


def _own(mine: Sequence[Nudge], plan_id: int, day: date) -> list[Block]:
    if not mine:
        return []
    worst = sorted(mine, key=lambda one: one.owed.due)
    blocks = [section(f"*Returns you owe ({len(mine)})*")]
    for one in worst[:WITH_BUTTONS]:
        target = f"{plan_id}:{one.owed.key}"
        done = f"{one.owed.wanted} of {one.owed.wanted} done"
        made = (button(done, DONE_ACTION, target), button("Fill in a return", FORM_ACTION, target))
        blocks += [section(_line(one, day)), buttons(*made)]
    rest = [_line(one, day) for one in worst[WITH_BUTTONS:]]
    return blocks + listed("And", rest, len(rest), LINES)


def _line(one: Nudge, day: date) -> str:
    late = one.days_late(day)
    due = f"*{days(late)} late*" if late > 0 else f"due {said_date(one.owed.due)}"
    mark = "▲" if late > 0 else "◆"
    what = f"{named(one.programme)}, {named(one.period)} ({named(one.role)})"
    return f"{mark} {what}: {one.owed.done} of {one.owed.wanted}, {due}"


def _up(one: NudgeUp, day: date) -> str:
    past = f"; passed over {and_list(one.passed_over)}" if one.passed_over else ""
    return f"{_line(one.nudge, day)}{past}. You have it as {named(one.role)}."


def headline(it: Nudged, day: date) -> str:
    """In a few words, for the notification."""
    late = sum(one.days_late(day) > 0 for one in it.own)
    soon = len(it.own) - late
    parts = [f"{counted(late, 'return')} late"] if late else []
    parts += [f"{counted(soon, 'return')} to give"] if soon else []
    parts += [f"{counted(len(it.others), 'late return')} below you"] if it.others else []
    parts += [f"{counted(len(it.ups), 'return')} gone up to you"] if it.ups else []
    return ", ".join(parts)
