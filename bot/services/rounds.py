"""The day's rounds of personal reminders: one for each zone in which somebody lives.

Everybody is written to in the working hours of where they are. Where Slack has not told us, that
is where the plan is.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.hours import hours_of
from bot.rules.policy import Policy
from bot.rules.times import at_local, is_zone, local_day
from models.member import LEFT, Member, members
from models.pulse import pulses


@dataclass(frozen=True, slots=True)
class Round:
    """The people in one zone, and when they were last looked after."""

    name: str
    zone: str
    people: frozenset[str]
    done: datetime | None


def in_hours(policy: Policy, zone: str, now: datetime) -> bool:
    """Working hours on a working day: what fell due at night, or while all was off, waits."""
    return hours_of(policy, zone).hold(now)


def waits_for(session: Session, book: Book, user: str, now: datetime) -> dict[str, object]:
    """The columns of a post to a person who has not just asked for it: it waits for their hours."""
    hours = hours_of(book.policy, book.zone, session.get(Member, user))
    return {"hours": hours.kept(), "not_before": hours.next(now)}


def rounds_due(session: Session, book: Book, now: datetime) -> list[Round]:
    """The zones in which it is time, and the day's reminders have not been worked out yet."""
    signs = pulses(session)
    found = []
    for zone, people in _by_zone(session, book, now).items():
        opens = at_local(local_day(now, zone), book.policy.opens, zone)
        name = f"reminders:{book.plan_id}:{zone}"
        done = signs.get(name)
        if in_hours(book.policy, zone, now) and (done is None or done < opens):
            found.append(Round(name, zone, frozenset(people), done))
    return found


def _by_zone(session: Session, book: Book, now: datetime) -> dict[str, set[str]]:
    """Whoever is written to for some role, by where they are."""
    known, day = members(session), local_day(now, book.zone)
    found: dict[str, set[str]] = {book.zone: set()}
    for role_id in book.roles:
        user = book.reader(role_id, day)
        if user and not _has_left(known, user):
            found.setdefault(_zone(known, user, book.zone), set()).add(user)
    return found


def _has_left(known: dict[str, Member], user: str) -> bool:
    return user in known and known[user].kind == LEFT


def _zone(known: dict[str, Member], user: str, otherwise: str) -> str:
    member = known.get(user)
    return member.zone if member and member.zone and is_zone(member.zone) else otherwise
