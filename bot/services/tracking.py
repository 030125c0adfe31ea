"""Adding and changing the light nouns: risks, boards, what they asked for, papers, providers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.comparison import Fields
from bot.rules.nouns import BY_NAME, NOUNS, Noun
from bot.rules.outcomes import Outcome, Refused, Told
from bot.rules.registers import Within, lacking, read, with_defaults
from bot.rules.role_names import role_key
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import guarding, register
from bot.services.closing import administers
from bot.services.rounds import waits_for
from bot.views import registers as says
from models import outbox
from models.heard import first_time
from models.plan import themes_of


def add(session: Session, book: Book, said: Said, name: str, typed: Mapping[str, str]) -> Outcome:
    """Add an item: a risk, a request. `typed` holds its fields as texts, the title among them."""
    noun, found = _checked(session, book, said, name, {"title": "", **typed})
    if isinstance(found, Refused):
        return found
    fields = with_defaults(noun, {one.name: found.get(one.name) for one in noun.all})
    if lacks := lacking(noun, fields):
        return Refused("said_why", sentence=says.faults(noun, lacks))
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    key = register.make(session, book.plan_id, said, noun.name, fields)
    _raise(session, book, said, {}, fields)
    return Told(says.added(noun, key, fields))


def change(
    session: Session, book: Book, said: Said, name: str, key: str, typed: Mapping[str, str]
) -> Outcome:
    """Change the fields of an item that were named; one that is left out stays."""
    noun, found = _checked(session, book, said, name, typed)
    if isinstance(found, Refused):
        return found
    was = register.items(session, book.plan_id, noun.name).get(key)
    if was is None:
        return Refused("said_why", sentence=says.no_such(noun, key))
    if lacks := lacking(noun, {**was, **found}):
        return Refused("said_why", sentence=says.faults(noun, lacks))
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    changes = register.change(session, book.plan_id, said, noun.name, key, was, found)
    _raise(session, book, said, was, {**was, **found})
    return Told(says.changed(noun, key, was["title"], changes))


def _raise(session: Session, book: Book, said: Said, was: Fields, now: Fields) -> None:
    """Tell whoever holds the role that a dispute with a provider is raised to."""
    told = ("dispute", "raised_to")
    if not all(now.get(name) for name in told) or all(was.get(n) == now[n] for n in told):
        return
    day = local_day(said.at, book.zone)
    roles = (role for role in book.roles.values() if role.key == role_key(now["raised_to"]))
    for user in filter(None, (book.reader(role.id or 0, day) for role in roles)):
        message = says.raised(book.name, now, said.user)
        outbox.enqueue(
            session,
            key=f"dispute:{said.request}:{user}",
            plan_id=book.plan_id,
            channel=user,
            text=message.text,
            blocks=message.blocks,
            created_at=said.at,
            **waits_for(session, book, user, said.at),
        )


def _checked(
    session: Session, book: Book, said: Said, name: str, typed: Mapping[str, str]
) -> tuple[Noun, Fields | Refused]:
    """The noun, and the values of what was typed; Refused for who may not, or what cannot be."""
    noun = BY_NAME.get(name)
    if noun is None:
        known = [one.name for one in NOUNS]
        return NOUNS[0], Refused("said_why", sentence=says.no_such_noun(name, known))
    if not may_track(book, said):
        return noun, Refused("said_why", sentence=says.who_tracks(noun))
    refused = guarding.refusal(session, said, *typed.values())
    if refused:
        return noun, refused
    values, faults = read(noun, typed, _within(session, book))
    if faults:
        return noun, Refused("said_why", sentence=says.faults(noun, faults))
    return noun, values


def _within(session: Session, book: Book) -> Within:
    return Within(
        frozenset(book.known.actions),
        frozenset(theme.ref for theme in themes_of(session, book.plan_id)),
        {role.key: role.name for role in book.roles.values()},
    )


def may_track(book: Book, said: Said) -> bool:
    """Administrators, and whoever holds a role of the plan."""
    day = local_day(said.at, book.zone)
    return administers(book, said) or bool(book.held_by(said.user, day))


def exported(session: Session, plan_id: int, by: datetime | None = None) -> dict[str, Any]:
    """Every light noun's items, by its plural, for the export."""
    kept = register.items_of(session, plan_id, [noun.name for noun in NOUNS], by)
    return {
        noun.many: [{"key": key, **it} for key, it in kept[noun.name].items()] for noun in NOUNS
    }
