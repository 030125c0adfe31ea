"""Roles, who holds them from when to when, and who administers."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Session, SQLModel, col, select


class Role(SQLModel, table=True):
    """A post that leads actions. `key` is its name with spellings folded together."""

    __tablename__: ClassVar[str] = "role"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    name: str
    key: str
    position: int
    reports_to: int | None = Field(default=None, foreign_key="role.id")


class Holding(SQLModel, table=True):
    """A person in a role (or nobody), from a day on, until a last day, inclusive, or still."""

    __tablename__: ClassVar[str] = "holding"
    __table_args__ = (
        UniqueConstraint("role_id", "from_day"),
        CheckConstraint("until_day >= from_day", "holding_days"),
    )

    id: int | None = Field(default=None, primary_key=True)
    role_id: int = Field(foreign_key="role.id", index=True)
    user: str | None = None
    from_day: date
    until_day: date | None = None


class Administrator(SQLModel, table=True):
    """A Slack user who may do everything to every plan kept here."""

    __tablename__: ClassVar[str] = "administrator"

    user: str = Field(primary_key=True)
    named_at: datetime


def roles_of(session: Session, plan_id: int) -> list[Role]:
    """A plan's roles in the order they were first met."""
    query = select(Role).where(Role.plan_id == plan_id).order_by(col(Role.position))
    return list(session.exec(query).all())


def holdings_of(session: Session, plan_id: int) -> list[Holding]:
    """Everybody who has held a role of the plan, earliest first."""
    query = (
        select(Holding)
        .join(Role, col(Role.id) == Holding.role_id)
        .where(Role.plan_id == plan_id)
        .order_by(col(Holding.from_day), col(Holding.id))
    )
    return list(session.exec(query).all())


def administrators(session: Session) -> list[str]:
    """The Slack users who administer, the first one named first."""
    query = select(Administrator).order_by(col(Administrator.named_at), col(Administrator.user))
    return [row.user for row in session.exec(query).all()]
