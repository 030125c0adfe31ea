"""A message that was edited or deleted: what it recorded changes only where its author says so."""

from sqlmodel import Session, col, select

from bot.language import read
from bot.rules.book import Book
from bot.rules.choices import LEAVE, Choice
from bot.rules.intents import Update
from bot.rules.outcomes import Asked, Outcome
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import answering, asking, guarding
from bot.services.books import Books
from bot.services.hearing import book_with
from bot.views.questions import deleted, edited, edited_undone
from models.entry import CHANGE, SAY, Entry, entries_of_request
from models.heard import mark_changed, requests_of


def edit(session: Session, books: Books, said: Said) -> Outcome | None:
    """Ask whether to change the record too; what did nothing so far is heard as it now reads."""
    mark_changed(session, said.message or "", said.at)
    rows = _recorded(session, said)
    if not rows:
        return answering.converse(session, books, said)
    refused = guarding.refusal(session, said, said.text)
    if refused:
        return refused
    book = book_with(session, books, said, rows[0].plan_id or 0)
    return _ask_to_change(session, book, said, rows) if book else None


def _ask_to_change(session: Session, book: Book, said: Said, rows: list[Entry]) -> Asked | None:
    refs, stand = _refs(rows), _standing(session, rows)
    day = local_day(said.at, book.zone)
    intents = read(said.text, book.known, day, refs[0] if len(refs) == 1 else None)
    updates = tuple(one for one in intents if isinstance(one, Update))
    sure = updates if len(updates) == len(intents) else ()
    if stand:
        return _ask(session, book, said, stand, edited(_refs(stand)), sure)
    choices = (Choice(sure), LEAVE)
    return asking.put(session, book, said, edited_undone(refs), choices) if sure else None


def delete(session: Session, books: Books, said: Said) -> Outcome | None:
    """Ask whether to take back what the deleted message had recorded."""
    mark_changed(session, said.message or "", said.at)
    rows = _standing(session, _recorded(session, said))
    book = book_with(session, books, said, rows[0].plan_id or 0) if rows else None
    return _ask(session, book, said, rows, deleted(_refs(rows)), ()) if book else None


def _ask(
    session: Session,
    book: Book,
    said: Said,
    rows: list[Entry],
    question: str,
    updates: tuple[Update, ...],
) -> Asked:
    requests = tuple(dict.fromkeys(row.request for row in rows))
    choices = (Choice(updates, undo=requests), LEAVE)
    return asking.put(session, book, said, question, choices)


def _refs(rows: list[Entry]) -> list[str]:
    return list(dict.fromkeys(row.key for row in rows))


def _recorded(session: Session, said: Said) -> list[Entry]:
    """All that the message did to the plan's actions, answers to questions about it included."""
    requests = requests_of(session, said.message or "")
    rows = [row for one in requests for row in entries_of_request(session, one)]
    return [row for row in rows if row.noun == "action"]


def _standing(session: Session, rows: list[Entry]) -> list[Entry]:
    """What of that has not been taken back."""
    numbers = [row.id for row in rows]
    undone = list(session.exec(select(Entry.undoes).where(col(Entry.undoes).in_(numbers))).all())
    return [row for row in rows if row.act in (CHANGE, SAY) and row.id not in undone]
