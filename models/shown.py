"""Moments of a plan that somebody has been shown, and what they were shown of them."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint, func
from sqlmodel import JSON, Column, Field, Session, SQLModel, select

from models.entry import Entry
from models.heard import insert_once


class Shown(SQLModel, table=True):
    """A digest as at a moment, as it was first shown.

    `upto` is the ledger's last entry that was known of then; `themes` are those it is about, with
    spaces between, all where it is empty.
    """

    __tablename__: ClassVar[str] = "shown"
    __table_args__ = (UniqueConstraint("plan_id", "at", "themes"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    at: datetime
    themes: str = ""
    upto: int
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


def keep(session: Session, **values: object) -> bool:
    """Keep what was shown of a moment; False where it had been shown before."""
    return insert_once(session, Shown, values)


def shown_at(session: Session, plan_id: int, at: datetime, themes: str) -> Shown | None:
    """What was shown of a moment; None where nobody has asked about it yet."""
    query = select(Shown).where(Shown.plan_id == plan_id, Shown.at == at, Shown.themes == themes)
    return session.exec(query).first()


def last_entry(session: Session) -> int:
    """The number of the ledger's last entry; 0 where there is none."""
    return session.exec(select(func.max(Entry.id))).one() or 0
