"""What happened to an action, from the ledger: latest first."""

from itertools import groupby

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.outcomes import Change, Happened, History
from bot.services import ledger
from models import action as actions
from models.entry import Entry

SHOWN = 10
NOUNS = ("action", "snooze", "escalation")  # what was said of it, put off, and told to others


def history(session: Session, book: Book, ref: str, skip: int = 0) -> History:
    """The last things that were recorded of an action, what was taken back among them.

    `skip` of them were told before.
    """
    entries = _entries(session, book, ref)
    undone = {row.undoes for row in entries if row.undoes is not None}
    groups = [list(rows) for _, rows in groupby(entries, key=lambda row: (row.request, row.act))]
    shown = [_happened(session, rows, undone) for rows in groups[::-1][skip : skip + SHOWN]]
    action = actions.locked(session, book.plan_id, ref)
    happened = tuple(shown)
    return History(ref, action.title, book.zone, happened, len(groups), skip, book.plan_id)


def _entries(session: Session, book: Book, ref: str) -> list[Entry]:
    query = (
        select(Entry)
        .where(Entry.plan_id == book.plan_id, col(Entry.noun).in_(NOUNS), Entry.key == ref)
        .order_by(col(Entry.id))
    )
    return list(session.exec(query).all())


def _happened(session: Session, rows: list[Entry], undone: set[int]) -> Happened:
    first = rows[0]
    changes = (ledger.change_of(row) for row in rows if row.field != "note")
    seen = tuple(one for one in changes if _tells(one))
    note = ledger.note_of(session, rows)
    taken_back = any(row.id in undone for row in rows)
    return Happened(first.at, first.who, first.act, seen, note, taken_back)


def _tells(change: Change) -> bool:
    """A plan's first import writes every field; what was empty and stays so tells nothing."""
    return change.old != change.new and change.field not in ("position", "theme", "title")
