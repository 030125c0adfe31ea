"""Who is reminded of what on a day, and whether the day is one to speak on."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from bot.rules.book import Book
from bot.rules.times import (
    ONE_DAY,
    first_of_week,
    is_working_day,
    last_working_day_before,
    next_working_day,
    working_days_before,
)

WINDOW_DAYS = 14
WORKING_DAYS_AHEAD = (7, 1)
POSTS_FROM, POSTS_UNTIL = time(9, 0), time(17, 30)


@dataclass(frozen=True, slots=True)
class Item:
    """An open action that is late or ends within the window; `days` is late or left, positive."""

    ref: str
    title: str
    leads: tuple[str, ...]
    end: date
    status: str
    rag: str | None
    reason: Literal["overdue", "due_soon"]
    days: int
    last_word: date | None
    speaks: bool  # whether the policy has something to say of it on the day
    missed: bool = False  # whether it should have been said on an earlier day


@dataclass(frozen=True, slots=True)
class RoleItem:
    """An item as one role has it: to do, or to see done."""

    item: Item
    manages: bool


@dataclass(frozen=True, slots=True)
class RoleReminder:
    """What a role has in front of it on a day."""

    role: str
    role_key: str
    user: str | None
    day: date
    items: tuple[RoleItem, ...]
    working_day: bool

    @property
    def posts_today(self) -> bool:
        """Whether the policy sends it: a working day, and something that speaks."""
        return self.working_day and any(one.item.speaks for one in self.items)

    @property
    def key(self) -> str:
        """Which role and day it is; a person's post has a key of its own, over all their roles."""
        return f"reminder:{self.role_key}:{self.day.isoformat()}"


def speaks(end: date, after: date, day: date) -> bool:
    """Whether the policy speaks of an open action on one of the days after `after`, up to `day`.

    It speaks when the end comes into the window, 7 and 1 working days ahead, on the end date, and
    after it on the first working day of every week, so that whoever has many late ones hears of
    them together. What would fall on a day off is said on the next working day.
    """
    ahead = {working_days_before(end, count) for count in WORKING_DAYS_AHEAD}
    ahead |= {next_working_day(end - timedelta(days=WINDOW_DAYS)), next_working_day(end)}
    span = [after + ONE_DAY * n for n in range(1, (day - after).days + 1)]
    return any(one in ahead or (one > end and one == first_of_week(one)) for one in span)


def item_reason(end: date, day: date) -> tuple[Literal["overdue", "due_soon"], int]:
    """Late or soon, and by how many days."""
    late = (day - end).days
    return ("overdue", late) if late > 0 else ("due_soon", -late)


def speaks_of(end: date, last_word: date | None, day: date, after: date | None = None) -> bool:
    """As `speaks`, but quiet towards somebody who has reported since the last working day."""
    before = last_working_day_before(day)
    just_reported = last_word is not None and last_word >= before
    return not just_reported and speaks(end, min(after or before, before), day)


def by_role(book: Book, items: list[Item], day: date) -> list[RoleReminder]:
    """Each role that has something in front of it, once, worst first."""
    above = {role_id: _managers(book, role_id, day) for role_id in book.roles}
    has: dict[int, list[RoleItem]] = {role_id: [] for role_id in book.roles}
    for item in items:
        leads = dict.fromkeys(book.leads.get(item.ref, ()))
        for role_id in leads:
            has[role_id].append(RoleItem(item, manages=False))
        for role_id in {one for lead in leads for one in above[lead]} - set(leads):
            has[role_id].append(RoleItem(item, manages=True))
    working = is_working_day(day)
    return [
        RoleReminder(role.name, role.key, book.holder(key, day), day, tuple(has[key]), working)
        for key, role in book.roles.items()
        if has[key]
    ]


def _managers(book: Book, role_id: int, day: date) -> set[int]:
    """The role right above, and whoever stands in where that is vacant."""
    acting = book.manager(role_id, day)
    found = {book.roles[role_id].reports_to, acting.id if acting else None}
    return {one for one in found if one is not None}


def of_person(reminders: list[RoleReminder], user: str) -> list[RoleItem]:
    """One person's items over all the roles they hold: what they lead before what they manage."""
    mine = [one for reminder in reminders if reminder.user == user for one in reminder.items]
    leads = {one.item.ref for one in mine if not one.manages}
    seen: dict[tuple[bool, str], RoleItem] = {}
    for one in mine:
        if not (one.manages and one.item.ref in leads):
            seen.setdefault((one.manages, one.item.ref), one)
    return sorted(seen.values(), key=lambda one: (one.manages, one.item.end))


def by_person(reminders: list[RoleReminder]) -> dict[str, list[RoleItem]]:
    """Whom the policy writes to on the day, and what about: one list a person."""
    users = dict.fromkeys(one.user for one in reminders if one.user and one.working_day)
    lists = {user: of_person(reminders, user) for user in users}
    return {user: items for user, items in lists.items() if any(i.item.speaks for i in items)}
