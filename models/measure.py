"""Measures: what is counted, what it should come to by when, and what it came to."""

from datetime import date, datetime
from typing import ClassVar, NamedTuple

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, bindparam
from sqlalchemy import select as rows
from sqlmodel import Field, Session, SQLModel, UTCDateTime, col, or_, select

from models.prepared import Prepared
from models.store import table

KINDS = ("at_least", "no_more_than", "yes_no", "count", "monitoring", "pair")


class Measure(SQLModel, table=True):
    """A label such as 6b under an action. The same label may stand under two actions."""

    __tablename__: ClassVar[str] = "measure"
    __table_args__ = (
        UniqueConstraint("action_id", "ref"),
        CheckConstraint(f"kind in {KINDS}", "measure_kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    action_id: int = Field(foreign_key="action.id")
    ref: str
    position: int
    title: str
    unit: str
    kind: str


class Series(SQLModel, table=True):
    """One line of figures under a label; its name is empty where the label holds only one."""

    __tablename__: ClassVar[str] = "series"
    __table_args__ = (UniqueConstraint("measure_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="measure.id")
    name: str
    position: int
    baseline: float | None = None
    baseline_on: date | None = None
    baseline_printed: str | None = None


class Target(SQLModel, table=True):
    """What a series should come to by a day. Version 1 is the original and is never lost."""

    __tablename__: ClassVar[str] = "target"

    id: int | None = Field(default=None, primary_key=True)
    series_id: int = Field(foreign_key="series.id", index=True)
    due: date | None = None
    value: float | None = None
    printed: str
    version: int = 1
    key: str | None = None  # in the ledger, where a person set it; None for what a file says
    recorded_from: datetime | None = None  # None: from when its measure is
    withdrawn_at: datetime | None = None


class Reading(SQLModel, table=True):
    """What a series came to on a day, and who says so.

    What was taken back stays, with the moment from which it no longer counts: a digest as at an
    earlier day shows it still.
    """

    __tablename__: ClassVar[str] = "reading"
    __table_args__ = (Index("reading_series_on", "series_id", "on"),)

    id: int | None = Field(default=None, primary_key=True)
    series_id: int = Field(foreign_key="series.id")
    on: date | None = None
    value: float | None = None
    printed: str
    source: str
    recorded_from: datetime
    key: str | None = None  # in the ledger, where a person gave it; None for what a file says
    who: str | None = None
    is_baseline: bool = False  # what the series began at, where its file only promised that
    withdrawn_at: datetime | None = None


class KnownReading(NamedTuple):
    """A reading as it was found; its fields are those of `Reading`."""

    series_id: int
    on: date | None
    value: float | None
    printed: str
    source: str
    recorded_from: datetime
    key: str | None
    who: str | None
    is_baseline: bool
    withdrawn_at: datetime | None


_READING = table(Reading).c
_ALL_READINGS = (
    rows(*(_READING[name] for name in KnownReading._fields))
    .where(_READING.series_id.in_(bindparam("series", expanding=True)))
    .order_by(_READING.id)
)
_READINGS = Prepared(_ALL_READINGS.where(_READING.withdrawn_at.is_(None)))
_BY = bindparam("by", type_=UTCDateTime())
_STOOD = or_(_READING.withdrawn_at.is_(None), _READING.withdrawn_at > _BY)
_READINGS_BY = Prepared(_ALL_READINGS.where(_READING.recorded_from <= _BY, _STOOD))


def measures_of(session: Session, plan_id: int) -> list[Measure]:
    """A plan's measures in its own order."""
    query = select(Measure).where(Measure.plan_id == plan_id).order_by(col(Measure.position))
    return list(session.exec(query).all())


def series_of(session: Session, measure_ids: list[int]) -> list[Series]:
    """The series of these measures, in order."""
    query = (
        select(Series)
        .where(col(Series.measure_id).in_(measure_ids))
        .order_by(col(Series.measure_id), col(Series.position))
    )
    return list(session.exec(query).all())


def targets_of(session: Session, series_ids: list[int]) -> list[Target]:
    """The targets of these series: earliest due first, the original before its revisions.

    Those that were taken back are among them: `counts` tells from when until when each counted.
    """
    query = (
        select(Target)
        .where(col(Target.series_id).in_(series_ids))
        .order_by(col(Target.series_id), col(Target.due), col(Target.version), col(Target.id))
    )
    return list(session.exec(query).all())


def readings_of(
    session: Session, series_ids: list[int], as_at: datetime | None = None
) -> list[KnownReading]:
    """The readings of these series in the order they were recorded, up to `as_at`."""
    session.flush()  # among them those that this transaction has added
    asked = {"series": series_ids}
    if as_at is None:
        found = _READINGS.rows(session, asked)
    else:
        found = _READINGS_BY.rows(session, {**asked, "by": as_at})
    return [KnownReading(*row) for row in found]


def series_named(session: Session, measure_id: int, name: str) -> Series | None:
    """A measure's series of that name."""
    query = select(Series).where(Series.measure_id == measure_id, Series.name == name)
    return session.exec(query).first()


def reading_with(session: Session, series_id: int, key: str) -> Reading:
    """What a person recorded, by its key in the ledger."""
    query = select(Reading).where(Reading.series_id == series_id, Reading.key == key)
    return session.exec(query).one()


def target_with(session: Session, series_id: int, key: str) -> Target:
    """A target that a person set, by its key in the ledger."""
    query = select(Target).where(Target.series_id == series_id, Target.key == key)
    return session.exec(query).one()
