"""Reports and grids of audits as somebody asks for them in Slack."""

import re
from dataclasses import replace

from sqlmodel import Session

from bot.rules.audit_report import month_before
from bot.rules.intents import Audit
from bot.rules.outcomes import Outcome, Refused
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import audit_report, hearing, recommending, returning
from bot.services.books import book_with
from bot.services.closing import administers, needs_administrator
from bot.services.desk import Desk
from bot.views import audit_report as says
from bot.views.blocks import Message, message
from bot.views.outcomes import answer
from bot.views.return_forms import not_yours
from models.plan import plan_with

MONTH = re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b")
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def report(desk: Desk, said: Said, rest: str) -> Message:
    """A month in figures, the last one unless another is named; totals only."""
    named = MONTH.search(rest)
    said = replace(said, plan=MONTH.sub("", rest).strip() or None)
    with desk.store.reading() as session:
        book = hearing.find_book(session, desk.books, said)
        if isinstance(book, Refused):
            return answer(book)
        month = named[0] if named else month_before(local_day(said.at, book.zone))
        it = audit_report.report(session, plan_with(session, book.plan_id), month, said.at)
    return message(says.report_message(it).text, says.report_text(it))


def recommend(desk: Desk, said: Said, rest: str) -> Outcome:
    """Keep what is recommended, or make an action of it."""
    with desk.store.writing() as session:
        book = hearing.find_book(session, desk.books, said)
        if isinstance(book, Refused):
            return book
        return recommending.hear(session, book, said, rest)


def all_done(desk: Desk, said: Said, target: str, url: str | None) -> Outcome:
    """Record that all of what a role owes in a round is done; `target` is the plan's number and it.

    The answer stands beside the message whose button was pressed.
    """
    number, _, key = target.partition(":")

    def work(session: Session) -> Outcome:
        book = book_with(session, desk.books, said, int(number)) if number.isdigit() else None
        if book is None:
            return Refused("plan_closed")
        try:
            programme, period, role = returning.place_of(book, key)
        except (LookupError, ValueError):
            return Refused("lapsed")
        if role not in {book.roles[one].key for one in returning.roles_of(book, said)}:
            return Refused("said_why", sentence=not_yours())
        at = returning.Round(programme, period, role)
        return returning.count(session, book, said, at, Audit())

    return desk.pressed(said, url, work, replaces=False)


def grid(desk: Desk, said: Said, rest: str) -> Message:
    """Who returned what in a year: the present one unless another is named. Administrators only."""
    named = YEAR.search(rest)
    said = replace(said, plan=YEAR.sub("", rest).strip() or None)
    with desk.store.reading() as session:
        book = hearing.find_book(session, desk.books, said)
        if isinstance(book, Refused):
            return answer(book)
        if not administers(book, said):
            return answer(needs_administrator(book))
        day = local_day(said.at, book.zone)
        year = int(named[0]) if named else day.year
        return says.grid_message(audit_report.grids(session, book, year, day), year)
