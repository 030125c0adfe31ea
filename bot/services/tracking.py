"""Adding and changing the light nouns: risks, boards, what they asked for, sources, providers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.comparison import Fields
from bot.rules.identity import identifies
from bot.rules.outcomes import Outcome, Refused, Told
from bot.rules.registers import BY_NAME, NOUNS, Noun, read
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import register
from bot.services.closing import administers
from bot.views import registers as says
from models.heard import first_time


def add(session: Session, book: Book, said: Said, name: str, typed: Mapping[str, str]) -> Outcome:
    """Add an item: a risk, a request. `typed` holds its fields as texts, the title among them."""
    noun, found = _checked(book, said, name, {"title": "", **typed})
    if isinstance(found, Refused):
        return found
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    fields = {one.name: found.get(one.name) for one in noun.all}
    key = register.make(session, book.plan_id, said, noun.name, fields)
    return Told(says.added(noun, key, fields))


def change(
    session: Session, book: Book, said: Said, name: str, key: str, typed: Mapping[str, str]
) -> Outcome:
    """Change the fields of an item that were named; one that is left out stays."""
    noun, found = _checked(book, said, name, typed)
    if isinstance(found, Refused):
        return found
    was = register.items(session, book.plan_id, noun.name).get(key)
    if was is None:
        return Refused("said_why", sentence=says.no_such(noun, key))
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    changes = register.change(session, book.plan_id, said, noun.name, key, was, found)
    return Told(says.changed(noun, key, was["title"], changes))


def _checked(
    book: Book, said: Said, name: str, typed: Mapping[str, str]
) -> tuple[Noun, Fields | Refused]:
    """The noun, and the values of what was typed; Refused for who may not, or what cannot be."""
    noun = BY_NAME.get(name)
    if noun is None:
        known = [one.name for one in NOUNS]
        return NOUNS[0], Refused("said_why", sentence=says.no_such_noun(name, known))
    if not may_track(book, said):
        return noun, Refused("said_why", sentence=says.who_tracks(noun))
    for text in typed.values():
        reason = identifies(text)
        if reason:
            return noun, Refused("identity", detail=reason)
    values, faults = read(noun, typed, book.known.actions)
    if faults:
        return noun, Refused("said_why", sentence=says.faults(noun, faults))
    return noun, values


def may_track(book: Book, said: Said) -> bool:
    """Administrators, and whoever holds a role of the plan."""
    day = local_day(said.at, book.zone)
    return administers(book, said) or bool(book.held_by(said.user, day))


def exported(session: Session, plan_id: int, by: datetime | None = None) -> dict[str, Any]:
    """Every light noun's items, by its plural, for the export."""
    return {
        noun.many: [
            {"key": key, **it}
            for key, it in register.items(session, plan_id, noun.name, by).items()
        ]
        for noun in NOUNS
    }
