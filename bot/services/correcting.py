"""A message that made an update, and was edited or deleted afterwards."""

from sqlmodel import Session, col, select

from bot.language import read
from bot.rules.book import Book
from bot.rules.choices import LEAVE, Choice
from bot.rules.identity import identifies
from bot.rules.intents import Update
from bot.rules.outcomes import Asked, Outcome
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import answering, asking
from bot.services.books import Books
from bot.views.questions import deleted, edited
from models.entry import CHANGE, SAY, Entry, entries_of_request
from models.heard import requests_of
from models.plan import heads


def edit(session: Session, books: Books, said: Said) -> Outcome | None:
    """Ask whether to change the record too; what recorded nothing is heard as it now reads."""
    rows = _recorded(session, said)
    if not rows:
        return answering.converse(session, books, said)
    book = _book(session, books, said, rows)
    if book is None:
        return None
    if identifies(said.text):
        return answering.converse(session, books, said)
    day = local_day(said.at, book.zone)
    intents = read(said.text, book.known, day, said.about or rows[0].key)
    updates = tuple(one for one in intents if isinstance(one, Update))
    sure = updates if len(updates) == len(intents) else ()
    return _ask(session, book, said, rows, edited(_refs(rows)), sure)


def delete(session: Session, books: Books, said: Said) -> Outcome | None:
    """Ask whether to take back what the deleted message had recorded."""
    rows = _recorded(session, said)
    book = _book(session, books, said, rows) if rows else None
    return _ask(session, book, said, rows, deleted(_refs(rows)), ()) if book else None


def _ask(
    session: Session,
    book: Book,
    said: Said,
    rows: list[Entry],
    question: str,
    updates: tuple[Update, ...],
) -> Asked:
    choices = (Choice(updates, undo=rows[0].request), LEAVE)
    return asking.put(session, book, said, question, choices)


def _refs(rows: list[Entry]) -> list[str]:
    return list(dict.fromkeys(row.key for row in rows))


def _recorded(session: Session, said: Said) -> list[Entry]:
    """What the message recorded that has not been taken back."""
    requests = requests_of(session, said.message or "")
    rows = [row for one in requests for row in entries_of_request(session, one)]
    numbers = [row.id for row in rows]
    undone = list(session.exec(select(Entry.undoes).where(col(Entry.undoes).in_(numbers))).all())
    return [row for row in rows if row.act in (CHANGE, SAY) and row.id not in undone]


def _book(session: Session, books: Books, said: Said, rows: list[Entry]) -> Book | None:
    """The plan in which it was recorded, while that is open."""
    for head in heads(session, said.workspace):
        if head.id == rows[0].plan_id:
            return books.of(session, head)
    return None
