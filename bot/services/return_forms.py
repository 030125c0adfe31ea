"""The form of a return: opened for what somebody owes, and recorded when it is sent off."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.outcomes import Outcome, Refused
from bot.rules.periods import period_of
from bot.rules.programmes import Programme
from bot.rules.return_form import Place, ReturnForm, Typed, asked_by, faults
from bot.rules.said import Said
from bot.services import guarding, opening, returning
from bot.services.books import book_with
from bot.services.desk import Desk
from bot.services.hearing import find_book
from bot.services.returning import Round
from bot.views import auditing as says
from bot.views import return_forms as views

Errors = dict[str, str]


def wanted(desk: Desk, said: Said) -> ReturnForm | Refused | None:
    """The form that `/audit` asks for: of what is owed, or of the programme named; None for words.

    Where nothing is named, it is the first programme that somebody owes and has not completed.
    """
    with desk.store.reading() as session:
        book = find_book(session, desk.books, said)
        if isinstance(book, Refused):
            return book if not said.text.strip() else None
        name = _named(book, said.text)
        if said.text.strip() and name is None:
            return None
        return _for(session, book, said, name)


def _named(book: Book, text: str) -> str | None:
    """The programme that a text names, by its key, its name or another that it is called."""
    said = text.strip().casefold()
    for one in book.programmes:
        if said in (one.key, *(name.casefold() for name in one.names)):
            return one.name
    return None


def _for(session: Session, book: Book, said: Said, name: str | None) -> ReturnForm | Refused:
    found = returning.round_of(book, said, name, None)
    if isinstance(found, Refused) or name:
        return found if isinstance(found, Refused) else filled(session, book, found)
    rounds = [returning.round_of(book, said, one.name, None) for one in book.programmes]
    forms = [filled(session, book, one) for one in rounds if isinstance(one, Round)]
    return next((one for one in forms if one.done < one.wanted), forms[0])


def filled(session: Session, book: Book, at: Round, notice: str = "") -> ReturnForm:
    """The form of a round, with how many are done."""
    owed = opening.owed_in(session, book, at.programme, at.period)
    mine = next((one for one in owed if one.role == at.role), None)
    return ReturnForm(
        place=Place(book.plan_id, at.programme.key, at.period.key, at.role, asked_by(at.programme)),
        programme=at.programme,
        period=says.round_name(at.period),
        role=next(one.name for one in book.roles.values() if one.key == at.role),
        done=mine.done if mine else 0,
        wanted=mine.wanted if mine else at.programme.wanted,
        notice=notice,
    )


def pressed(desk: Desk, said: Said, target: str) -> ReturnForm | Refused:
    """The form that a button is for; its value names the plan, the programme, the month, a role."""
    number, _, key = target.partition(":")
    with desk.store.reading() as session:
        book = book_with(session, desk.books, said, int(number)) if number.isdigit() else None
        if book is None or key.count("/") != 2:
            return Refused("plan_closed")
        found = _round_at(book, said, *key.split("/"))
        return found if isinstance(found, Refused) else filled(session, book, found)


def _round_at(book: Book, said: Said, programme: str, month: str, role: str) -> Round | Refused:
    made = next((one for one in book.programmes if one.key == programme), None)
    period = period_of(made, month) if made else None
    if made is None or period is None:
        return Refused("said_why", sentence=views.no_round_now())
    mine = {book.roles[one].key for one in returning.roles_of(book, said)}
    if role not in mine or not made.owes(_name(book, role)):
        return Refused("said_why", sentence=views.not_yours())
    return Round(made, period, role)


def _name(book: Book, key: str) -> str:
    return next(one.name for one in book.roles.values() if one.key == key)


def heard(desk: Desk, said: Said, view: Mapping[str, Any]) -> Outcome | ReturnForm | Errors:
    """Record a form that was sent off; what is wrong in it by its blocks, or the form anew."""
    place = views.place_in(view)
    with desk.store.writing() as session:
        book = book_with(session, desk.books, said, place.plan_id)
        if book is None:
            return Refused("plan_closed")
        at = _round_at(book, said, place.programme, place.month, place.role)
        if isinstance(at, Refused):
            return at
        if place.asked != asked_by(at.programme):
            return filled(session, book, at, views.asks_else_now())
        typed = views.typed_in(view, at.programme)
        wrong = _wrong(session, said, at.programme, typed)
        return wrong or returning.give(session, book, said, at, typed.given(at.programme))


def _wrong(session: Session, said: Said, programme: Programme, typed: Typed) -> Errors | None:
    """What cannot be kept, by its block; leave for a false alarm is used up only where all can."""
    found = faults(programme, typed)
    texts = dict(typed.texts())
    refused = [name for name, it in texts.items() if guarding.would_refuse(session, said, it)]
    if found and not refused:
        return views.errors(found, programme)
    for name in refused or texts:
        refusal = guarding.refusal(session, said, texts[name])
        if refusal:
            return views.refused(name, refusal.detail, programme)
    return None
