"""Gathering what somebody's home tab shows."""

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.home import Home, Setup, Waiting
from bot.rules.outcomes import Refused
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.rules.turns import Line
from bot.services import following, looking, noticing
from bot.services.books import Books
from bot.services.digesting import digest
from bot.services.hearing import find_book
from models.body import DIGEST, REMINDERS, bodies_of
from models.plan import plan_with


def home(session: Session, books: Books, said: Said) -> Home | Refused:
    """A lead's actions worst first, a manager's leads', and where the plan stands."""
    book = find_book(session, books, said)
    if isinstance(book, Refused):
        return book
    return Home(
        mine=looking.listed(session, book, said, "mine"),
        managed=looking.listed(session, book, said, "managed"),
        digest=digest(session, plan_with(session, book.plan_id), said.at),
        setup=_setup(session, book, said) if said.user in book.administrators else None,
        waiting=_waiting(session, book, said),
    )


def _waiting(session: Session, book: Book, said: Said) -> Waiting:
    found = following.waiting_on(session, book, said)
    lines = tuple(Line(noticing.case_line(case), task) for case, task in found)
    return Waiting(book.plan_id, local_day(said.at, book.zone), lines)


def _setup(session: Session, book: Book, said: Said) -> Setup:
    day = local_day(said.at, book.zone)
    leading = dict.fromkeys(role_id for roles in book.leads.values() for role_id in roles)
    vacant = tuple(book.roles[one].name for one in leading if book.holder(one, day) is None)
    receives = {body.receives for body in bodies_of(session, book.plan_id)}
    reports = any(role.reports_to for role in book.roles.values())
    return Setup(vacant, DIGEST in receives, REMINDERS in receives, reports, book.plan_id)
