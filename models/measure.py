"""Measures: what is counted, what it should come to by when, and what it came to."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

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


class Reading(SQLModel, table=True):
    """What a series came to on a day, and who says so."""

    __tablename__: ClassVar[str] = "reading"
    __table_args__ = (Index("reading_series_on", "series_id", "on"),)

    id: int | None = Field(default=None, primary_key=True)
    series_id: int = Field(foreign_key="series.id")
    on: date | None = None
    value: float | None = None
    printed: str
    source: str
    recorded_from: datetime


# Made once: putting a statement together takes longer than carrying it out.
_READINGS = (
    select(Reading)
    .where(col(Reading.series_id).in_(bindparam("series", expanding=True)))
    .order_by(col(Reading.id))
)


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
    """The targets of these series: earliest due first, the original before its revisions."""
    query = (
        select(Target)
        .where(col(Target.series_id).in_(series_ids))
        .order_by(col(Target.series_id), col(Target.due), col(Target.version), col(Target.id))
    )
    return list(session.exec(query).all())


def readings_of(
    session: Session, series_ids: list[int], as_at: datetime | None = None
) -> list[Reading]:
    """The readings of these series in the order they were recorded, up to `as_at`."""
    query = _READINGS
    if as_at is not None:
        query = query.where(Reading.recorded_from <= as_at)
    return list(session.exec(query, params={"series": series_ids}).all())
