"""Check-ins: ahead of a reporting date, each lead is asked about each of their actions in turn."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint, bindparam
from sqlalchemy import select as rows
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, or_, select

from models.prepared import Prepared
from models.store import table


class Reporting(SQLModel, table=True):
    """A day on which a plan is reported on, and from which day leads are asked ahead of it."""

    __tablename__: ClassVar[str] = "reporting"
    __table_args__ = (UniqueConstraint("plan_id", "on"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    on: date
    asks_from: date
    active: bool = True


class Checkin(SQLModel, table=True):
    """One lead's check-in: the actions still to be asked about, the one they are asked about now,
    and what came of those before it.
    """

    __tablename__: ClassVar[str] = "checkin"
    __table_args__ = (UniqueConstraint("reporting_id", "user"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    reporting_id: int = Field(foreign_key="reporting.id")
    user: str = Field(index=True)
    refs: list[str] = Field(sa_column=Column(JSON, nullable=False))
    step: int = 0
    waits_for_note: bool = False
    answered: list[str] = Field(sa_column=Column(JSON, nullable=False))
    opened_at: datetime
    closed_at: datetime | None = None

    @property
    def ref(self) -> str | None:
        """The action that is being asked about; None once all have been."""
        return self.refs[self.step] if self.step < len(self.refs) else None


def reporting_on(session: Session, plan_id: int, on: date) -> Reporting | None:
    """A plan's reporting date, active or taken back."""
    query = select(Reporting).where(Reporting.plan_id == plan_id, Reporting.on == on)
    return session.exec(query).first()


def reportings_due(session: Session, plan_id: int, day: date) -> list[Reporting]:
    """The reporting dates ahead of which leads are to be asked on a day."""
    query = (
        select(Reporting)
        .where(Reporting.plan_id == plan_id, Reporting.active)
        .where(Reporting.asks_from <= day, Reporting.on >= day)
    )
    return list(session.exec(query.order_by(col(Reporting.on))).all())


def asked_already(session: Session, reporting_id: int) -> set[str]:
    """Whom a reporting date's check-in has been opened for."""
    query = select(Checkin.user).where(Checkin.reporting_id == reporting_id)
    return set(session.exec(query).all())


# Made once, and asked first: most people are in no check-in, and each word of theirs asks.
_CHECKIN = table(Checkin).c
_ANY = Prepared(
    rows(_CHECKIN.id)
    .where(_CHECKIN.user == bindparam("user"))
    .where(or_(_CHECKIN.closed_at.is_(None), _CHECKIN.closed_at == bindparam("now")))
    .limit(1)
)


def held(session: Session, user: str, now: datetime) -> list[Checkin]:
    """The check-ins that somebody is in the middle of, and those that they end at this moment.

    They lapse with their reporting dates. They are held until the transaction ends: two answers
    at once are one after the other.
    """
    if not _ANY.rows(session, {"user": user, "now": now}):
        return []
    open_still = or_(col(Checkin.closed_at).is_(None), col(Checkin.closed_at) == now)
    query = (
        select(Checkin)
        .join(Reporting, col(Reporting.id) == Checkin.reporting_id)
        .where(Checkin.user == user, open_still)
        .where(Reporting.on >= now.date(), Reporting.active)
        .order_by(col(Checkin.id))
        .with_for_update(of=Checkin)
    )
    return list(session.exec(query.execution_options(populate_existing=True)).all())


def checkin_with(session: Session, checkin_id: int) -> Checkin | None:
    """The check-in that a button belongs to."""
    return session.get(Checkin, checkin_id)
