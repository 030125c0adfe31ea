"""Who receives what: a channel that asked for the digest, the reminders or the audit report."""

from datetime import datetime, time
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

DIGEST, REMINDERS, AUDITS = "digest", "reminders", "audits"


class Body(SQLModel, table=True):
    """A channel and what it gets: how often, on a weekday (0 is Monday) at a local time.

    `themes` are those it is about, all where it is None; `style` is all of it, or exceptions only.
    """

    __tablename__: ClassVar[str] = "body"
    __table_args__ = (
        UniqueConstraint("plan_id", "channel", "receives"),
        CheckConstraint("receives in ('digest', 'reminders', 'audits')", "body_receives"),
        CheckConstraint("weekday between 0 and 6", "body_weekday"),
        CheckConstraint(
            "every in ('weekly', 'fortnightly', 'monthly', 'two-monthly', 'quarterly')",
            "body_every",
        ),
        CheckConstraint("style in ('full', 'exceptions')", "body_style"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    channel: str
    receives: str
    every: str = "weekly"
    weekday: int = 0
    at: time = time(9, 0)
    since: datetime
    active: bool = True
    style: str = "full"
    themes: list[str] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


SETTINGS = ("every", "weekday", "at", "style", "themes")


def settings_of(body: Body) -> dict[str, Any]:
    """How a channel wants what it gets, as the ledger writes it."""
    return {**{name: getattr(body, name) for name in SETTINGS}, "at": body.at.isoformat("minutes")}


def bodies_of(session: Session, plan_id: int) -> list[Body]:
    """The channels that asked for something and have not stopped it."""
    query = select(Body).where(Body.plan_id == plan_id, Body.active).order_by(col(Body.id))
    return list(session.exec(query).all())


def body_for(session: Session, plan_id: int, channel: str, receives: str) -> Body | None:
    """A channel's standing request, active or stopped."""
    query = select(Body).where(
        Body.plan_id == plan_id, Body.channel == channel, Body.receives == receives
    )
    return session.exec(query).first()
