"""The words for what is kept: a status, a rating, a date, a number of days."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.views.blocks import named

STATUS = {
    "not_started": "not started",
    "in_progress": "in progress",
    "completed": "complete",
    "residual": "residual",
}
# A word and a shape as well as a colour: colour alone says nothing to one reader in twelve.
RATING = {"red": "▲ red", "amber": "◆ amber", "green": "● green", None: "○ not rated"}
RATED = {"green": "● On track", "amber": "◆ At risk", "red": "▲ Off track"}  # as buttons say it
FIELD = {
    "status": "status",
    "rag": "rating",
    "percent": "percent complete",
    "end": "end date",
    "end_asked": "end date asked for",
    "status_asked": "status to be confirmed",
    "closed": "place in the plan",
    "carried_to": "carried over to",
    "carried_from": "carried over from",
    "title": "title",
    "leads": "leads",
    "start": "start date",
    "theme": "theme",
    "until": "quiet until",
    "told": "went up to",
}


def said_date(day: date) -> str:
    """A date as people write it: 31 March 2015."""
    return f"{day.day} {day:%B %Y}"


def said_moment(moment: datetime, zone: str) -> str:
    """A moment, and on whose clock: Wed 18 March 2015, 09:30 GMT."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%a} {said_date(local.date())}, {local:%H:%M %Z}"


def ago(day: date, today: date) -> str:
    """How old a word is: today, yesterday, 12 days ago."""
    return {0: "today", 1: "yesterday"}.get((today - day).days) or f"{days((today - day).days)} ago"


def days(count: int) -> str:
    """1 day, 2 days."""
    return f"{count} day" if count == 1 else f"{count:,} days"


def counted(count: int, one: str, many: str | None = None) -> str:
    """1 action, 2 actions."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def spoken(name: str) -> str:
    """A name as it stands in a sentence: "tracked_cases" are tracked cases."""
    return name.replace("_", " ")


NAMES_LISTED = 5


def and_list(names: Iterable[str]) -> str:
    """Names, safe to show, as a sentence lists them."""
    return _listed(names, "and")


def or_list(names: Iterable[str]) -> str:
    """Names, safe to show, as a choice."""
    return _listed(names, "or")


def _listed(names: Iterable[str], word: str) -> str:
    found = [named(name) for name in names]
    left = len(found) - NAMES_LISTED
    if left > 1:
        found = [*found[:NAMES_LISTED], f"{left} others"]
    return f" {word} ".join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def value(field: str, it: object) -> str:
    """A field's value in words."""
    if field == "rag":
        return RATING.get(str(it) if it else None, str(it))
    if it is None:
        return "open" if field == "closed" else "none"
    if field in ("status", "status_asked"):
        return STATUS.get(str(it), str(it))
    if field in ("end", "end_asked", "start", "as_of", "until"):
        return said_date(it if isinstance(it, date) else date.fromisoformat(str(it)))
    if isinstance(it, dict):
        return _went_up(it)
    if field == "closed":
        return str(it).replace("_", " ")
    return f"{it}%" if field == "percent" else named(str(it))


def _went_up(step: dict[str, Any]) -> str:
    """Who was told of an action that nobody answered on, and past whom."""
    since = step["since"]
    asked = f"asked on {said_date(date.fromisoformat(since))}" if since else "nobody to be asked"
    past = f", past {and_list(step['passed_over'])}" if step["passed_over"] else ""
    return f"{named(step['name'])} ({asked}{past})"


def number(it: float) -> str:
    """A figure without a tail of noughts: 97.2, 100."""
    return f"{it:g}"
