"""What is said of programmes themselves: added, changed, listed."""

from collections.abc import Sequence

from bot.rules.periods import Period
from bot.rules.programmes import Programme
from bot.views.blocks import named
from bot.views.words import and_list, counted, said_date

EVERY = {
    "month": "every month",
    "two months": "every two months",
    "quarter": "every quarter",
    "six months": "every six months",
    "year": "every year",
}


def heard_before() -> str:
    """A request that came twice."""
    return "Heard before, and recorded once."


def programme_kept(made: Programme, was_there: bool, owing: Sequence[str]) -> str:
    """A programme that is now as its file says, and who owes something in it."""
    verb = "now goes by its new file" if was_there else "has been added"
    who = (
        f"Owed by {counted(len(owing), 'role')}: {and_list(owing)}."
        if owing
        else "No role of the plan is called what it is owed by, so nobody owes anything in it yet."
    )
    return f"*{named(made.name)}* {verb}: {how_often(made)}, {made.wanted} each. {who}"


def programme_unchanged(made: Programme) -> str:
    """A file that says what stands already."""
    return f"*{named(made.name)}* stands as its file says already."


def how_often(made: Programme) -> str:
    """Its cadence in words."""
    if made.rounds:
        return counted(len(made.rounds), "round")
    return EVERY[made.every]


def programme_line(made: Programme, owing: Sequence[str], period: Period | None) -> str:
    """One programme in a list."""
    due = f"; the round that runs is due {said_date(period.due)}" if period else ""
    who = and_list(owing) or "nobody yet"
    return (
        f"*{named(made.name)}* ({made.key}): {how_often(made)}, {made.wanted} each, by {who}{due}"
    )


def rounds_planned(periods: Sequence[Period]) -> str:
    """The rounds of a list, sorted by date."""
    return "\n".join(
        f"{one.first:%b %Y} {named(one.title)}, due {said_date(one.due)}" for one in periods
    )
