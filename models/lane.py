"""Lanes: one for each conversation that is posted to, and one for each of Slack's methods.

A conversation takes one post at a time, and the next one a second later; what Slack asks to wait
for is kept here too. All who share the outbox share its lanes, so no number of copies is too fast
for Slack, and a wait in one lane holds up no other.
"""

from datetime import datetime
from functools import cache
from typing import ClassVar

from sqlalchemy import bindparam, literal, or_, select
from sqlmodel import Field, Session, SQLModel, UTCDateTime

from models.prepared import Prepared
from models.store import insert_into, table


class Lane(SQLModel, table=True):
    """A channel, a person or a method by its name, and from when it takes the next one."""

    __tablename__: ClassVar[str] = "lane"

    name: str = Field(primary_key=True)
    free_at: datetime
    post_id: int | None = None  # the post that is in it, which may go on


def take(session: Session, name: str, post_id: int, now: datetime, until: datetime) -> bool:
    """Take a lane for a post until a moment at the latest; False where another one is in it."""
    put = _put(session.get_bind().dialect.name, only_free=True)
    values = {"name": name, "free_at": until, "post_id": post_id, "now": now}
    return bool(put.rows(session, values))


def leave(session: Session, name: str, free_at: datetime) -> None:
    """Nobody is in the lane any more, and the next one may enter it at a moment."""
    put = _put(session.get_bind().dialect.name, only_free=False)
    put.rows(session, {"name": name, "free_at": free_at, "post_id": None})


@cache
def _put(dialect: str, only_free: bool) -> Prepared:
    """One statement: several may want a lane that nobody has been in yet.

    Made once, as all here: putting a statement together takes longer than carrying it out.
    """
    made, lane = insert_into(Lane, dialect), table(Lane).c
    new = made.excluded
    free = or_(lane.free_at <= bindparam("now", type_=UTCDateTime()), lane.post_id == new.post_id)
    put = made.on_conflict_do_update(
        index_elements=["name"],
        set_={"free_at": new.free_at, "post_id": new.post_id},
        where=free if only_free else None,
    )
    return Prepared(put.returning(literal(1)))


def held(session: Session, names: tuple[str, ...], now: datetime) -> set[str]:
    """Which of these lanes take nothing yet."""
    return {name for (name,) in _HELD.rows(session, {"names": list(names), "now": now})}


_HELD = Prepared(
    select(table(Lane).c.name)
    .where(table(Lane).c.name.in_(bindparam("names", expanding=True)))
    .where(table(Lane).c.free_at > bindparam("now", type_=UTCDateTime()))
)
