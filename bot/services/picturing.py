"""What the picture under a digest is to show, and the picture once it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rules.digest import ORDER, Breakdown

# As `bot.reports.picture` draws; None where it cannot be drawn, and its words have to do.
Draw = Callable[[dict[str, Any]], bytes | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, the name of its file, and what it shows in words."""

    name: str
    alt: str
    png: bytes


def described(plan: str, day: date, it: Breakdown) -> dict[str, Any]:
    """What is to be drawn, as plain values."""
    return {
        "title": f"{plan}, {day.day} {day:%B %Y}",
        "themes": [{"name": f"{one.ref} {one.title}", **one.counts} for one in it.themes],
        "weeks": [{"day": week.day.isoformat(), **_shown(week.counts)} for week in it.weeks],
    }


def _shown(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in (*ORDER, "overdue")}
