"""Who decides: on dates that are asked for, and on what is said to be complete.

A plan's policy names them: the manager of a lead, or a role (its sponsor). Whatever it says, an
administrator may record what was decided, so that a committee can decide: it is not in Slack.
"""

from datetime import date

from bot.rules.book import Book
from bot.rules.role_names import role_key
from models.role import Role

MANAGER = "manager"


def decides_dates(book: Book, user: str, ref: str, day: date) -> bool:
    """Whether a person moves an action's end date by saying another one."""
    return _decides(book, book.policy.dates_by, user, ref, day)


def confirms(book: Book, user: str, ref: str, day: date) -> bool:
    """Whether an action is complete when a person says so: never its own lead where it is asked."""
    by = book.policy.confirmed_by
    return not by or (_decides(book, by, user, ref, day) and not book.leads_it(user, ref, day))


def may_rule(book: Book, field: str, user: str, ref: str, day: date) -> bool:
    """Whether a person decides on what was asked for in a field of an action."""
    return (decides_dates if field == "end_asked" else confirms)(book, user, ref, day)


def _decides(book: Book, by: str, user: str, ref: str, day: date) -> bool:
    if user in book.administrators:
        return True
    if by == MANAGER:
        return book.answers_for(user, ref, day)
    return any(role.id and book.holder(role.id, day) == user for role in _named(book, by))


def _named(book: Book, name: str) -> list[Role]:
    return [role for role in book.roles.values() if role.key == role_key(name)]


def deciders(book: Book, field: str, ref: str, day: date) -> tuple[Role, ...]:
    """The roles that decide on what is asked for in a field; none where administrators alone do."""
    by = book.policy.dates_by if field == "end_asked" else book.policy.confirmed_by
    if by != MANAGER:
        return tuple(_named(book, by))
    managers = [book.manager(role_id, day) for role_id in book.leads.get(ref, ())]
    return tuple({role.key: role for role in managers if role}.values())


def readers(book: Book, field: str, ref: str, day: date) -> tuple[str, ...]:
    """The people who are told of what is asked for: who holds those roles, else administrators."""
    found = [book.reader(role.id or 0, day) for role in deciders(book, field, ref, day)]
    return tuple(dict.fromkeys(user for user in found if user)) or tuple(
        sorted(book.administrators)
    )
