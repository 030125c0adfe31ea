"""Measures with all that belongs to them, gathered for the rules."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.targets import MeasureFacts, SeriesFacts
from models import measure as measures
from models.measure import Measure, Reading, Series, Target


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
    """These measures with what was read of them, up to a moment."""
    numbers = [line.series.id or 0 for facts in plain for line in facts.series]
    readings: dict[int, list[Reading]] = defaultdict(list)
    for reading in measures.readings_of(session, numbers, as_at) if numbers else ():
        readings[reading.series_id].append(reading)
    return [
        replace(
            facts,
            series=tuple(
                replace(s, readings=tuple(readings[s.series.id or 0])) for s in facts.series
            ),
        )
        for facts in plain
    ]
