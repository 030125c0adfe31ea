"""Drawing, swapping and excusing as an administrator does it in Slack; each is one transaction."""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.outcomes import Outcome, Refused, Told
from bot.rules.periods import periods_until
from bot.rules.programmes import Programme, ProgrammeError
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import allocating, swapping
from bot.services.books import book_with
from bot.services.closing import administers, needs_administrator
from bot.services.desk import Desk
from bot.services.hearing import find_book
from bot.views import drawing_form as views
from bot.views.auditing import round_name
from bot.views.drawing_form import Wanted

Rounds = list[tuple[str, str]]
OFFERED = 6  # rounds of a programme, the latest first
MONTH = re.compile(r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b")
EXCUSE = re.compile(rf"(?P<role>.+?)[\s,]+(?P<month>{MONTH.pattern})\s*[:,-]?\s*(?P<reason>.*)")
BACK = "back"
KEY = "case-file-audits"


def form_wanted(desk: Desk, said: Said) -> tuple[Wanted, Rounds] | Refused:
    """The form in which a round is drawn, for administrators."""
    with desk.store.reading() as session:
        book = find_book(session, desk.books, said)
        if isinstance(book, Refused):
            return book
        if not administers(book, said):
            return needs_administrator(book)
        rounds = rounds_of(book, said)
        if not rounds:
            return _why(views.no_rounds())
        return Wanted(book.plan_id, secrets.token_hex(4)), rounds


def rounds_of(book: Book, said: Said) -> Rounds:
    """The rounds of cases that have begun, by key and as they are called, the latest first."""
    day = local_day(said.at, book.zone)
    return [
        (f"{one.key}/{period.key}", f"{one.name}, {round_name(period)}"[:75])
        for one in _of_cases(book)
        for period in list(periods_until(one, day))[: -OFFERED - 1 : -1]
    ]


def _of_cases(book: Book) -> list[Programme]:
    """The programmes with cases, those of managers' own case files first."""
    return sorted((one for one in book.programmes if one.of_cases), key=lambda one: one.key != KEY)


def _why(sentence: str) -> Refused:
    return Refused("said_why", sentence=sentence)


def sent(desk: Desk, said: Said, wanted: Wanted) -> tuple[Outcome, Rounds]:
    """Draw, or only say what would be drawn, and the rounds to offer once more.

    Raises ProgrammeError where the list cannot be read.
    """
    with desk.store.writing() as session:
        book = book_with(session, desk.books, said, wanted.plan_id)
        if book is None:
            return Refused("plan_closed"), []
        outcome = allocating.draw_round(
            session, book, said, wanted.where, wanted.cases, wanted.seed, dry=not wanted.draws
        )
        rounds = rounds_of(book, said)
    desk.wake()
    return outcome, rounds


def heard(desk: Desk, said: Said) -> Outcome:
    """`undraw 2015-04`, `swap HX-1042 why`, `excuse Team Manager 2 2015-04: why`."""
    verb, *after = re.split(r"\W+", said.text.strip(), maxsplit=1)
    rest = "".join(after)
    work: Callable[[Session, Book, Said, str], Outcome] = {
        "undraw": _undraw,
        "swap": _swap,
        "excuse": _excuse,
    }[verb.casefold()]
    with desk.store.writing() as session:
        book = find_book(session, desk.books, replace(said, text=""))
        outcome = book if isinstance(book, Refused) else _tried(work, session, book, said, rest)
    desk.wake()
    return outcome


def _tried(
    work: Callable[[Session, Book, Said, str], Outcome],
    session: Session,
    book: Book,
    said: Said,
    rest: str,
) -> Outcome:
    try:
        return work(session, book, said, rest.strip())
    except ProgrammeError as error:
        return Told(str(error))


def _undraw(session: Session, book: Book, said: Said, rest: str) -> Outcome:
    month = MONTH.search(rest)
    if month is None:
        return _why(views.which_round())
    return allocating.undraw(session, book, said, _where(book, rest, month[0]))


def _where(book: Book, text: str, month: str) -> str:
    """The round of the programme that is named, or of the first one that has cases."""
    known = _of_cases(book)
    named = next((one.key for one in known if one.key in text.casefold()), None)
    return f"{named or next((one.key for one in known), '')}/{month}"


def _swap(session: Session, book: Book, said: Said, rest: str) -> Outcome:
    code, _, reason = rest.partition(" ")
    if not code:
        return _why(views.how_to_swap())
    return swapping.swap(session, book, said, code, reason)


def _excuse(session: Session, book: Book, said: Said, rest: str) -> Outcome:
    found = EXCUSE.fullmatch(rest)
    if found is None:
        return _why(views.how_to_excuse())
    where, reason = _where(book, "", found["month"]), found["reason"].strip()
    back = reason.casefold() == BACK
    return swapping.excuse(session, book, said, where, found["role"], reason, back)
