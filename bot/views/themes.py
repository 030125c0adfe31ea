"""What stands in the thread under a digest: the plan by theme."""

from bot.rules.digest import ORDER, Breakdown, Line, ThemeCounts
from bot.views.blocks import (
    Block,
    Message,
    context,
    fits,
    message,
    named,
    section,
    shortened,
)
from bot.views.words import RATING, STATUS, and_list, counted, days, said_date

MESSAGES = 6  # under one digest
THEME_CHARACTERS = 2800


def theme_messages(plan: str, it: Breakdown) -> list[Message]:
    """As few messages as hold the themes; the last one says how many it leaves out."""
    packed: list[list[Block]] = []
    for place, theme in enumerate(it.themes):
        block = section(_theme(theme, it.worst.get(theme.ref, ())))
        if packed and fits([*packed[-1], block]):
            packed[-1].append(block)
        elif len(packed) == MESSAGES:
            left = counted(len(it.themes) - place, "more theme")
            packed[-1][-1] = context(f"And {left}, the last one above among them.")
            break
        else:
            packed.append([block])
    total = len(packed)
    return [
        message(f"{named(plan)} by theme, {number} of {total}", blocks)
        for number, blocks in enumerate(packed, 1)
    ]


def _theme(theme: ThemeCounts, worst: tuple[Line, ...]) -> str:
    """A theme's figures, and its open actions, the earliest end first."""
    counts = theme.counts
    parts = [f"{counts[status]} {STATUS[status]}" for status in ORDER if counts[status]]
    late = f"; *{counts['overdue']} overdue*" if counts["overdue"] else ""
    heading = f"*{named(theme.ref)} {named(theme.title)}*: {', '.join(parts)}{late}"
    lines = [_line(line) for line in worst]
    left = theme.total - counts["completed"] - len(worst)
    more = [f"_and {left} more open_"] if left > 0 else []
    return shortened("\n".join([heading, *lines, *more]), THEME_CHARACTERS)


def _line(line: Line) -> str:
    rating = f", {RATING[line.rag]}" if line.rag else ""
    return (
        f"• *{line.ref}* {named(line.title, 90)}: {_when(line)}, {STATUS[line.status]}{rating} "
        f"({and_list(line.leads) or 'no lead'})"
    )


def _when(line: Line) -> str:
    if line.end is None:
        return "no end date"
    return f"*{days(-line.days)} late*" if line.days < 0 else f"ends {said_date(line.end)}"


ALT_CHARACTERS = 1000  # Slack takes a little more as what a picture shows


def picture_in_words(plan: str, it: Breakdown) -> str:
    """What the picture under a digest shows: for whoever does not see it, or gets none."""
    last, first = (it.weeks[-1], it.weeks[0]) if it.weeks else (None, None)
    trend = ""
    if first and last:
        trend = (
            f" Since {said_date(first.day)}: complete from {first.counts['completed']} to "
            f"{last.counts['completed']}, overdue from {first.counts['overdue']} to "
            f"{last.counts['overdue']}."
        )
    themes = "; ".join(_in_words(theme) for theme in it.themes)
    return shortened(f"{named(plan)} by theme.{trend} {themes}.", ALT_CHARACTERS)


def _in_words(theme: ThemeCounts) -> str:
    late = f", {theme.counts['overdue']} overdue" if theme.counts["overdue"] else ""
    return f"{named(theme.ref)}: {theme.counts['completed']} of {theme.total} complete{late}"
