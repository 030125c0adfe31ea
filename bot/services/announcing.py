"""Reporting dates: which there are, and whom a check-in is due to begin with ahead of one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from bot.language.day import day_said
from bot.rules.book import Book
from bot.rules.checkins import ASKED_AHEAD
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.said import Said
from bot.rules.times import local_day, working_days_before
from bot.services import guarding, ledger
from bot.services.books import Books
from bot.services.hearing import find_book
from bot.services.rounds import in_hours
from bot.views import checkins as says
from models import checkin as kept
from models.action import actions_of
from models.checkin import Reporting
from models.entry import CHANGE
from models.heard import first_time


@dataclass(frozen=True, slots=True)
class Opening:
    """A check-in that is due to begin: with whom, about which actions, ahead of which date."""

    reporting: int
    user: str
    refs: tuple[str, ...]


def hear(session: Session, books: Books, said: Said) -> Outcome:
    """What `/checkin 30 April` or `/checkin stop 30 April` asks for."""
    book = guarding.looked_at(session, said, said.text) or find_book(session, books, said)
    if isinstance(book, Refused):
        return book
    verb, _, rest = said.text.strip().partition(" ")
    stops = verb.casefold() == "stop"
    day = day_said(rest if stops else said.text, local_day(said.at, book.zone))
    return announce(session, book, said, day, active=not stops)


def announce(session: Session, book: Book, said: Said, on: date | None, active: bool) -> Outcome:
    """Have leads asked ahead of a reporting date, or no longer. Administrators only."""
    if said.user not in book.administrators:
        return Refused("not_administrator", names=tuple(sorted(book.administrators)))
    day = local_day(said.at, book.zone)
    if on is None or on < day:
        return Refused("bad_usage", detail=says.which_day())
    ahead = working_days_before(on, ASKED_AHEAD, book.policy.holidays)
    asks_from = max(ahead, day)
    found = kept.reporting_on(session, book.plan_id, on)
    reporting = found or Reporting(plan_id=book.plan_id, on=on, asks_from=asks_from, active=False)
    if reporting.active != active and first_time(session, said.request, said.at):
        change = Change("active", reporting.active, active)
        reporting.active = active
        session.add(reporting)
        session.flush()
        key = on.isoformat()
        ledger.write(session, said, book.plan_id, CHANGE, "reporting", key, [change])
    return Told(says.announced(on, asks_from) if active else says.called_off(on))


def due(session: Session, book: Book, now: datetime) -> list[Opening]:
    """The check-ins to begin now, in working hours: one for each lead with open actions."""
    if not in_hours(book.policy, book.zone, now):
        return []
    day = local_day(now, book.zone)
    found = []
    for reporting in kept.reportings_due(session, book.plan_id, day):
        asked = kept.asked_already(session, reporting.id or 0)
        for user, refs in _open_by_lead(session, book, day).items():
            if user not in asked:
                found.append(Opening(reporting.id or 0, user, tuple(refs)))
    return found


def _open_by_lead(session: Session, book: Book, day: date) -> dict[str, list[str]]:
    """Each lead's open actions, the first to end first."""
    still = [one for one in actions_of(session, book.plan_id) if one.is_open]
    found: dict[str, list[str]] = {}
    for action in sorted(still, key=lambda one: (one.end or date.max, one.position)):
        holders = (book.holder(role_id, day) for role_id in book.leads.get(action.ref, ()))
        for user in dict.fromkeys(holders):
            if user and not _is_away(book, user, day):
                found.setdefault(user, []).append(action.ref)
    return found


def _is_away(book: Book, user: str, day: date) -> bool:
    """They are asked once they are back, while there is still time."""
    away = book.absences.get(user)
    return away is not None and away.covers(day)
