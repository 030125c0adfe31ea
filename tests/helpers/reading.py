"""Looking at what is kept, for tests."""

from sqlmodel import col, select

from bot.rules.book import Book
from bot.services.books import read_book
from models.outbox import Post
from models.store import Store
from tests.helpers.plans import only_plan


def book_of(store: Store) -> Book:
    """The book of the only plan, as it is now."""
    plan = only_plan(store)
    with store.reading() as session:
        return read_book(session, plan)


def queued(store: Store, channel: str = "") -> list[Post]:
    """What is in the outbox, all or for one channel or person, in the order it was made."""
    with store.reading() as session:
        posts = session.exec(select(Post).order_by(col(Post.id))).all()
    return [post for post in posts if channel in ("", post.channel)]
