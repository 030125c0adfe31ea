"""What goes out: one row a post, under a unique key that says what it is for.

A post is pending, then claimed by one worker for as long as its lease, then marked as being sent
before Slack is called (at once, where nothing has to be done first), then sent. One found in the
state `sending` after its lease may or may not have reached Slack: it is looked for there before it
is tried again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Index,
    bindparam,
    exists,
    func,
    or_,
    update,
)
from sqlmodel import JSON, Column, Field, Session, SQLModel, UTCDateTime, col, select

from models.heard import insert_once
from models.lane import Lane
from models.prepared import Prepared
from models.store import database_time, on, table

PENDING, CLAIMED, SENDING = "pending", "claimed", "sending"
SENT, FAILED, MISSED = "sent", "failed", "missed"
WAITING = (PENDING, CLAIMED, SENDING)
REPLY = "reply:"  # what keys of answers to people begin with
PERSON = ("U", "W")  # what Slack's ids of people begin with
# Lanes of what has to be done before a post can be sent: opening a person's conversation, and
# looking whether it is there already.
OPENING, LOOKING = "opening", "looking"


class Post(SQLModel, table=True):
    """A message to a channel, to a person (their Slack user id), or to a `response_url`."""

    __tablename__: ClassVar[str] = "outbox"
    __table_args__ = (
        CheckConstraint(f"state in {(*WAITING, SENT, FAILED, MISSED)}", "outbox_state"),
        Index("outbox_waiting", "state", "not_before", "id", "channel"),
        Index("outbox_channel", "channel", "state", "id"),
        Index("outbox_place", "sent_to", "ts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    channel: str
    thread: str | None = None
    response_url: str | None = None
    replaces: bool = False  # the message whose button was pressed, at its response_url
    slot: datetime | None = None  # the moment a regular post is about
    useful_until: datetime | None = None  # after it, saying it is worse than not
    hours: dict[str, Any] | None = Field(  # outside which it is not said, by whoever it is for
        default=None, sa_column=Column(JSON(none_as_null=True))
    )
    under: str | None = Field(default=None, index=True)  # the key of the post it is a reply to
    picture_id: int | None = None  # what is uploaded with its text
    about: str | None = None  # the actions it is about, for a reply that names none
    text: str
    blocks: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    state: str = PENDING
    created_at: datetime
    not_before: datetime
    claimed_by: str | None = None
    lease_until: datetime | None = None
    attempts: int = 0
    sent_to: str | None = None  # the conversation Slack says it stands in
    ts: str | None = None
    sent_at: datetime | None = None
    error: str | None = None


QUEUED = "queued"  # what a session is marked with that has put something in the outbox


def enqueue(session: Session, **values: object) -> bool:
    """Put a post in the outbox; False where its key stands there already."""
    made = values.pop("created_at")
    defaults = {
        "state": PENDING,
        "attempts": 0,
        "replaces": False,
        "created_at": made,
        "not_before": made,
    }
    made_anew = insert_once(session, Post, {**defaults, **values})
    if made_anew:
        session.info[QUEUED] = True
    return made_anew


def start_sending(session: Session, post: Post, lease: timedelta) -> bool:
    """Say that Slack is about to be called: the lease begins anew, for the call alone.

    False where another worker has taken the post over.
    """
    return settle(session, post, state=SENDING, lease_until=database_time(session) + lease)


def hold(session: Session, post: Post, wait: timedelta, error: str) -> bool:
    """Leave a post as one that may have been sent, for a while; the next worker looks first."""
    until = database_time(session) + wait
    return settle(session, post, state=SENDING, lease_until=until, error=error)


def settle(session: Session, post: Post, **values: object) -> bool:
    """Change a post that this worker still holds; False where another has taken it over.

    What was to stand under one that will never stand there is not said either.
    """
    given = {"held_id": post.id, "holder": post.claimed_by, **values}
    done = _HELD.changed(session, given) == 1
    if done and values.get("state") in (FAILED, MISSED):
        below = (col(Post.under) == post.key) & (col(Post.state) == PENDING)
        on(session).execute(update(Post).where(below).values(state=MISSED))
    return done


_HELD = Prepared(
    update(table(Post)).where(  # it sets what it is given beside these two
        col(Post.id) == bindparam("held_id"),
        col(Post.claimed_by) == bindparam("holder"),
        col(Post.state).in_(WAITING),
    )
)


def next_due(session: Session) -> datetime | None:
    """From when the first of the posts that wait may be sent; None where none waits."""
    query = select(func.min(Post.not_before, type_=UTCDateTime())).where(Post.state == PENDING)
    return session.exec(query).one()


def waiting_since(session: Session) -> datetime | None:
    """From when the longest waiting post could have gone out; None where none waits.

    What stands under another post, and what Slack has asked to hold back, are not counted.
    """
    lane = table(Lane).c
    held = exists().where(lane.name == Post.channel, lane.free_at > Post.not_before)
    query = select(func.min(Post.not_before, type_=UTCDateTime())).where(
        col(Post.state).in_((PENDING, CLAIMED)), col(Post.under).is_(None), ~held
    )
    return session.exec(query).one()


def last_sent_in(session: Session, channel: str) -> int:
    """The number of the last post that a channel or a person took; 0 where none was."""
    query = select(func.max(Post.id)).where(Post.channel == channel, Post.state == SENT)
    return session.exec(query).one() or 0


def post_with_key(session: Session, key: str) -> Post | None:
    """The post made under a key."""
    return session.exec(select(Post).where(Post.key == key)).first()


def keys_among(session: Session, keys: Sequence[str]) -> set[str]:
    """Those of some keys under which a post was made."""
    return set(session.exec(select(Post.key).where(col(Post.key).in_(keys)))) if keys else set()


def posts_about(session: Session, plan_id: int, prefix: str, since: datetime) -> list[Post]:
    """The regular posts of a plan since a moment that were said, or wait to be."""
    query = select(Post).where(
        Post.plan_id == plan_id,
        col(Post.key).startswith(prefix, autoescape=True),
        col(Post.slot) >= since,
        col(Post.state).not_in((MISSED, FAILED)),
    )
    return list(session.exec(query.order_by(col(Post.id))).all())


def spoken_of(session: Session, place: str, thread: str) -> set[str]:
    """The actions that our posts in a thread are about."""
    here = or_(col(Post.ts) == thread, col(Post.thread) == thread)
    query = select(Post.about).where(Post.sent_to == place, here, col(Post.about).is_not(None))
    return {ref for about in session.exec(query) for ref in (about or "").split()}


def spoken_since(
    session: Session, user: str, place: str, thread: str | None, since: datetime
) -> set[str | None]:
    """What our posts in a conversation since a moment are about; what comes unasked included."""
    here = col(Post.channel).in_({user, place}) & (col(Post.thread) == thread)
    query = select(Post.about).where(here, Post.created_at > since)
    return set(session.exec(query).all())


def is_ours(session: Session, place: str, thread: str) -> bool:
    """Whether a thread hangs under a post of ours."""
    query = select(Post.id).where(Post.sent_to == place, Post.ts == thread)
    return session.exec(query.limit(1)).first() is not None


def last_slot_posted(session: Session, prefix: str) -> datetime | None:
    """The latest moment that posts under keys with this prefix were about.

    Those that were missed, or that Slack would not take, have told nobody anything.
    """
    query = select(func.max(Post.slot, type_=UTCDateTime())).where(
        col(Post.key).startswith(prefix, autoescape=True), col(Post.state).not_in((MISSED, FAILED))
    )
    return session.exec(query).one()


def last_slot_made(session: Session, prefix: str) -> datetime | None:
    """The latest moment that a post under a key with this prefix was about, sent or not."""
    query = select(func.max(Post.slot, type_=UTCDateTime())).where(
        col(Post.key).startswith(prefix, autoescape=True)
    )
    return session.exec(query).one()


def counts_by_state(session: Session) -> dict[str, int]:
    """How many posts stand in each state."""
    query = select(Post.state, func.count()).group_by(Post.state)
    return {state: int(count) for state, count in session.exec(query).all()}
