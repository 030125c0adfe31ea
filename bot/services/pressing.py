"""Buttons about one action: a word in one press, its history, its form."""

from datetime import date
from typing import Any

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.form import Form
from bot.rules.intents import Update
from bot.rules.outcomes import Listed, Outcome, Refused, Told
from bot.rules.said import Said
from bot.rules.times import ONE_DAY, local_day
from bot.services import acting, forms, looking, snoozing
from bot.services.books import Books, book_with
from bot.services.history import history
from bot.services.snoozing import Snoozed
from bot.views.forms import done_view
from bot.views.outcomes import answer
from bot.views.questions import left_as_it_is
from bot.views.snoozing import snooze_view
from models.action import STATUSES

RATINGS = ("green", "amber", "red")


def quick(session: Session, books: Books, said: Said, target: str, word: str) -> Outcome:
    """Record a status or a rating that was pressed."""
    book, ref = at(session, books, said, target)
    if book is None:
        return Refused("plan_closed")
    if word in STATUSES:
        update = Update(ref, status=word)  # type: ignore[arg-type]
    elif word in RATINGS:
        update = Update(ref, rag=word)  # type: ignore[arg-type]
    else:
        return Refused("lapsed")
    return acting.act(session, book, said, (update,)) or Told(left_as_it_is())


def show_more(session: Session, books: Books, said: Said, value: str) -> Outcome:
    """A history, or what comes next in it or in a list; `value` is what the button carries."""
    if value.count(":") != 4:
        return Refused("lapsed")
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
    book, ref = at(session, books, said, target)
    if book is None:
        return Refused("plan_closed")
    return forms.filled(session, book, said, ref)


def open_snooze(session: Session, books: Books, said: Said, target: str) -> dict[str, Any]:
    """The form that asks until when, and why, to be quiet about an action."""
    book, ref = at(session, books, said, target)
    if book is None:
        return done_view(answer(Refused("plan_closed")))
    tomorrow = local_day(said.at, book.zone) + ONE_DAY
    return snooze_view(target, ref, tomorrow, book.policy.snooze_days)


def snooze(
    session: Session, books: Books, said: Said, target: str, until: date, reason: str
) -> Snoozed:
    """Be quiet about an action until a day."""
    book, ref = at(session, books, said, target)
    if book is None:
        return Snoozed(False, answer(Refused("plan_closed")).text)
    return snoozing.snooze(session, book, said, ref, until, reason)


def at(session: Session, books: Books, said: Said, target: str) -> tuple[Book | None, str]:
    """The plan and the action that a button is about; no plan where it has gone."""
    number, _, ref = target.partition(":")
    book = book_with(session, books, said, int(number)) if number.isdigit() else None
    return (book if book and ref in book.known.actions else None), ref
