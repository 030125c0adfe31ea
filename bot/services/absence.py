"""Who is away, and who stands in: what was said last of each person counts.

It is kept in the ledger alone: there is nothing beside it that could say otherwise.
"""

from datetime import date

from sqlmodel import Session, col, select

from bot.rules.absence import Absence
from bot.rules.outcomes import Change
from bot.rules.said import Said
from bot.services import ledger
from models import plan as plans
from models.entry import CHANGE, Entry, unpacked
from models.errors import PlainError
from models.plan import Plan

NOUN = "absence"


class AbsenceError(PlainError):
    """An absence that cannot be; the message says why."""


def absences(session: Session) -> dict[str, Absence]:
    """The last absence that was said of each person."""
    query = select(Entry).where(Entry.noun == NOUN, col(Entry.plan_id).is_(None))
    last = {entry.key: entry for entry in session.exec(query.order_by(col(Entry.id)))}
    found = {user: _absence(user, entry) for user, entry in last.items()}
    return {user: absence for user, absence in found.items() if absence}


def _absence(user: str, entry: Entry) -> Absence | None:
    kept = unpacked(entry.new)
    if kept is None:
        return None
    first, last = (date.fromisoformat(kept[name]) for name in ("from", "until"))
    return Absence(user, first, last, kept["stand_in"])


def go_away(session: Session, said: Said, absence: Absence) -> None:
    """Say that somebody is away, and who stands in. Raises AbsenceError where that cannot be."""
    if absence.until_day < absence.from_day:
        raise AbsenceError("The last day away is before the first; nothing was saved.")
    if absence.stand_in == absence.user:
        raise AbsenceError("Nobody stands in for themselves; nothing was saved.")
    kept = {
        "from": absence.from_day.isoformat(),
        "until": absence.until_day.isoformat(),
        "stand_in": absence.stand_in,
    }
    _say(session, said, absence.user, kept)


def come_back(session: Session, said: Said, user: str) -> bool:
    """Say that somebody is there again; False where they were not away."""
    if user not in absences(session):
        return False
    _say(session, said, user, None)
    return True


def _say(session: Session, said: Said, user: str, kept: dict[str, str | None] | None) -> None:
    change = Change("away", None, kept)
    ledger.write(session, said, None, CHANGE, NOUN, user, [change])
    for plan in session.exec(select(Plan)).all():
        plans.bump(session, plan.id or 0)
