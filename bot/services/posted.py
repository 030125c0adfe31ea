"""Digests as they were posted, which stay as they were."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.outbox import SENT, Post
from models.picture import Picture, picture
from models.plan import Plan


@dataclass(frozen=True, slots=True)
class Posted:
    """A digest, what stands in its thread, and its picture."""

    post: Post
    thread: tuple[Post, ...]
    picture: Picture | None


def last_posted(session: Session, plan: Plan, by: datetime) -> Posted | None:
    """The last digest that was posted by a moment, just as it was; None where there was none."""
    query = (
        select(Post)
        .where(Post.plan_id == plan.id, Post.state == SENT, col(Post.under).is_(None))
        .where(col(Post.key).startswith("digest:"), col(Post.sent_at) <= by)
        .order_by(col(Post.sent_at).desc(), col(Post.id).desc())
    )
    post = session.exec(query.limit(1)).first()
    if post is None:
        return None
    under = select(Post).where(Post.under == post.key).order_by(col(Post.id))
    thread = tuple(session.exec(under).all())
    numbers = [one.picture_id for one in thread if one.picture_id is not None]
    return Posted(post, thread, picture(session, numbers[0]) if numbers else None)
