"""Lanes: one for each conversation that is posted to, and one for each of Slack's methods.

A conversation takes one post at a time, and the next one a second later; what Slack asks to wait
for is kept here too. All who share the outbox share its lanes, so no number of copies is too fast
for Slack, and a wait in one lane holds up no other.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, literal, or_
from sqlmodel import Field, Session, SQLModel, col, select

from models.store import insert_into, table


class Lane(SQLModel, table=True):
    """A channel, a person or a method by its name, and from when it takes the next one."""

    __tablename__: ClassVar[str] = "lane"

    name: str = Field(primary_key=True)
    free_at: datetime
    post_id: int | None = None  # the post that is in it, which may go on


def take(session: Session, name: str, post_id: int, now: datetime, until: datetime) -> bool:
    """Take a lane for a post until a moment at the latest; False where another one is in it."""
    lane = table(Lane).c
    free = or_(lane.free_at <= now, lane.post_id == post_id)
    return _put(session, name, until, post_id, free)


def leave(session: Session, name: str, free_at: datetime) -> None:
    """Nobody is in the lane any more, and the next one may enter it at a moment."""
    _put(session, name, free_at, None, None)


def _put(
    session: Session,
    name: str,
    free_at: datetime,
    post_id: int | None,
    where: ColumnElement[bool] | None,
) -> bool:
    """In one statement: several may want a lane that nobody has been in yet."""
    values: dict[str, Any] = {"free_at": free_at, "post_id": post_id}
    made = insert_into(Lane, session.get_bind().dialect.name).values(name=name, **values)
    put = made.on_conflict_do_update(index_elements=["name"], set_=values, where=where)
    return session.connection().execute(put.returning(literal(1))).first() is not None


def held(session: Session, names: Collection[str], now: datetime) -> set[str]:
    """Which of these lanes take nothing yet."""
    query = select(Lane.name).where(col(Lane.name).in_(names), Lane.free_at > now)
    return set(session.exec(query).all())
