"""What is said of returns that have been held for their years."""

from datetime import date

from bot.rules.periods import Period
from bot.rules.programmes import Programme
from bot.views.auditing import round_name
from bot.views.blocks import named
from bot.views.words import counted, said_date


def held_line(programme: Programme, period: Period, until: date) -> str:
    """A round, and when its details go."""
    return (
        f"{named(programme.name)}, {round_name(period)}: to be destroyed from {said_date(until)}."
    )


def destroyed(count: int) -> str:
    """Rounds whose details are gone."""
    return f"Destroyed: the returns of {counted(count, 'round')}. Their totals stay."


def nothing_due(day: date) -> str:
    """A day by which nothing is due."""
    return f"No returns are due to be destroyed by {said_date(day)}."
