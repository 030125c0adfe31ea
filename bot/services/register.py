"""The light nouns: kept in the ledger alone, so that they are right as at any moment.

Risks, what oversight bodies asked for, providers, disputed figures: each has a key, some fields,
and entries. What a noun's fields are is in `bot/rules/nouns.py`.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlalchemy import select as rows
from sqlmodel import Session, select

from bot.rules.comparison import Fields
from bot.rules.outcomes import Change
from bot.rules.said import Said
from bot.services import ledger
from models.entry import CHANGE, CREATE, Entry, unpacked
from models.prepared import Prepared
from models.store import table

# Made once: putting a statement together takes longer than carrying it out.
_ENTRY = table(Entry).c
_ALL_ITEMS = (
    rows(_ENTRY.noun, _ENTRY.key, _ENTRY.field, _ENTRY.new)
    .where(_ENTRY.plan_id == bindparam("plan"), _ENTRY.noun.in_(bindparam("nouns", expanding=True)))
    .order_by(_ENTRY.id)
)
_ITEMS = Prepared(_ALL_ITEMS)
_ITEMS_BY = Prepared(_ALL_ITEMS.where(_ENTRY.at <= bindparam("by")))


def items(
    session: Session, plan_id: int, noun: str, by: datetime | None = None
) -> dict[str, Fields]:
    """A plan's items of one noun, key to fields, in the order they were made; up to a moment."""
    return items_of(session, plan_id, [noun], by)[noun]


def items_of(
    session: Session, plan_id: int, nouns: Sequence[str], by: datetime | None = None
) -> dict[str, dict[str, Fields]]:
    """As `items`, of several nouns in one look."""
    query = _ITEMS if by is None else _ITEMS_BY
    asked = {"plan": plan_id, "nouns": list(nouns), "by": by}
    kept: dict[str, dict[str, Fields]] = {noun: {} for noun in nouns}
    for noun, key, field, new in query.rows(session, asked):
        value, found = unpacked(new), kept[noun]
        if field != "*":
            found.setdefault(key, {})[field] = value
        elif value is None:  # its making was taken back
            found.pop(key, None)
        else:
            found[key] = dict(value)
    return kept


def make(
    session: Session, plan_id: int, said: Said, noun: str, fields: Fields, under: str = ""
) -> str:
    """Make an item; returns its key, the next number of its noun, below `under` where given."""
    query = select(Entry.id).where(
        Entry.plan_id == plan_id, Entry.noun == noun, Entry.act == CREATE
    )
    number = len(session.exec(query).all()) + 1
    key = f"{under}/{number}" if under else str(number)
    ledger.write(session, said, plan_id, CREATE, noun, key, [Change("*", None, fields)])
    return key


def change(
    session: Session, plan_id: int, said: Said, noun: str, key: str, was: Fields, now: Fields
) -> tuple[Change, ...]:
    """Change an item's fields, only those that differ; returns what changed."""
    changes = [Change(name, was.get(name), it) for name, it in now.items() if was.get(name) != it]
    if changes:
        ledger.write(session, said, plan_id, CHANGE, noun, key, changes)
    return tuple(changes)
