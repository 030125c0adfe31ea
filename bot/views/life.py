"""What a digest says of a plan's life."""

from datetime import date

from bot.rules.life import PlanLife, Slip
from bot.views.blocks import Block, context, listed, named
from bot.views.words import counted, days, said_date, spoken

DATES_SHOWN = 12  # in an answer, which is one paragraph


def life_blocks(life: PlanLife, limit: int) -> list[Block]:
    """What waits for a decision, which baselines are missing, and what is owed."""
    waiting = [_waiting(one.ref, one.wanted) for one in life.waiting]
    missing = [
        f"*{one.measure}*{f' {named(one.series)}' if one.series else ''} (action {one.action}) "
        f"{named(one.title)}: was due {said_date(one.due)}"
        for one in life.baselines
    ]
    owed = [
        " ".join(filter(None, (spoken(one.noun), named(one.key), named(one.title))))
        + f": due {said_date(one.due)}"
        for one in life.owed
    ]
    return [
        *_counted("Waiting for a decision", waiting, life.waiting_total, limit),
        *_counted("Baselines never set", missing, len(missing), limit),
        *_counted("Owed", owed, len(owed), limit),
        *([context(still_open(life))] if life.still_open else []),
    ]


def still_open(life: PlanLife) -> str:
    """How many risks, requests and so on are open beside the actions."""
    kept = ", ".join(f"{count:,} {spoken(many)}" for many, count in life.still_open)
    return f"Open beside the actions: {kept}. `/plan risks` shows the risks, and so on."


def slip_blocks(life: PlanLife, limit: int) -> list[Block]:
    """Which end dates have moved, the longest slip first."""
    lines = [slip_line(one) for one in life.slipped]
    return _counted("End dates that have moved", lines, life.slipped_total, limit)


def dates_moved(found: list[Slip]) -> str:
    """How many end dates have moved, and each with the old one and the new."""
    if not found:
        return "No end date has moved."
    lines = [f"• {slip_line(one)}" for one in found[:DATES_SHOWN]]
    left = len(found) - len(lines)
    more = [f"• and {left} more; `python -m bot dates` lists all"] if left else []
    return "\n".join([f"{counted(len(found), 'end date')} moved.", *lines, *more])


def _counted(heading: str, lines: list[str], total: int, limit: int) -> list[Block]:
    return listed(f"{heading} ({total})", lines, total, limit)


def _waiting(ref: str, wanted: date | None) -> str:
    if wanted:
        return f"*{ref}* another end date is asked for: {said_date(wanted)}"
    return f"*{ref}* is said to be complete and waits to be confirmed"


def slip_line(slip: Slip) -> str:
    """An end date that moved: from when to when, how far, how often."""
    return f"*{slip.ref}* {named(slip.title, 80)}: {slipped(slip.first, slip.end, slip.moves)}"


def slipped(first: date, end: date, moves: int) -> str:
    """How far an end date is from the first one, and in how many moves."""
    span = (end - first).days
    way = "later" if span > 0 else "earlier"
    return (
        f"first {said_date(first)}, now {said_date(end)}: {days(abs(span))} {way}, "
        f"{counted(moves, 'move')}"
    )
