"""The ledger. Every change to anything that is kept, appended; triggers refuse the rest."""

import hmac
import json
import secrets
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from models.prepared import Prepared
from models.store import table

# What an entry does. `say` is a note, or a word without a change.
CREATE, CHANGE, SAY, UNDO, IMPORT = "create", "change", "say", "undo", "import"


class Entry(SQLModel, table=True):
    """One field of one noun: from what, to what, who, when, where it was said.

    `at` is the moment from which it counts, `recorded_at` when it was really written: they differ
    for a first import, and for what is said from the command line as of another moment.
    `old` and `new` are JSON texts. `request` ties together what one message did.
    """

    __tablename__: ClassVar[str] = "entry"
    __table_args__ = (
        Index("entry_at", "plan_id", "noun", "at"),
        Index("entry_noun", "plan_id", "noun", "key", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int | None = Field(default=None, foreign_key="plan.id")
    at: datetime
    recorded_at: datetime
    who: str
    via: str
    place: str | None = None
    request: str = Field(index=True)
    act: str
    noun: str
    key: str
    field: str
    old: str | None = None
    new: str | None = None
    undoes: int | None = Field(default=None, foreign_key="entry.id", index=True)
    payload_id: int | None = None  # no foreign key: the payload may one day be destroyed
    payload_mac: str | None = None


class Payload(SQLModel, table=True):
    """A person's own words, apart from the entry, so that they can be destroyed one day.

    The salt goes with them: what is left in the entry then says nothing about what they were.
    """

    __tablename__: ClassVar[str] = "payload"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    salt: str
    text: str


# Made once: putting a statement together takes longer than carrying it out.
_ADD = Prepared(table(Entry).insert())
_KEEP = Prepared(table(Payload).insert().returning(table(Payload).c.id))


def packed(value: object) -> str | None:
    """A value as the ledger writes it."""
    return None if value is None else json.dumps(value, default=str, ensure_ascii=False)


def unpacked(text: str | None) -> Any:
    """A value as it was before `packed`; dates stay ISO texts."""
    return None if text is None else json.loads(text)


def mac_of(salt: str, text: str) -> str:
    """The keyed hash that ties an entry to its payload."""
    return hmac.new(bytes.fromhex(salt), text.encode(), "sha256").hexdigest()


def keep_payload(session: Session, text: str) -> tuple[int, str]:
    """Keep a text apart; returns its id and its keyed hash."""
    salt = secrets.token_hex(16)
    ((payload_id,),) = _KEEP.rows(session, {"salt": salt, "text": text})
    return int(payload_id), mac_of(salt, text)


def append(session: Session, entries: list[dict[str, Any]]) -> None:
    """Add entries, each a dictionary of the columns of `Entry`."""
    _ADD.each(session, entries)


def entries_of_request(session: Session, request: str) -> list[Entry]:
    """What one message did, in order."""
    query = select(Entry).where(Entry.request == request).order_by(col(Entry.id))
    return list(session.exec(query).all())


def has_spoken_since(session: Session, plan_id: int, user: str, since: datetime) -> bool:
    """Whether a person has recorded anything of a plan's actions since a moment."""
    query = select(Entry.id).where(Entry.plan_id == plan_id, Entry.noun == "action")
    return session.exec(query.where(Entry.at > since, Entry.who == user)).first() is not None


def payload_text(session: Session, payload_id: int) -> str | None:
    """The kept words, or None where they have been destroyed."""
    kept = session.get(Payload, payload_id)
    return kept.text if kept else None
