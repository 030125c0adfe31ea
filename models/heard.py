"""Deliveries already acted on, by Slack's own id, so that a second one writes nothing."""

from datetime import datetime
from functools import cache
from typing import ClassVar

from sqlalchemy import literal
from sqlmodel import Field, Session, SQLModel, select

from models.prepared import Prepared
from models.store import insert_into, on

CHANGED = "changed:"  # what the keys of messages that were edited or deleted begin with


class Heard(SQLModel, table=True):
    """One delivery, kept in the same transaction as what it changed."""

    __tablename__: ClassVar[str] = "heard"

    key: str = Field(primary_key=True)
    at: datetime
    message: str | None = Field(default=None, index=True)  # which message of Slack's it came as


def insert_once(session: Session, model: type[SQLModel], values: dict[str, object]) -> bool:
    """Insert a row unless its unique key stands already; says whether it was inserted."""
    return bool(_insert_once(model, on(session).dialect.name).rows(session, values))


@cache
def _insert_once(model: type[SQLModel], dialect: str) -> Prepared:
    """Made once: putting a statement together takes longer than carrying it out."""
    return Prepared(insert_into(model, dialect).on_conflict_do_nothing().returning(literal(1)))


def first_time(session: Session, key: str, at: datetime, message: str | None = None) -> bool:
    """Remember a delivery; False where it had been heard, and committed, before."""
    return insert_once(session, Heard, {"key": key, "at": at, "message": message})


def requests_of(session: Session, message: str) -> list[str]:
    """The deliveries that a message of Slack's, and what was made of it since, came as."""
    return list(session.exec(select(Heard.key).where(Heard.message == message)).all())


def mark_changed(session: Session, message: str, at: datetime) -> None:
    """Remember that a message of Slack's was edited or deleted."""
    first_time(session, f"{CHANGED}{message}", at)


def was_changed(session: Session, message: str) -> bool:
    """Whether a message was edited or deleted: what it said at first counts no longer."""
    return session.get(Heard, f"{CHANGED}{message}") is not None
