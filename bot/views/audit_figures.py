"""Rounds of returns in a digest and a report: totals, and how far they are from their targets."""

from collections.abc import Sequence

from bot.rules.audit_figures import Aim, RoundFigures
from bot.views.auditing import totals_in_words
from bot.views.blocks import Block, listed, named
from bot.views.words import counted, number, said_date


def audit_blocks(rounds: Sequence[RoundFigures], limit: int) -> list[Block]:
    """The programmes' last rounds in a digest."""
    return listed("Audits", [figures_line(one) for one in rounds], len(rounds), limit)


def figures_line(one: RoundFigures) -> str:
    """A round in one line: what came of it, against what it was to reach."""
    parts = [
        f"*{named(one.programme)}*, {named(one.period)}: {totals_in_words(one.totals)}",
        held_against(one.aim, one.totals.good, "Good or better"),
        follow_ups(one.follow_ups_open, one.follow_ups_late),
    ]
    return " ".join(filter(None, parts))


def held_against(aim: Aim | None, figure: int | None, what: str) -> str:
    """How far a share is from the target; nothing where there is no figure, or no target."""
    gap = aim.gap(figure) if aim else None
    if aim is None or gap is None:
        return ""
    due = f" due {said_date(aim.due)}" if aim.due else ""
    if not gap:
        return f"{what} has reached the target of {number(aim.value)}%{due}.{_first(aim, figure)}"
    return f"{what} is {_points(gap)} short of {number(aim.value)}%{due}.{_first(aim, figure)}"


def _first(aim: Aim, figure: int | None) -> str:
    """What was first to be reached, where that was another figure."""
    gap = aim.original_gap(figure)
    if gap is None or aim.original in (None, aim.value):
        return ""
    return f" It was first to be {number(aim.original or 0)}% ({_points(gap)} short)."


def _points(gap: float) -> str:
    return f"{number(gap)} {'point' if gap == 1 else 'points'}"


def follow_ups(still: int, late: int) -> str:
    """What is still to be put right of a round's weak results."""
    if not still:
        return ""
    return f"{counted(still, 'follow-up')} open{f', {late} late' if late else ''}."
