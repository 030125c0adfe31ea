"""Gathering what has been asked and who has been told, to see what goes up; and recording it.

A step is an entry in the ledger, written with the message that tells of it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.escalation import Raised, Told, raised
from bot.rules.outcomes import Change
from bot.rules.reminding import Item
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import ledger
from models.entry import CHANGE, Entry, unpacked
from models.member import LEFT, members
from models.outbox import SENT, Post

NOUN, FIELD = "escalation", "told"
LOOKS_BACK = timedelta(days=120)


def going_up(
    session: Session, book: Book, items: Iterable[Item], day: date, now: datetime
) -> dict[str, list[Raised]]:
    """What goes up to whom on a day, the earliest end first."""
    late = [item for item in items if item.reason != "due_soon"]
    asked, told = _asked(session, book, now), _told(session, book)
    gone = {user for user, one in members(session).items() if one.kind == LEFT}
    found: dict[str, list[Raised]] = {}
    for item in late:
        since = item.last_word or date.min
        begins = max(since, item.end) if item.reason == "overdue" and item.end else since
        by_user = {
            user: min(days)
            for user, every in asked.get(item.ref, {}).items()
            if (days := [one for one in every if one >= begins])
        }
        steps = [step for step in told.get(item.ref, []) if step.day >= begins]
        if step := raised(book, item, day, by_user, steps, gone):
            found.setdefault(step.user, []).append(step)
    return found


def _asked(session: Session, book: Book, now: datetime) -> dict[str, dict[str, list[date]]]:
    """On which days each person was reminded of each action, by what was sent."""
    query = (
        select(Post.channel, Post.about, Post.sent_at)
        .where(Post.plan_id == book.plan_id, Post.state == SENT)
        .where(col(Post.key).startswith(f"reminder:{book.plan_id}:"))
        .where(col(Post.sent_at) > now - LOOKS_BACK)
    )
    found: dict[str, dict[str, list[date]]] = {}
    for user, about, sent_at in session.exec(query):
        for ref in (about or "").split():
            day = local_day(sent_at or now, book.zone)
            found.setdefault(ref, {}).setdefault(user, []).append(day)
    return found


def _told(session: Session, book: Book) -> dict[str, list[Told]]:
    """The steps that were taken of each action, the first one first."""
    query = select(Entry).where(Entry.plan_id == book.plan_id, Entry.noun == NOUN)
    found: dict[str, list[Told]] = {}
    for entry in session.exec(query.order_by(col(Entry.id))):
        step = Told(unpacked(entry.new)["role"], local_day(entry.at, book.zone))
        found.setdefault(entry.key, []).append(step)
    return found


def record(
    session: Session, plan_id: int, steps: Iterable[Raised], key: str, now: datetime
) -> None:
    """Put on each action's record who was told of it, and why nobody in between."""
    said = Said("action plan bot", "", now, now, "clock", key)
    for step in steps:
        change = Change(FIELD, None, _kept(step))
        ledger.write(session, said, plan_id, CHANGE, NOUN, step.item.ref, [change])


def _kept(step: Raised) -> dict[str, Any]:
    return {
        "role": step.role_key,
        "name": step.role,
        "user": step.user,
        "reason": step.item.reason,
        "days": step.item.days,
        "since": step.since.isoformat() if step.since else None,
        "passed_over": list(step.passed_over),
    }
