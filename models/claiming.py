"""Whose turn it is in the outbox: the next post for one worker, and the lane that it takes.

The statements are put together once: that takes longer than carrying them out.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, update
from sqlmodel import Session, UTCDateTime

from models import lane as lanes
from models.lane import Lane
from models.outbox import (
    CLAIMED,
    LOOKING,
    OPENING,
    PENDING,
    PERSON,
    SENDING,
    SENT,
    Post,
    post_with_key,
)
from models.prepared import Prepared
from models.store import database_time, table


def claim(
    session: Session, worker: str, now: datetime, lease: timedelta, is_ready: Callable[[Post], bool]
) -> tuple[Post, bool] | None:
    """Take a post whose lease has run out, or the next one that is due; None when there is none.

    One that is ready is marked as being sent at once, which the second value says.

    One at a time in a lane: while a channel is being posted to, or has to wait, the others go on.
    Leases are in the database's own time, which all workers share. The state it was found in is
    kept, so that one that was being sent is known for what it is.
    """
    clock = database_time(session)
    closed = lanes.held(session, (OPENING, LOOKING), now)
    moments = {"now": now, "clock": clock}
    for abandoned in (True, False):  # apart, so that each is found by its index
        query = _next(abandoned, OPENING in closed, LOOKING in closed)
        while found := query.rows(session, moments):
            post = Post(**dict(zip(_COLUMNS, found[0], strict=True)))
            if enter(session, post, post.channel, now, lease):  # else another was a moment faster
                begun = post.state != SENDING and is_ready(post)
                return _claimed(session, post, worker, clock + lease, begun), begun
    return None


NOW = bindparam("now", type_=UTCDateTime())
_POST = table(Post).c
_COLUMNS = tuple(_POST.keys())


@cache
def _next(abandoned: bool, no_opening: bool, no_looking: bool) -> Prepared:
    """The post whose turn it is, where some of Slack's methods have to wait."""
    ended = _POST.lease_until <= bindparam("clock", type_=UTCDateTime())
    due = and_(_POST.state == PENDING, _POST.not_before <= NOW)
    if abandoned:
        due = and_(_POST.state.in_((CLAIMED, SENDING)), ended)
    query = select(table(Post)).where(due, *_passable(no_opening, no_looking))
    query = query.order_by(_POST.not_before, _POST.id).limit(1)
    return Prepared(query.with_for_update(skip_locked=True))


def _passable(no_opening: bool, no_looking: bool) -> list[ColumnElement[bool]]:
    """Of posts: that nothing in their way has to be waited for."""
    lane = table(Lane).c
    another = or_(lane.post_id.is_(None), lane.post_id != _POST.id)
    taken = exists().where(lane.name == _POST.channel, lane.free_at > NOW, another)
    above = table(Post).alias().c
    said = exists().where(above.key == _POST.under, above.state == SENT)
    conditions = [or_(_POST.response_url.is_not(None), ~taken), or_(_POST.under.is_(None), said)]
    if no_opening:
        conditions.append(~or_(*(_POST.channel.startswith(letter) for letter in PERSON)))
    if no_looking:
        conditions.append(_POST.state != SENDING)
    return conditions


def enter(session: Session, post: Post, name: str, now: datetime, lease: timedelta) -> bool:
    """Take a lane for a post; False where another is in it. An answer to a button needs none."""
    if post.response_url:
        return True
    return lanes.take(session, name, post.id or 0, now, now + lease)


def leave(session: Session, post: Post, free_at: datetime, place: str = "") -> None:
    """Let the next post in from a moment on: to the channel, and to the place it turned out as."""
    if not post.response_url:
        for name in {post.channel, place} - {""}:
            lanes.leave(session, name, free_at)


def _claimed(session: Session, post: Post, worker: str, until: datetime, begun: bool) -> Post:
    """In one UPDATE: at a second one PostgreSQL looks whether the plan is there, and locks it."""
    post.state = CLAIMED if post.state == PENDING else post.state
    post.claimed_by, post.lease_until = worker, until
    post.attempts += 1
    if post.under:
        above = post_with_key(session, post.under)
        post.thread = above.ts if above else None
    values = {name: getattr(post, name) for name in _OF_A_CLAIM}
    values["state"] = SENDING if begun else post.state
    _CLAIM.changed(session, {"claimed_id": post.id, **values})
    return post


_OF_A_CLAIM = ("state", "claimed_by", "lease_until", "attempts", "thread")
_CLAIM = Prepared(update(table(Post)).where(_POST.id == bindparam("claimed_id")))
