"""Buttons about one action: a word in one press, its history, its form."""

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.form import Form
from bot.rules.intents import Update
from bot.rules.outcomes import Outcome, Refused, Told
from bot.rules.said import Said
from bot.services import acting, forms
from bot.services.books import Books, book_with
from bot.services.history import history
from bot.views.questions import left_as_it_is
from models.action import STATUSES

RATINGS = ("green", "amber", "red")


def quick(session: Session, books: Books, said: Said, target: str, word: str) -> Outcome:
    """Record a status or a rating that was pressed."""
    book, ref = _at(session, books, said, target)
    if book is None:
        return Refused("no_plan")
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
    return history(session, book, ref) if book else Refused("no_plan")


def open_form(session: Session, books: Books, said: Said, target: str) -> Form | Refused:
    """The form about an action."""
    book, ref = _at(session, books, said, target)
    if book is None:
        return Refused("no_plan")
    found = forms.form(session, book, said, ref)
    return found or Refused("not_permitted", ref, tuple(book.lead_names(ref)))


def _at(session: Session, books: Books, said: Said, target: str) -> tuple[Book | None, str]:
    """The plan and the action that a button is about; no plan where it has gone."""
    number, _, ref = target.partition(":")
    book = book_with(session, books, said, int(number)) if number.isdigit() else None
    return (book if book and ref in book.known.actions else None), ref
