"""Targets: which one is in force on a day, and how far a measure is from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.measure import Measure, Reading, Series, Target


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """A series with its targets and its readings, in the order they were recorded."""

    series: Series
    targets: tuple[Target, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def latest(self) -> Reading | None:
        """The last reading recorded, whatever day it is for."""
        return self.readings[-1] if self.readings else None


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


def in_force(targets: Iterable[Target], day: date) -> Target | None:
    """The last target due by a day; where it was revised, the revision.

    A target with no date of its own is due when its action is, and comes before all others.
    """
    due = [target for target in targets if target.due is None or target.due <= day]
    return max(due, key=lambda t: (t.due or date.min, t.version, t.id or 0), default=None)


def judged(facts: MeasureFacts) -> list[SeriesFacts]:
    """The series that are held against targets: of a pair, the half that counts (its first).

    Targets without a name of their own belong to every named series under the label.
    """
    if facts.measure.kind == "pair":
        return list(facts.series[:1])
    shared = tuple(t for s in facts.series if not s.series.name for t in s.targets)
    named = [s for s in facts.series if s.series.name]
    if shared and any(not s.targets for s in named):
        return [SeriesFacts(s.series, s.targets or shared, s.readings) for s in named]
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
        baseline=one.series.baseline,
    )


def _short_by(kind: str, target: Target, reading: Reading) -> float | None:
    """How far short, or None where the target is met or there is nothing to compare."""
    if target.value is None or reading.value is None:
        return None
    gap = target.value - reading.value
    short = round(-gap if kind == "no_more_than" else gap, 6)
    return short if short > 0 else None
