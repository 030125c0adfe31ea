"""The words of a cell: status and rating, percentages, dates, figures."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import get_args

from bot.intake.cells import BLANK, Broken, Faults, Row
from bot.intake.headings import folded
from bot.rules.intents import Rag, Status
from bot.rules.plan_file import Kind
from bot.rules.printed_dates import Edge, PrintedDateError, read_printed_date

_STATUSES: dict[Status, tuple[str, ...]] = {
    "not_started": ("not started", "not yet started", "to start", "not begun"),
    "in_progress": ("in progress", "ongoing", "on going", "started", "under way", "underway"),
    "completed": ("completed", "complete", "done", "closed", "finished", "signed off", "blue"),
    "residual": (
        *("residual", "residual action", "carry over", "carried over"),
        *("carry forward", "carried forward"),
    ),
}
_RATINGS: dict[Rag, tuple[str, ...]] = {
    "green": ("green", "g", "on track"),
    "amber": ("amber", "a", "at risk", "slipping", "behind", "delayed"),
    "red": ("red", "r", "off track", "blocked"),
}
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words}
_STATUS_OF["b"] = "completed"
_RATING_OF = {word: rating for rating, words in _RATINGS.items() for word in words}
_UNRATED = ("n a", "na", "grey", "gray", "none", "not rated", "not applicable")
_KNOWN = "Not started, In progress, Completed, Residual, Blue, Green, Amber, Red"
_KINDS: tuple[Kind, ...] = get_args(Kind)
_KIND_OF_UNIT: dict[str, Kind] = {"yes no": "yes_no", "count": "count"}

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|r|ur)?(?:day)?[.,]?\s+(\d.*)", re.I | re.S
)
_NAMED = re.compile(r"^(?:action|ref)\.?\s*(?=[#\d])", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3})(?:\.0+)?|(\d{1,3}(?:\.\d+)?)\s*%")
_YEAR_PAIR = re.compile(r"(\d{4})\s*[-/–]\s*(\d{2}|\d{4})")
_FIGURE = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)\s*%?(?:\s*\(.*\))?")
_YES_OR_NO = re.compile(r"(yes|no)(?:\s*\(.*\))?", re.IGNORECASE)


def plain_ref(shown: str) -> str:
    """An action's number without "Action" or a "#" before it or a dot after it."""
    return _NAMED.sub("", shown).lstrip("# ").rstrip(".: ")


def reads(field: str, cell: object) -> bool:
    """Whether a cell can be read as a status, or as a date where that is asked for."""
    if field == "status":
        return isinstance(cell, str) and folded(cell) in _STATUS_OF
    try:
        return isinstance(cell, str | date) and bool(read_printed_date(cell, "end"))
    except PrintedDateError:
        return False


def standing(row: Row, faults: Faults) -> tuple[Status | None, Rag | None]:
    """Status and rating: each column may hold either, as where a BRAG colour is the status.

    Blue is completed. Two different answers to one of them are a fault.
    """
    cells = [folded(row.text(field)) for field in ("status", "rag")]
    if cells[1] in _UNRATED:
        return standing(row.with_cell("rag", BLANK), faults)
    for field, word in zip(("status", "rag"), cells, strict=True):
        shown = row.text(field)
        if shown and word not in _STATUS_OF and word not in _RATING_OF:
            faults.add(row, field, f"“{shown}” is not known; the words known are {_KNOWN}")
    statuses = [_STATUS_OF[word] for word in cells if word in _STATUS_OF]
    ratings = [_RATING_OF[word] for word in cells if word in _RATING_OF]
    if len(set(statuses)) > 1 or len(set(ratings)) > 1:
        status, rag = row.text("status"), row.text("rag")
        faults.add(row, "rag", f"“{rag}” contradicts “{status}” under {row.headings['status']}")
    return next(iter(statuses), None), next(iter(ratings), None)


def percent(row: Row, faults: Faults) -> int | None:
    """A number from 0 to 100: whole, or rounded where its sign says that it is a percentage."""
    shown = row.text("percent")
    if not shown:
        return None
    if found := _PERCENT.fullmatch(shown):
        exact = Decimal(found[1] or found[2])
        if exact <= 100:
            return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    faults.add(row, "percent", f"“{shown}” is not a whole number from 0 to 100")
    return None


def day(row: Row, field: str, edge: Edge, faults: Faults) -> date | None:
    """The date in a cell; None where it is blank, or where it was a fault."""
    cell = row.cell(field)
    if cell == BLANK or isinstance(cell, Broken):
        return None
    worded = _WEEKDAY.fullmatch(cell) if isinstance(cell, str) else None
    try:
        when = read_printed_date(worded[2] if worded else cell, edge)
    except PrintedDateError as error:
        faults.add(row, field, str(error))
        return None
    if worded and _WEEKDAYS.index(worded[1].casefold()) != when.weekday():
        faults.add(row, field, f"“{cell}” is not right: that day is a {when:%A}")
    return when


def day_of_point(row: Row, edge: Edge, faults: Faults) -> date | None:
    """The date of a figure: a financial year such as 2013/14 runs from 1 April to 31 March."""
    shown = row.text("on")
    pair = _YEAR_PAIR.fullmatch(shown)
    if pair and (int(pair[1]) + 1) % 100 == int(pair[2]) % 100:
        april = day(row.with_cell("on", f"April {pair[1]}"), "on", "start", faults)
        return april if april is None or edge == "start" else april.replace(april.year + 1, 3, 31)
    return None if folded(shown) == "not dated" else day(row, "on", edge, faults)


def day_of_reading(row: Row, as_of: date | None, faults: Faults) -> date | None:
    """The date of a reading; a month or year that runs on past the day of record ends there."""
    on = day_of_point(row, "end", faults)
    if on is None or as_of is None or on <= as_of:
        return on
    first = day_of_point(row, "start", faults)
    return as_of if first and first <= as_of else on


def figure(printed: str, kind: Kind) -> float | None:
    """The figure in a text such as "63", "63%" or "5 (two of them late)"; 1 and 0 for yes and no.

    None where there is none: "top quartile", "6/7%", or a yes where a percentage is asked for.
    """
    if found := _FIGURE.fullmatch(printed):
        value = float(found[1].replace(",", ""))
        return value if isfinite(value) else None
    answer = _YES_OR_NO.fullmatch(printed) if kind == "yes_no" else None
    return float(answer[1].casefold() == "yes") if answer else None


def kind_of(row: Row, faults: Faults) -> Kind:
    """A measure's kind; where it is left out, yes or no or a count after its unit, or at least."""
    shown = row.text("kind")
    if not shown:
        return _KIND_OF_UNIT.get(folded(row.text("unit")), "at_least")
    for kind in _KINDS:
        if folded(shown) == folded(kind):
            return kind
    known = ", ".join(folded(kind) for kind in _KINDS)
    faults.add(row, "kind", f"“{shown}” is not a kind of measure; the kinds are {known}")
    return "at_least"
