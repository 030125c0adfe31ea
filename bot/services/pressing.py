"""Buttons about one action: a word in one press, its history, its form."""

from datetime import date

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.form import Form
from bot.rules.intents import Update
from bot.rules.outcomes import Listed, Outcome, Refused, Told
from bot.rules.said import Said
from bot.services import acting, forms, looking
from bot.services.books import Books
from bot.services.hearing import book_with
from bot.services.history import history
from bot.views.questions import left_as_it_is
from models.action import STATUSES

RATINGS = ("green", "amber", "red")


def quick(session: Session, books: Books, said: Said, target: str, word: str) -> Outcome:
    """Record a status or a rating that was pressed."""
    book, ref = _at(session, books, said, target)
    if book is None:
        return Refused("plan_closed")
    if word in STATUSES:
        update = Update(ref, status=word)  # type: ignore[arg-type]
    elif word in RATINGS:
        update = Update(ref, rag=word)  # type: ignore[arg-type]
    else:
        return Refused("lapsed")
    return acting.act(session, book, said, (update,)) or Told(left_as_it_is())


def show_history(session: Session, books: Books, said: Said, target: str) -> Outcome:
    """What happened to an action."""
    book, ref = _at(session, books, said, target)
    return history(session, book, ref) if book else Refused("plan_closed")


def show_more(session: Session, books: Books, said: Said, value: str) -> Outcome:
    """What comes next in a list or a history; `value` is what its button carries."""
    number, about, first, last, skip = value.split(":")
    book = book_with(session, books, said, int(number))
    if book is None:
        return Refused("plan_closed")
    if about == "history":
        return history(session, book, first, int(skip))
    since, until = (date.fromisoformat(day) if day else None for day in (first, last))
    asked_for: Listed = about  # type: ignore[assignment]
    return looking.listed(session, book, said, asked_for, since, until, int(skip))


def open_form(session: Session, books: Books, said: Said, target: str) -> Form | Refused:
    """The form about an action, with what is said read into it."""
    book, ref = _at(session, books, said, target)
    if book is None:
        return Refused("plan_closed")
    return forms.filled(session, book, said, ref)


def _at(session: Session, books: Books, said: Said, target: str) -> tuple[Book | None, str]:
    """The plan and the action that a button is about; no plan where it has gone."""
    number, _, ref = target.partition(":")
    book = book_with(session, books, said, int(number)) if number.isdigit() else None
    return (book if book and ref in book.known.actions else None), ref
