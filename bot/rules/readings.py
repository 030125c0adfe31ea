"""Figures as people give them: what one says, what is odd about it, and where a series is heading.

Pure functions: `bot/services/reading.py` keeps what they find to be sound.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.rules.intents import Reading as Said

MET = "reported met, no figure"
_NUMBER = r"(\d+(?:\.\d+)?)"
_RANGE = re.compile(rf"\s*{_NUMBER}\s*(?:/|-|–|to)\s*{_NUMBER}\s*%?\s*")
_ONE = re.compile(rf"\s*£?{_NUMBER}\s*(%|[a-z][a-z ]*)?\s*", re.IGNORECASE)
_SHARE = re.compile(r"\s*(\d{1,6})\s+(?:out\s+)?of\s+(\d{1,6})\s*", re.IGNORECASE)
_MET = re.compile(r"\s*reported (as )?met\b.*", re.IGNORECASE)
_YES_NO = {"yes": True, "no": False, "met": True, "not met": False}

Fault = Literal["not_a_figure", "not_yes_no", "not_a_pair", "not_100", "not_percent", "other_unit"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `second` is the other half of a pair, `printed` what stands where none is sure.

    `value` is None for a range and for what was reported as met without a figure.
    """

    value: float | None
    printed: str
    second: float | None = None
    unit: str | None = None


def bounds(printed: str) -> tuple[float, float] | None:
    """The low and the high of a figure printed as a range, such as "6/7%"."""
    found = _RANGE.fullmatch(printed)
    if not found:
        return None
    low, high = float(found[1]), float(found[2])
    return (low, high) if low <= high else None


def figure_in(text: str, kind: str) -> Figure | None:
    """The figure that a field of a form or a command holds; None where it holds none."""
    if _MET.fullmatch(text):
        return Figure(None, MET)
    word = text.strip().casefold()
    if kind == "yes_no" and word in _YES_NO:
        return _yes_no(_YES_NO[word])
    found = _RANGE.fullmatch(text)
    if found and kind == "pair":
        return Figure(float(found[1]), found[1], float(found[2]))
    if found and bounds(text):
        return Figure(None, text.strip())
    share = _SHARE.fullmatch(text)
    if share and kind != "pair":
        return _share(int(share[1]), int(share[2]))
    one = _ONE.fullmatch(text)
    return Figure(float(one[1]), f"{float(one[1]):g}", unit=_unit(one[2])) if one else None


def _share(part: int, whole: int) -> Figure | None:
    """ "2 of 28" is 7.14%; more than there are is no figure."""
    if part > whole or not whole:
        return None
    value = round(100 * part / whole, 2)
    return Figure(value, f"{part} of {whole} ({value:.3g}%)", unit="%")


def _unit(text: str | None) -> str | None:
    return text.strip() if text else None


def figure_of(said: Said) -> Figure:
    """The figure that was said in a sentence."""
    if isinstance(said.value, bool):
        return _yes_no(said.value)
    return Figure(said.value, f"{said.value:g}", said.second, said.unit)


def _yes_no(value: bool) -> Figure:
    return Figure(float(value), "yes" if value else "no")


def fault_in(figure: Figure, kind: str, unit: str) -> Fault | None:
    """What keeps a figure from being one of a measure's; None where it is sound.

    Units are never mixed: "97 days" is no figure of a percentage.
    """
    if figure.unit and figure.unit.casefold() not in (unit.casefold(), f"{unit}s".casefold()):
        return "other_unit"
    if figure.printed == MET:
        return None
    if kind == "yes_no":
        return None if figure.printed in ("yes", "no") else "not_yes_no"
    if figure.printed in ("yes", "no"):
        return "not_a_figure"
    if kind == "pair":
        return _fault_in_pair(figure)
    values = bounds(figure.printed) or (figure.value or 0.0,)
    return "not_percent" if unit == "%" and max(values) > 100 else None


def _fault_in_pair(figure: Figure) -> Fault | None:
    if figure.value is None or figure.second is None:
        return "not_a_pair"
    return None if math.isclose(figure.value + figure.second, 100) else "not_100"


@dataclass(frozen=True, slots=True)
class Report:
    """A figure, of which series, for which day, from where; `on` None is the day it is said."""

    figure: Figure
    series: str | None = None
    on: date | None = None
    source: str | None = None
    is_baseline: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """What a series came to on a day."""

    on: date
    value: float


def weekly_change(points: Sequence[Point]) -> float | None:
    """How much a series moves in a week, from its first point to its last; None without a span."""
    if len(points) < 2 or points[0].on == points[-1].on:
        return None
    weeks = (points[-1].on - points[0].on).days / 7
    return (points[-1].value - points[0].value) / weeks


def ends_on(last: Point, target: float, a_week: float) -> date | None:
    """The day by which a target is reached at so much a week; None where it moves away from it.

    Whole weeks count: work that is done in the seventh week is done by its end.
    """
    left = target - last.value
    if left == 0:
        return last.on
    if a_week == 0 or left * a_week < 0:
        return None
    return last.on + timedelta(weeks=math.ceil(round(left / a_week, 6)))


_BARS = "▁▂▃▄▅▆▇█"
SHOWN = 12


def spark(points: Sequence[Point]) -> str:
    """The last points as a small picture in a line of text; empty for fewer than two."""
    values = [point.value for point in points[-SHOWN:]]
    if len(values) < 2:
        return ""
    low, span = min(values), max(values) - min(values)
    return "".join(_BARS[round((v - low) / span * 7) if span else 3] for v in values)
