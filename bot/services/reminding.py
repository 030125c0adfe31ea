"""Gathering what is late or soon, for each role."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.reminding import (
    WINDOW_DAYS,
    Item,
    RoleReminder,
    by_role,
    item_reason,
    speaks_of,
)
from bot.rules.times import end_of_day, local_day
from models.action import COMPLETED
from models.state import stood_at


def reminders(
    session: Session, book: Book, day: date, after: date | None = None
) -> list[RoleReminder]:
    """What each role has in front of it on a day, by what had been recorded by its end.

    `after` is the last day on which reminders were worked out: what fell due to be said since is
    said now.
    """
    return by_role(book, items_on(session, book, day, after), day)


def items_on(session: Session, book: Book, day: date, after: date | None = None) -> list[Item]:
    """Every open action that is overdue on a day or ends within the window, worst first."""
    state = stood_at(session, book.plan_id, end_of_day(day, book.zone))
    query = (
        select(state)
        .where(state.c.status != COMPLETED, state.c.end <= day + timedelta(days=WINDOW_DAYS))
        .order_by(state.c.end, state.c.position)
    )
    return [_item(book, row, day, after) for row in session.connection().execute(query)]


def _item(book: Book, row: Any, day: date, after: date | None) -> Item:
    reason, days = item_reason(row.end, day)
    last_word = local_day(row.last_update, book.zone) if row.last_update else None
    spoken = speaks_of(row.end, last_word, day, after)
    return Item(
        ref=row.ref,
        title=row.title,
        leads=tuple(book.lead_names(row.ref)),
        end=row.end,
        status=row.status,
        rag=row.rag,
        reason=reason,
        days=days,
        last_word=last_word,
        speaks=spoken,
        missed=spoken and not speaks_of(row.end, last_word, day),
    )
