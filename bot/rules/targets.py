"""Targets: which one is in force on a day, and how far a measure is from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.rules.readings import Point, bounds, ends_on, weekly_change
from models.measure import KnownReading, Measure, Series, Target

# "Under 40%" is not met by 40.
STRICT = ("under", "fewer than", "less than", "below", "<", "over", "more than", "above", ">")


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """A series with its targets and its readings, in the order they were recorded."""

    series: Series
    targets: tuple[Target, ...] = ()
    readings: tuple[KnownReading, ...] = ()
    disputed: str | None = None  # why the latest figure is doubted, and who looks into it

    @property
    def figures(self) -> list[KnownReading]:
        """What it came to, day by day; of one day the one recorded last comes last."""
        return sorted(
            (one for one in self.readings if not one.is_baseline), key=lambda r: r.on or date.min
        )

    @property
    def latest(self) -> KnownReading | None:
        """What it came to last."""
        return next(reversed(self.figures), None)

    @property
    def baseline(self) -> float | None:
        """What it began at: what the file says, or what a person gave where the file promised."""
        given = (one.value for one in reversed(self.readings) if one.is_baseline)
        return next(given, self.series.baseline)

    @property
    def points(self) -> list[Point]:
        """Its dated figures, the baseline first."""
        began = Point(self.series.baseline_on or date.min, self.baseline or 0.0)
        first = [began] if self.baseline is not None and self.series.baseline_on else []
        dated = [
            Point(one.on, one.value) for one in self.figures if one.on and one.value is not None
        ]
        return first + dated


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure, the number of its action, and its series."""

    measure: Measure
    action: str
    series: tuple[SeriesFacts, ...]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A target that is not met: `short` is None where no figure can be set against it."""

    measure: str
    series: str
    title: str
    unit: str
    target: str
    due: date | None
    value: float | None
    short: float | None
    baseline: float | None
    original: str | None = None  # the first target due on that day, where it was revised
    disputed: bool = False  # whether somebody doubts the figure


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure that was recorded, and the target in force that it does not meet."""

    measure: str
    series: str
    unit: str
    printed: str
    on: date
    is_baseline: bool = False
    short: Shortfall | None = None


def in_force(targets: Iterable[Target], day: date) -> Target | None:
    """The last target due by a day; where it was revised, the revision.

    A target with no date of its own is due when its action is, and comes before all others.
    """
    due = [target for target in targets if target.due is None or target.due <= day]
    return max(due, key=lambda t: (t.due or date.min, t.version, t.id or 0), default=None)


def next_due(targets: Iterable[Target], day: date) -> Target | None:
    """The target that is to be met next from a day on, as revised; the last, where none is."""
    known = list(targets)
    days = [target.due for target in known if target.due and target.due >= day]
    return in_force(known, min(days, default=day))


def first_of(targets: Iterable[Target], target: Target | None) -> Target | None:
    """What was first to be reached on a target's day; None where that has not been revised."""
    same = [one for one in targets if target and one.due == target.due]
    first = min(same, key=lambda t: (t.version, t.id or 0), default=None)
    return None if first is target else first


def reached(one: SeriesFacts, target: Target | None) -> date | None:
    """By when a target is reached at the pace from the first figure to the last; None if never."""
    a_week = weekly_change(one.points)
    if target is None or target.value is None or a_week is None:
        return None
    return ends_on(one.points[-1], target.value, a_week)


@dataclass(frozen=True, slots=True)
class Promised:
    """A baseline that was promised for a day and has not been given."""

    action: str
    measure: str
    series: str
    title: str
    due: date


def promised(measures: Iterable[MeasureFacts], day: date) -> list[Promised]:
    """The baselines that should have been set by a day, in the plan's order."""
    return [
        Promised(facts.action, facts.measure.ref, one.series.name, facts.measure.title, due)
        for facts in measures
        for one in facts.series
        if _is_promised(one) and (due := one.series.baseline_on) and due <= day
    ]


def _is_promised(one: SeriesFacts) -> bool:
    printed = one.series.baseline_printed or ""
    return one.baseline is None and printed.casefold().startswith("due")


def judged(facts: MeasureFacts) -> list[SeriesFacts]:
    """The series that are held against targets: of a pair, the half that counts (its first).

    Targets without a name of their own belong to every named series under the label.
    """
    if facts.measure.kind == "pair":
        return list(facts.series[:1])
    shared = tuple(t for s in facts.series if not s.series.name for t in s.targets)
    named = [s for s in facts.series if s.series.name]
    if shared and any(not s.targets for s in named):
        return [replace(s, targets=s.targets or shared) for s in named]
    return [s for s in facts.series if s.targets]


def shortfalls(measures: Sequence[MeasureFacts], day: date) -> list[Shortfall]:
    """Every target in force on a day that its measure does not meet, in the plan's order."""
    found = [_shortfall(facts, one, day) for facts in measures for one in judged(facts)]
    return [short for short in found if short is not None]


def _shortfall(facts: MeasureFacts, one: SeriesFacts, day: date) -> Shortfall | None:
    target = in_force(one.targets, day)
    if target is None or facts.measure.kind == "monitoring":
        return None
    latest = one.latest
    short = None
    if latest is not None:
        short = _short_by(facts.measure.kind, target, latest)
        if short is None:
            return None
    return Shortfall(
        measure=facts.measure.ref,
        series=one.series.name,
        title=facts.measure.title,
        unit=facts.measure.unit,
        target=target.printed,
        due=target.due,
        value=latest.value if latest else None,
        short=short,
        baseline=one.baseline,
        original=first.printed if (first := first_of(one.targets, target)) else None,
        disputed=one.disputed is not None,
    )


def _short_by(kind: str, target: Target, reading: KnownReading) -> float | None:
    """How far short, or None where the target is met or there is nothing to compare."""
    value = _nearest(kind, reading)
    if target.value is None or value is None:
        return None
    gap = target.value - value
    short = round(-gap if kind == "no_more_than" else gap, 6)
    strict = target.printed.casefold().startswith(STRICT)
    return short if short > 0 or (strict and short == 0) else None


def _nearest(kind: str, reading: KnownReading) -> float | None:
    """The figure; of a range such as "6/7%" the end that is nearer to being met."""
    ends = bounds(reading.printed) if reading.value is None else None
    if ends is None:
        return reading.value
    return ends[0] if kind == "no_more_than" else ends[1]
