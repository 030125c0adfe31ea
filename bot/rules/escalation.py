"""What goes up the line because nobody has answered: one step at a time, each with its reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.book import Book
from bot.rules.reminding import Item
from bot.rules.times import working_days_between
from models.role import Role


@dataclass(frozen=True, slots=True)
class Told:
    """A step that was taken: which role was told of an action, and on which day."""

    role_key: str
    day: date


@dataclass(frozen=True, slots=True)
class Raised:
    """An action that goes up to a role: the person, since when it waits, and who was passed over.

    `since` is None where there is nobody below to be asked.
    """

    item: Item
    role: str
    role_key: str
    user: str
    since: date | None
    passed_over: tuple[str, ...] = ()


def raised(
    book: Book,
    item: Item,
    day: date,
    asked: Mapping[str, date],
    told: Sequence[Told],
    gone: Collection[str] = (),
) -> Raised | None:
    """Where an action goes up to on a day; None where it stays.

    What is late or has gone quiet goes up; what is to come does not. `asked` is on which day each
    person was first asked since the last word on it, `told` the steps since then, and `gone`
    whoever has left altogether.
    """
    if item.reason == "due_soon" or item.snoozed_until or not book.leads.get(item.ref):
        return None
    if told:
        return _next_step(book, item, day, told[-1], gone)
    leads = book.leads[item.ref]
    readers = [user for role in leads if (user := book.reader(role, day)) and user not in gone]
    if not readers:
        return _up(book, item, leads[0], day, None, gone) if item.speaks else None
    days = [asked[user] for user in readers if user in asked]
    waited = bool(days) and _has_waited(book, min(days), day)
    return _up(book, item, leads[0], day, min(days), gone) if waited else None


def _has_waited(book: Book, since: date, day: date) -> bool:
    policy = book.policy
    return working_days_between(since, day, policy.holidays) >= policy.up_after


def _next_step(
    book: Book, item: Item, day: date, last: Told, gone: Collection[str]
) -> Raised | None:
    if not _has_waited(book, last.day, day):
        return None
    stood = next((key for key, role in book.roles.items() if role.key == last.role_key), None)
    return None if stood is None else _up(book, item, stood, day, last.day, gone)


def _up(
    book: Book, item: Item, role_id: int, day: date, since: date | None, gone: Collection[str]
) -> Raised | None:
    """The next role up that somebody reads for; those that nobody does are named."""
    below = {book.reader(one, day) for one in (*book.leads[item.ref], role_id)}
    passed_over: list[str] = []
    for role in book.line(role_id):
        user = book.reader(role.id or 0, day)
        if user and user not in below and user not in gone:
            return Raised(item, role.name, role.key, user, since, tuple(passed_over))
        passed_over.append(f"{role.name}: {_why(book, role, day, user, gone)}")
    return None


def _why(book: Book, role: Role, day: date, user: str | None, gone: Collection[str]) -> str:
    if user:
        return "their account is closed" if user in gone else "the same person"
    return "away" if book.holder(role.id or 0, day) else "vacant"
