"""Measures with all that belongs to them, gathered for the rules."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.comparison import Fields
from bot.rules.targets import MeasureFacts, SeriesFacts
from bot.services import register
from models import measure as measures
from models.measure import KnownReading, Measure, Series, Target

DISPUTE = "dispute"


def facts_of_action(session: Session, book: Book, ref: str) -> list[MeasureFacts]:
    """An action's measures with their series, targets and readings."""
    return with_readings(session, book.measures.get(ref, ()))


def gather(
    session: Session,
    kept: Sequence[Measure],
    refs: dict[int, str],
    as_at: datetime | None = None,
) -> list[MeasureFacts]:
    """Series, targets and readings of these measures, in three queries; `refs` by action id."""
    return with_readings(session, planned(session, kept, refs), as_at)


def planned(session: Session, kept: Sequence[Measure], refs: dict[int, str]) -> list[MeasureFacts]:
    """These measures as the plan has them: series and targets, and no readings yet."""
    lines = measures.series_of(session, [one.id or 0 for one in kept])
    targets: dict[int, list[Target]] = defaultdict(list)
    for target in measures.targets_of(session, [line.id or 0 for line in lines]):
        targets[target.series_id].append(target)
    by_measure: dict[int, list[Series]] = defaultdict(list)
    for line in lines:
        by_measure[line.measure_id].append(line)
    return [
        MeasureFacts(
            one,
            refs[one.action_id],
            tuple(SeriesFacts(s, tuple(targets[s.id or 0])) for s in by_measure[one.id or 0]),
        )
        for one in kept
    ]


def with_readings(
    session: Session, plain: Sequence[MeasureFacts], as_at: datetime | None = None
) -> list[MeasureFacts]:
    """These measures with what was read of them, and with the targets set, up to a moment."""
    numbers = [line.series.id or 0 for facts in plain for line in facts.series]
    readings: dict[int, list[KnownReading]] = defaultdict(list)
    for reading in measures.readings_of(session, numbers, as_at) if numbers else ():
        readings[reading.series_id].append(reading)
    doubts: dict[str, Fields] = {}
    if readings:
        doubts = register.items(session, plain[0].measure.plan_id, DISPUTE, as_at)
    return [
        replace(
            facts,
            series=tuple(
                _filled(facts, s, readings[s.series.id or 0], doubts, as_at) for s in facts.series
            ),
        )
        for facts in plain
    ]


def _filled(
    facts: MeasureFacts,
    line: SeriesFacts,
    readings: list[KnownReading],
    doubts: dict[str, Fields],
    as_at: datetime | None,
) -> SeriesFacts:
    line = replace(line, readings=tuple(readings), targets=_standing(line, as_at))
    doubt = doubts.get(dispute_key(facts, line.series.name))
    if doubt and line.latest and doubt["figure"] == figure_name(line.latest):
        return replace(line, disputed=doubt["why"])
    return line


def with_targets(facts: MeasureFacts, as_at: datetime | None = None) -> MeasureFacts:
    """A measure as planned with the targets that stand, or stood at a moment."""
    lines = (replace(line, targets=_standing(line, as_at)) for line in facts.series)
    return replace(facts, series=tuple(lines))


def _standing(line: SeriesFacts, as_at: datetime | None) -> tuple[Target, ...]:
    return tuple(target for target in line.targets if counts(target, as_at))


def dispute_key(facts: MeasureFacts, series: str) -> str:
    """What the ledger calls a doubt about a line of figures."""
    return f"{facts.action}/{facts.measure.ref}/{series}"


def figure_name(reading: KnownReading) -> str:
    """What tells a figure from the next one of its line."""
    return f"{reading.printed} on {reading.on}"


def counts(target: Target, as_at: datetime | None) -> bool:
    """Whether a target stands, or stood at a moment: people set them, and take them back."""
    if as_at is None:
        return target.withdrawn_at is None
    begun = target.recorded_from is None or target.recorded_from <= as_at
    return begun and (target.withdrawn_at is None or target.withdrawn_at > as_at)
