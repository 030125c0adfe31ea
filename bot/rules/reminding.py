"""Who is reminded of what on a day, and whether the day is one to speak on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.rules.book import Book
from bot.rules.policy import Policy
from bot.rules.targets import Promised
from bot.rules.times import (
    ONE_DAY,
    first_of_week,
    is_working_day,
    last_working_day_before,
    next_working_day,
    working_days_after,
    working_days_before,
)

WINDOW_DAYS = 14
Reason = Literal["overdue", "due_soon", "silent"]


@dataclass(frozen=True, slots=True)
class Item:
    """An open action that is late, ends soon or has gone quiet; `days` is how long, positive."""

    ref: str
    title: str
    leads: tuple[str, ...]
    end: date | None
    status: str
    rag: str | None
    reason: Reason
    days: int
    last_word: date | None
    speaks: bool  # whether the policy has something to say of it on the day
    missed: bool = False  # whether it should have been said on an earlier day
    snoozed_until: date | None = None

    @property
    def is_in_window(self) -> bool:
        """Whether it is late, or ends within fourteen days: what everybody is always shown."""
        return self.reason == "overdue" or (self.reason == "due_soon" and self.days <= WINDOW_DAYS)


@dataclass(frozen=True, slots=True)
class BaselineTask:
    """A baseline that somebody promised; `days` is how late it is, negative while there is time."""

    promised: Promised
    days: int
    speaks: bool  # whether the policy has something to say of it on the day


@dataclass(frozen=True, slots=True)
class RoleItem:
    """An item as one role has it: to do, or to see done."""

    item: Item
    manages: bool


@dataclass(frozen=True, slots=True)
class RoleReminder:
    """What a role has in front of it on a day; `reader` is who is written to for it."""

    role: str
    role_key: str
    user: str | None
    day: date
    items: tuple[RoleItem, ...]
    working_day: bool
    reader: str | None = None

    @property
    def posts_today(self) -> bool:
        """Whether the policy sends it: a working day, and something that speaks."""
        return self.working_day and any(one.item.speaks for one in self.items)

    @property
    def key(self) -> str:
        """Which role and day it is; a person's post has a key of its own, over all their roles."""
        return f"reminder:{self.role_key}:{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an open action is judged by: its end, the last word, and until when it is to be quiet.

    `heard` is the day of the last word, or from which it is on record.
    """

    end: date | None
    heard: date
    last_word: date | None = None
    snoozed_until: date | None = None


def horizon(policy: Policy, day: date) -> date:
    """The last end date of which the policy may have to speak on a day."""
    ahead = working_days_after(day, max(policy.before_end, default=0), policy.holidays)
    return max(day + timedelta(days=WINDOW_DAYS), ahead)


def speaks(policy: Policy, it: Standing, day: date, after: date | None = None) -> bool:
    """Whether the policy speaks of an open action on a day that is worked.

    It speaks so many working days before the end, on it, and after it on the first working day of
    every week, so that whoever has many late ones hears of them together; when nothing has been
    heard for as long as the policy allows, and each time that span has passed again; and when a
    snooze ends. What would fall on a day off, or on a day after `after` on which nobody looked, is
    said now. It is quiet during a snooze, and towards somebody who has reported since the last
    working day.
    """
    before = last_working_day_before(day, policy.holidays)
    if it.last_word is not None and it.last_word >= before:
        return False
    if it.snoozed_until and it.snoozed_until > day:
        return False
    since = min(after or before, before)
    span = [since + ONE_DAY * n for n in range(1, (day - since).days + 1)]
    return it.snoozed_until in span or _ends(policy, it.end, span) or _is_silent(policy, it, span)


def _ends(policy: Policy, end: date | None, span: list[date]) -> bool:
    if end is None:
        return False
    nation = policy.holidays
    days = {working_days_before(end, count, nation) for count in policy.before_end}
    days.add(next_working_day(end, nation))
    return any(one in days or (one > end and one == first_of_week(one, nation)) for one in span)


def _is_silent(policy: Policy, it: Standing, span: list[date]) -> bool:
    quiet = ((one - it.heard).days for one in span)
    return any(days > 0 and days % policy.silent_after == 0 for days in quiet)


def reason_of(policy: Policy, it: Standing, day: date) -> tuple[Reason, int] | None:
    """Why an open action is in front of somebody, and by how many days; None where it is not."""
    if it.end is not None and it.end <= horizon(policy, day):
        return item_reason(it.end, day)
    quiet = (day - it.heard).days
    return ("silent", quiet) if quiet >= policy.silent_after else None


def item_reason(end: date, day: date) -> tuple[Reason, int]:
    """Late or soon, and by how many days."""
    late = (day - end).days
    return ("overdue", late) if late > 0 else ("due_soon", -late)


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
    working = is_working_day(day, book.policy.holidays)
    return [
        RoleReminder(
            role=role.name,
            role_key=role.key,
            user=book.holder(key, day),
            day=day,
            items=tuple(has[key]),
            working_day=working,
            reader=book.reader(key, day),
        )
        for key, role in book.roles.items()
        if has[key]
    ]


def _managers(book: Book, role_id: int, day: date) -> set[int]:
    """The role right above, and whoever stands in where that is vacant."""
    acting = book.manager(role_id, day)
    found = {book.roles[role_id].reports_to, acting.id if acting else None}
    return {one for one in found if one is not None}


def of_person(reminders: Iterable[RoleReminder], user: str) -> list[RoleItem]:
    """One person's items over all the roles they read for: leading before managing, worst first."""
    mine = [one for reminder in reminders if reminder.reader == user for one in reminder.items]
    leads = {one.item.ref for one in mine if not one.manages}
    seen: dict[tuple[bool, str], RoleItem] = {}
    for one in mine:
        if not (one.manages and one.item.ref in leads):
            seen.setdefault((one.manages, one.item.ref), one)
    return sorted(seen.values(), key=lambda one: (one.manages, *_badness(one.item)))


def _badness(item: Item) -> tuple[int, int]:
    """The latest first, then the nearest, then the longest quiet."""
    order = {"overdue": (0, -item.days), "due_soon": (1, item.days), "silent": (2, -item.days)}
    return order[item.reason]


def by_person(reminders: list[RoleReminder]) -> dict[str, list[RoleItem]]:
    """Whom the policy writes to on the day, and what about: one list a person."""
    users = dict.fromkeys(one.reader for one in reminders if one.reader and one.working_day)
    lists = {user: of_person(reminders, user) for user in users}
    return {user: items for user, items in lists.items() if any(i.item.speaks for i in items)}
