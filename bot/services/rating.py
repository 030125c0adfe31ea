"""What the rules propose for actions, beside what somebody said of them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as rows

from bot.rules.book import Book
from bot.rules.rated import Rated, Ruling
from bot.rules.ratings import Course, is_stale, propose, stands_as
from bot.rules.targets import shortfalls
from bot.rules.times import local_day
from bot.services import ledger, measuring
from models.action import NOT_STARTED
from models.entry import CHANGE, UNDO, Entry, unpacked
from models.state import is_open, stood_at


def ratings(
    session: Session, book: Book, as_at: datetime, refs: list[str] | None = None
) -> list[Rated]:
    """Every open action (or those of `refs`) as rated and as the rules propose, in plan order."""
    state = stood_at(session, book.plan_id, as_at)
    query = select(state).where(is_open(state)).order_by(state.c.position)
    if refs is not None:
        query = query.where(state.c.ref.in_(refs))
    found = session.connection().execute(query).all()
    short = _short(session, book, [row.ref for row in found], as_at)
    said = _said(session, book, as_at, [row.ref for row in found if row.rag])
    day = local_day(as_at, book.zone)
    return [_rated(book, row, day, row.ref in short, said.get(row.ref)) for row in found]


def _short(session: Session, book: Book, refs: list[str], as_at: datetime) -> set[str]:
    """The actions of which a target due by the day is missed by a figure."""
    planned = [facts for ref in refs for facts in book.measures.get(ref, ())]
    day = local_day(as_at, book.zone)
    found = measuring.with_readings(session, planned, as_at)
    return {facts.action for facts in found if any(one.short for one in shortfalls([facts], day))}


def _said(session: Session, book: Book, as_at: datetime, refs: list[str]) -> Mapping[str, Ruling]:
    """Who last said each rating that stands, when, and why."""
    undone = rows(Entry.undoes).where(col(Entry.undoes).is_not(None), Entry.at <= as_at)
    query = (
        rows(Entry)
        .where(Entry.plan_id == book.plan_id, Entry.noun == "action", Entry.field == "rag")
        .where(col(Entry.key).in_(refs), col(Entry.act).in_((CHANGE, UNDO)), Entry.at <= as_at)
        .where(col(Entry.id).not_in(undone), Entry.act == CHANGE)
        .order_by(col(Entry.id))
    )
    return {
        row.key: Ruling(
            row.who, local_day(row.at, book.zone), ledger.note_of(session, [row]), unpacked(row.new)
        )
        for row in session.exec(query).all()
    }


def _rated(book: Book, row: Any, day: date, short: bool, said: Ruling | None) -> Rated:
    heard = local_day(row.last_update or row.recorded_from, book.zone)
    course = Course(
        day=day,
        start=row.start,
        end=row.end,
        end_asked=row.end_asked,
        begun=row.status != NOT_STARTED,
        percent=row.percent,
        heard=heard,
        short=short,
    )
    rules = book.policy.ratings
    proposal, stale = propose(course, rules), is_stale(heard, day, rules)
    return Rated(
        ref=row.ref,
        title=row.title,
        given=row.rag,
        stale=stale and row.rag is not None,
        age=(day - heard).days,
        proposal=proposal,
        stands=stands_as(row.rag, stale, proposal),
        said=said if said and said.rag == row.rag else None,
    )
