"""What a rating should be, by rules that are written down in `docs/ratings.md`.

A person's rating stands beside the one that the rules propose. It ages with the last word on the
action: past the plan's cadence it is stale, and a stale rating is never green.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from bot.rules.intents import Rag

Cause = Literal[
    "late", "behind", "target", "slipping", "not_started", "silent", "on_course", "no_dates"
]


class RatingRulesError(ValueError):
    """A setting of the rules that cannot be kept to; the message says which and why."""


@dataclass(frozen=True, slots=True)
class RatingRules:
    """The settings of the rules, in days and in percentage points; a plan sets its own."""

    late_red: int = 14  # days late, from which on it is red; amber before
    behind_amber: int = 25  # points behind the share of its time that has passed
    behind_red: int = 50
    not_started: int = 14  # days before its end, from which on it should have begun
    stale_after: int = 31  # days without a word, after which a rating is stale


DEFAULT = RatingRules()
MOST = 366


def rules_of(settings: Mapping[str, Any] | None) -> RatingRules:
    """The rules that settings make, the defaults where they say nothing.

    Raises RatingRulesError for a setting that is not known or no whole number of days or points.
    """
    names = [field.name for field in fields(RatingRules)]
    for name, it in (settings or {}).items():
        if name not in names:
            raise RatingRulesError(f"“{name}” is no setting of ratings; there are {names}")
        if not isinstance(it, int) or isinstance(it, bool) or not 0 <= it <= MOST:
            raise RatingRulesError(f"{name} has to be a number from 0 to {MOST}")
    return RatingRules(**(settings or {}))


@dataclass(frozen=True, slots=True)
class Course:
    """An action as the rules look at it. `short` is whether a target due by now is not met."""

    day: date
    start: date | None = None
    end: date | None = None
    end_asked: date | None = None
    begun: bool = True
    percent: int | None = None
    heard: date | None = None  # the last word, or when it came on record
    short: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, why, and the figure in the reason: days or points."""

    rag: Rag
    cause: Cause
    figure: int = 0


def propose(course: Course, rules: RatingRules = DEFAULT) -> Proposal:
    """The worst of what the rules find; of two that are as bad, the first one."""
    found = [*_late(course, rules), *_behind(course, rules), *_others(course, rules)]
    for rag in ("red", "amber"):
        for one in found:
            if one.rag == rag:
                return one
    return Proposal("green", "on_course" if course.end else "no_dates")


def _late(it: Course, rules: RatingRules) -> Iterable[Proposal]:
    late = (it.day - it.end).days if it.end else 0
    if late > 0:
        yield Proposal("red" if late >= rules.late_red else "amber", "late", late)


def _behind(it: Course, rules: RatingRules) -> Iterable[Proposal]:
    """How far the percentage is behind the share of the action's time that has passed."""
    if it.percent is None or not it.start or not it.end or it.end <= it.start:
        return
    gone = (min(it.day, it.end) - it.start).days / (it.end - it.start).days
    behind = round(gone * 100) - it.percent
    if behind >= rules.behind_red:
        yield Proposal("red", "behind", behind)
    elif behind >= rules.behind_amber:
        yield Proposal("amber", "behind", behind)


def _others(it: Course, rules: RatingRules) -> Iterable[Proposal]:
    left = (it.end - it.day).days if it.end else MOST
    if it.short:
        yield Proposal("amber", "target")
    if it.end and it.end_asked and it.end_asked > it.end:
        yield Proposal("amber", "slipping", (it.end_asked - it.end).days)
    if not it.begun and 0 <= left <= rules.not_started:
        yield Proposal("amber", "not_started", left)
    if it.heard and is_stale(it.heard, it.day, rules):
        yield Proposal("amber", "silent", (it.day - it.heard).days)


def is_stale(heard: date, day: date, rules: RatingRules = DEFAULT) -> bool:
    """Whether a rating has outlived the cadence in which there should be a word."""
    return (day - heard).days > rules.stale_after


def stands_as(given: str | None, stale: bool, proposal: Proposal) -> str:
    """The rating an action is shown with: a person's while it is fresh, otherwise the rules'.

    A stale one that is worse than the rules' stays: silence makes nothing better.
    """
    if given is None:
        return proposal.rag
    if not stale:
        return given
    order = ("green", "amber", "red")
    return max(given, proposal.rag, key=order.index)


@dataclass(frozen=True, slots=True)
class OffTrack:
    """How many are amber or red; `share` in percent, only where every action has a rating."""

    count: int
    share: int | None


def off_track(amber: int, red: int, total: int | None) -> OffTrack:
    """The headline of a highlight report. No percentage is made up where the total is unknown."""
    count = amber + red
    return OffTrack(count, int(count / total * 100 + 0.5) if total else None)
