"""What is owed in a round, opened when it begins or when somebody first speaks of it.

Once open, who owes what in it stands, whoever comes and goes afterwards: the denominator of a
percentage is the one that people knew.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.periods import Period, periods_until
from bot.rules.programmes import Programme
from bot.rules.returns import OWED, RETURNED, Owed, Row, folded, opened
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import ledger
from models import plan as plans
from models.entry import Entry, Payload, unpacked


def round_key(programme: Programme, period: Period) -> str:
    """What the keys of everything in a round begin with."""
    return f"{programme.key}/{period.key}"


def rows_of(
    session: Session,
    book: Book,
    prefix: str,
    as_at: datetime | None = None,
    nouns: Sequence[str] = (OWED, RETURNED),
) -> list[Row]:
    """The entries of what is owed and returned under a key, with the words kept apart."""
    return rows_from(session, book.plan_id, book.zone, f"{prefix}/", as_at, nouns)


def rows_from(
    session: Session,
    plan_id: int,
    zone: str,
    beginning: str,
    as_at: datetime | None = None,
    nouns: Sequence[str] = (OWED, RETURNED),
) -> list[Row]:
    """The entries of what is owed and returned whose keys begin so, by what a moment knew."""
    query = (
        select(Entry, Payload)
        .join(Payload, col(Payload.id) == Entry.payload_id, isouter=True)
        .where(Entry.plan_id == plan_id, col(Entry.noun).in_(nouns))
        .where(col(Entry.key).startswith(beginning, autoescape=True))
        .order_by(col(Entry.id))
    )
    if as_at is not None:
        query = query.where(Entry.at <= as_at)
    return [_row(entry, words, zone) for entry, words in session.exec(query).all()]


def _row(entry: Entry, words: Payload | None, zone: str) -> Row:
    kept = json.loads(words.text) if words else None
    return Row(
        id=entry.id or 0,
        at=entry.at,
        day=local_day(entry.at, zone),
        who=entry.who,
        act=entry.act,
        noun=entry.noun,
        key=entry.key,
        field=entry.field,
        new=unpacked(entry.new),
        undoes=entry.undoes,
        words=_details(kept, entry),
    )


def _details(kept: dict[str, Any] | None, entry: Entry) -> dict[str, Any] | None:
    """What was kept of a return; nothing to look for where an entry has no words of its own."""
    if entry.payload_id is None:
        return {}
    return None if kept is None else kept.get("given") or {}


def owed_in(
    session: Session,
    book: Book,
    programme: Programme,
    period: Period,
    as_at: datetime | None = None,
) -> list[Owed]:
    """What is owed in a round, role by role; as it would be opened, where it is not yet."""
    kept = folded(rows_of(session, book, round_key(programme, period), as_at))
    return kept or [opened(key, it) for key, it in _to_open(book, programme, period)]


def _to_open(
    book: Book, programme: Programme, period: Period
) -> Iterator[tuple[str, dict[str, Any]]]:
    for role in book.roles.values():
        if programme.owes(role.name):
            it = {"wanted": programme.owed(role.name), "due": period.due.isoformat()}
            yield f"{round_key(programme, period)}/{role.key}", it


def open_round(
    session: Session, book: Book, said: Said, programme: Programme, period: Period
) -> list[Owed]:
    """What is owed in a round, which is open from now on; the plan is held meanwhile."""
    plans.hold(session, book.plan_id)
    kept = folded(rows_of(session, book, round_key(programme, period)))
    if kept:
        return kept
    made = dict(_to_open(book, programme, period))
    ledger.make_each(session, said, book.plan_id, OWED, made)
    return [opened(key, it) for key, it in made.items()]


def to_be_opened(session: Session, book: Book, now: datetime) -> list[tuple[Programme, Period]]:
    """The rounds that run now and are not open yet."""
    day = local_day(now, book.zone)
    current = [
        (programme, period)
        for programme in book.programmes
        for period in list(periods_until(programme, day))[-1:]
        if period.last >= day
    ]
    return [one for one in current if not is_open(session, book, *one)]


def is_open(session: Session, book: Book, programme: Programme, period: Period) -> bool:
    """Whether what is owed in a round is on record."""
    return was_open(session, book.plan_id, round_key(programme, period))


def was_open(session: Session, plan_id: int, key: str, as_at: datetime | None = None) -> bool:
    """Whether what is owed in the round of that key is on record, or was by a moment."""
    query = select(Entry.id).where(Entry.plan_id == plan_id, Entry.noun == OWED)
    query = query.where(col(Entry.key).startswith(f"{key}/", autoescape=True))
    if as_at is not None:
        query = query.where(Entry.at <= as_at)
    return session.exec(query.limit(1)).first() is not None


def open_rounds(
    session: Session, book: Book, wanted: Sequence[tuple[Programme, Period]], now: datetime
) -> int:
    """Open rounds in the bot's own name; returns how many."""
    for programme, period in wanted:
        request = f"round:{book.plan_id}:{round_key(programme, period)}"
        said = Said("bot", "", now, now, "clock", request)
        open_round(session, book, said, programme, period)
    return len(wanted)
