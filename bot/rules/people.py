"""Roles and the people in them, as a list shows them."""

from dataclasses import dataclass
from datetime import date

from bot.rules.book import Book, covers
from models.role import Role


@dataclass(frozen=True, slots=True)
class Assigned:
    """A role, and who would have held it on the day otherwise."""

    role: str
    user: str | None
    before: str | None
    from_day: date


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role as the list of people shows it."""

    role: str
    user: str | None
    since: date | None
    reports_to: str | None
    actions: int
    earlier: tuple[tuple[str, date, date | None], ...]


def role_lines(book: Book, day: date) -> list[RoleLine]:
    """Every role, who holds it on a day, and who held it before."""
    return [_line(book, role, day) for role in book.roles.values()]


def _line(book: Book, role: Role, day: date) -> RoleLine:
    role_id = role.id or 0
    held = [one for one in book.holdings.get(role_id, ()) if one.user]
    now = next((one for one in held if covers(one, day)), None)
    return RoleLine(
        role=role.name,
        user=now.user if now else None,
        since=now.from_day if now else None,
        reports_to=book.roles[role.reports_to].name if role.reports_to else None,
        actions=sum(role_id in leads for leads in book.leads.values()),
        earlier=tuple(
            (one.user or "", one.from_day, one.until_day) for one in held if one is not now
        ),
    )
