"""What is owed in a round and has not come: who is reminded of it on a day, and whom it goes up to.

Lateness is said in private, to whoever owes and to whoever is above; in a channel there are totals.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.rules.book import Book
from bot.rules.reminding import Standing, horizon, speaks
from bot.rules.returns import Owed
from bot.rules.times import working_days_between
from models.role import Role

PURSUED = timedelta(days=92)  # what has been due for longer is in the report, and left at that


@dataclass(frozen=True, slots=True)
class Nudge:
    """What one role still owes in a round, by names that may be shown."""

    owed: Owed
    role: str
    programme: str
    period: str

    def days_late(self, day: date) -> int:
        """How long it has been due; negative where that is to come."""
        return (day - self.owed.due).days


@dataclass(frozen=True, slots=True)
class Told:
    """Which role was told of something that is late, and on which day."""

    role_key: str
    day: date


@dataclass(frozen=True, slots=True)
class NudgeUp:
    """Something late that goes up: to which role and person, past whom, and after how many days."""

    nudge: Nudge
    role: str
    role_key: str
    user: str
    days: int
    passed_over: tuple[str, ...] = ()


@dataclass
class Nudged:
    """One person's returns on a day: their own, those of who reports to them, what went up."""

    own: list[Nudge] = field(default_factory=list)
    others: list[Nudge] = field(default_factory=list)
    ups: list[NudgeUp] = field(default_factory=list)
    speaks: bool = False  # whether something of it is to be said on that day


def is_due_to_be_said(book: Book, one: Nudge, day: date, after: date | None) -> bool:
    """Whether the policy speaks of it on a day, as of an action's end."""
    return speaks(book.policy, Standing(one.owed.due, day), day, after)


def is_near(book: Book, owed: Owed, day: date) -> bool:
    """Whether it is missing, and close enough to be spoken of, or not too long ago."""
    missing = not owed.complete and not owed.excused
    return missing and day - PURSUED <= owed.due <= horizon(book.policy, day)


def goes_up(
    book: Book,
    one: Nudge,
    role_id: int,
    day: date,
    told: Told | None,
    gone: Collection[str] = (),
) -> NudgeUp | None:
    """Where it goes up to on a day, one step at a time; None where it stays.

    A role that nobody reads for is passed over, and named.
    """
    waited_from = told.day if told else one.owed.due
    stood = _with_key(book, told.role_key) if told else role_id
    waited = working_days_between(waited_from, day, book.policy.holidays)
    if not one.owed.late(day) or waited < book.policy.up_after or stood is None:
        return None
    below = {book.reader(role_id, day), book.reader(stood, day)}
    passed: list[str] = []
    for role in book.line(stood):
        user = book.reader(role.id or 0, day)
        if user and user not in below and user not in gone:
            return NudgeUp(one, role.name, role.key, user, one.days_late(day), tuple(passed))
        passed.append(role.name)
    return None


def reader_of(book: Book, role_id: int, day: date) -> str | None:
    """Who is reminded for a role: who reads for it, or for a vacant one whoever is above."""
    user = book.reader(role_id, day)
    above = None if user else book.manager(role_id, day)
    return user or (book.reader(above.id, day) if above and above.id is not None else None)


def manager_of(book: Book, role_id: int, day: date) -> str | None:
    """Who sees lateness beside whoever owes: the nearest above that is held."""
    above: Role | None = book.manager(role_id, day)
    return book.reader(above.id, day) if above and above.id is not None else None


def _with_key(book: Book, key: str) -> int | None:
    return next((role_id for role_id, role in book.roles.items() if role.key == key), None)
