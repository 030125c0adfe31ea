"""Measures: their labels from one sheet, their baselines, targets and readings from another."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.intake.cells import Faults, Row
from bot.intake.headings import folded
from bot.intake.words import day_of_point, day_of_reading, figure, kind_of, plain_ref
from bot.rules.plan_file import Kind, MeasureRow, ReadingRow, SeriesRow, TargetRow
from bot.rules.references import LONGEST_REF, steers

_ORIGINAL, _REVISED = 1, 2
_VERSIONS = {
    "target": _ORIGINAL,
    "milestone": _ORIGINAL,
    "revised target": _REVISED,
    "revised milestone": _REVISED,
}
_READINGS = ("reading", "latest", "result")
_BASELINE = "baseline"
_Key = tuple[str, str]


@dataclass(slots=True)
class _Series:
    """A line of figures while its points are being gathered."""

    baseline: Row | None = None
    targets: list[TargetRow] = field(default_factory=list)
    readings: list[ReadingRow] = field(default_factory=list)


_Lines = dict[str, _Series]


def read_measures(
    rows: Iterable[Row],
    points: Iterable[Row],
    refs: Container[str],
    as_of: date | None,
    faults: Faults,
) -> tuple[MeasureRow, ...]:
    """The measures in order; `refs` are the plan's actions, `as_of` the day it was on record.

    A measure without a point has one series, unnamed and empty, to take its readings.
    """
    found: dict[_Key, Row] = {}
    for row in rows:
        _refuse_unusable(row, refs, faults)
        if found.setdefault(_key(row), row) is not row:
            faults.add(row, "ref", f"measure “{row.text('ref')}” stands twice under this action")
    kinds = {key: kind_of(row, faults) for key, row in found.items()}
    lines = _gathered(points, kinds, as_of, faults)
    return tuple(
        MeasureRow(
            ref=key[1],
            action=key[0],
            title=row.text("title"),
            unit=row.text("unit"),
            kind=kinds[key],
            series=_finished(lines[key], kinds[key], faults),
        )
        for key, row in found.items()
    )


def _key(row: Row) -> _Key:
    return plain_ref(row.text("action")), row.text("ref")


def _refuse_unusable(row: Row, refs: Container[str], faults: Faults) -> None:
    for name, what in (("action", "action"), ("ref", "label"), ("title", "title")):
        if not row.text(name):
            faults.add(row, name, f"there is no {what}")
    label = row.text("ref")
    if steers(label) or len(label) > LONGEST_REF:
        reason = f"has to be at most {LONGEST_REF} characters, and nothing that Slack would format"
        faults.add(row, "ref", f"a label {reason}")
    action = _key(row)[0]
    if action and action not in refs:
        faults.add(row, "action", f"the plan has no action “{action}”")


def _gathered(
    points: Iterable[Row], kinds: dict[_Key, Kind], as_of: date | None, faults: Faults
) -> dict[_Key, _Lines]:
    lines: dict[_Key, _Lines] = {key: {} for key in kinds}
    for row in points:
        key = _key(row)
        if key in lines:
            _gather(row, lines[key], kinds[key], as_of, faults)
        else:
            faults.add(row, "ref", f"there is no measure “{key[1]}” under action “{key[0]}”")
    return lines


def _gather(row: Row, lines: _Lines, kind: Kind, as_of: date | None, faults: Faults) -> None:
    """Put one point where it belongs."""
    series = lines.setdefault(row.text("series"), _Series())
    point, printed = folded(row.text("point")), row.text("value")
    if not printed:
        faults.add(row, "value", "there is no figure")
    if point in _VERSIONS:
        due = day_of_point(row, "end", faults)
        series.targets.append(TargetRow(due, figure(printed, kind), printed, _VERSIONS[point]))
    elif point in _READINGS:
        on = day_of_reading(row, as_of, faults)
        source = row.text("source")
        series.readings.append(ReadingRow(on, figure(printed, kind), printed, source))
    elif point != _BASELINE:
        known = "baseline, target, revised target, reading"
        shown = row.text("point")
        faults.add(row, "point", f"“{shown}” is not a kind of point; the kinds are {known}")
    elif series.baseline:
        faults.add(row, "point", f"the baseline is already in row {series.baseline.where.row}")
    else:
        series.baseline = row


def _finished(lines: _Lines, kind: Kind, faults: Faults) -> tuple[SeriesRow, ...]:
    filled = lines or {"": _Series()}
    return tuple(_series(name, line, kind, faults) for name, line in filled.items())


def _series(name: str, line: _Series, kind: Kind, faults: Faults) -> SeriesRow:
    row = line.baseline
    printed = row.text("value") if row else None
    return SeriesRow(
        name=name,
        baseline=figure(printed, kind) if printed else None,
        baseline_on=day_of_point(row, "end", faults) if row else None,
        baseline_printed=printed,
        targets=tuple(line.targets),
        readings=tuple(line.readings),
    )
