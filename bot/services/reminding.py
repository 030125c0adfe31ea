"""Gathering what is late, ends soon or has gone quiet, for each role."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.policy import quiet_since
from bot.rules.reminding import (
    Item,
    RoleReminder,
    Standing,
    by_role,
    horizon,
    reason_of,
    speaks,
)
from bot.rules.times import end_of_day, local_day
from bot.services.snoozing import snoozed
from models.state import is_open, stood_at


def reminders(
    session: Session, book: Book, day: date, after: date | None = None
) -> list[RoleReminder]:
    """What each role has in front of it on a day, by what had been recorded by its end.

    `after` is the last day on which reminders were worked out: what fell due to be said since is
    said now.
    """
    return by_role(book, items_on(session, book, day, after), day)


def items_on(session: Session, book: Book, day: date, after: date | None = None) -> list[Item]:
    """Every open action that is late, ends soon or has gone quiet by a day, the earliest end first.

    Those beyond the fourteen days, and the quiet ones, only on a day on which the policy speaks of
    them.
    """
    until = snoozed(session, book, end_of_day(day, book.zone))
    rows = session.connection().execute(_open_rows(session, book, day))
    items = (_item(book, row, day, after, until.get(row.ref)) for row in rows)
    return [item for item in items if item and (item.is_in_window or item.speaks)]


def _open_rows(session: Session, book: Book, day: date) -> Select[Any]:
    state = stood_at(session, book.plan_id, end_of_day(day, book.zone))
    kind = state.c.last_update.type
    heard = func.coalesce(state.c.last_update, state.c.recorded_from, type_=kind)
    quiet = heard < quiet_since(book.policy, day, book.zone)
    near = or_(state.c.end <= horizon(book.policy, day), quiet)
    order = (state.c.end.is_(None), state.c.end, state.c.position)
    return select(state).where(is_open(state), near).order_by(*order)


def _item(
    book: Book, row: Any, day: date, after: date | None, snoozed_until: date | None
) -> Item | None:
    last_word = local_day(row.last_update, book.zone) if row.last_update else None
    heard = last_word or local_day(row.recorded_from, book.zone)
    standing = Standing(row.end, heard, last_word, snoozed_until)
    reason = reason_of(book.policy, standing, day)
    if reason is None:
        return None
    spoken = speaks(book.policy, standing, day, after)
    return Item(
        ref=row.ref,
        title=row.title,
        leads=tuple(book.lead_names(row.ref)),
        end=row.end,
        status=row.status,
        rag=row.rag,
        reason=reason[0],
        days=reason[1],
        last_word=last_word,
        speaks=spoken,
        missed=spoken and not speaks(book.policy, standing, day),
        snoozed_until=snoozed_until if snoozed_until and snoozed_until > day else None,
    )


def in_window(found: list[RoleReminder]) -> Iterator[RoleReminder]:
    """The reminders as the command line promises them: of what is late or ends within 14 days."""
    for one in found:
        if any(it.item.is_in_window for it in one.items):
            yield one
