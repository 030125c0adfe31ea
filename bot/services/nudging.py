"""Returns in the daily message: what somebody owes, what those who report to them owe late."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.nudging import (
    PURSUED,
    Nudge,
    Nudged,
    NudgeUp,
    Told,
    goes_up,
    is_due_to_be_said,
    is_near,
    manager_of,
    reader_of,
)
from bot.rules.outcomes import Change
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import audit_figures, ledger, opening
from bot.services.escalating import FIELD, NOUN
from bot.services.noticing import BOT
from bot.views.auditing import round_name
from models.entry import CHANGE, Entry, unpacked
from models.member import LEFT, members


def nudged(session: Session, book: Book, day: date, after: date | None = None) -> dict[str, Nudged]:
    """Whom missing returns concern on a day, by who is written to."""
    found: dict[str, Nudged] = {}
    gone = {user for user, one in members(session).items() if one.kind == LEFT}
    told = _told(session, book) if book.programmes else {}
    for role_id, one in _missing(session, book, day):
        said = is_due_to_be_said(book, one, day, after)
        reader, above = reader_of(book, role_id, day), manager_of(book, role_id, day)
        if reader:
            _add(found, reader, said).own.append(one)
        if above and above != reader and one.owed.late(day):
            _add(found, above, said).others.append(one)
        if up := goes_up(book, one, role_id, day, told.get(one.owed.key), gone):
            _add(found, up.user, True).ups.append(up)
    return found


def _add(found: dict[str, Nudged], user: str, said: bool) -> Nudged:
    mine = found.setdefault(user, Nudged())
    mine.speaks = mine.speaks or said
    return mine


def _missing(session: Session, book: Book, day: date) -> Iterator[tuple[int, Nudge]]:
    """What is missing in the rounds that are on record, by the role that owes it."""
    ids = {role.key: role_id for role_id, role in book.roles.items()}
    for programme in book.programmes:
        for period in audit_figures.on_record(session, book.plan_id, programme, day):
            if period.due < day - PURSUED:
                break
            for owed in opening.owed_in(session, book, programme, period):
                if owed.role in ids and is_near(book, owed, day):
                    role_id = ids[owed.role]
                    name = book.roles[role_id].name
                    yield role_id, Nudge(owed, name, programme.name, round_name(period))


def _told(session: Session, book: Book) -> dict[str, Told]:
    """The last step that was taken of each, by the key of what is owed."""
    query = select(Entry).where(Entry.plan_id == book.plan_id, Entry.noun == NOUN)
    keys = [col(Entry.key).startswith(f"{one.key}/", autoescape=True) for one in book.programmes]
    found: dict[str, Told] = {}
    for key in keys:
        for entry in session.exec(query.where(key).order_by(col(Entry.id))):
            step = Told(unpacked(entry.new)["role"], local_day(entry.at, book.zone))
            found[entry.key] = step
    return found


def record(session: Session, plan_id: int, ups: Iterable[NudgeUp], key: str, now: datetime) -> None:
    """Put on record who was told of what is late, and why nobody in between."""
    said = Said(BOT, "", now, now, "clock", key)
    for up in ups:
        step = {
            "role": up.role_key,
            "name": up.role,
            "user": up.user,
            "reason": "overdue",
            "days": up.days,
            "since": None,
            "passed_over": list(up.passed_over),
        }
        change = Change(FIELD, None, step)
        ledger.write(session, said, plan_id, CHANGE, NOUN, up.nudge.owed.key, [change])
