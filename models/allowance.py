"""Leave to say once what the guard refused: asked for, given, used up. Not the words: a hash."""

import secrets
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ColumnElement, Index, or_
from sqlmodel import Field, Session, SQLModel, col, select, update

from models.entry import mac_of
from models.heard import insert_once


class Allowance(SQLModel, table=True):
    """A false alarm, as whoever was refused says. The words were never here.

    Only who has the words can see whether they are the ones meant. Once it has lapsed the salt is
    emptied, and what is left says nothing about them.
    """

    __tablename__: ClassVar[str] = "allowance"
    __table_args__ = (Index("allowance_user", "user", "lapses_at"),)

    id: int | None = Field(default=None, primary_key=True)
    user: str
    reason: str  # which rule refused it; it never repeats the words
    salt: str
    mac: str = Field(unique=True)
    asked_at: datetime
    lapses_at: datetime
    allowed_by: str | None = None
    allowed_at: datetime | None = None
    used_request: str | None = None


def hashed(text: str, salt: str = "") -> tuple[str, str]:
    """A salt, a new one where none is given, and the keyed hash of a text's words."""
    salt = salt or secrets.token_hex(16)
    return salt, mac_of(salt, " ".join(text.split()))


def ask(session: Session, values: dict[str, object]) -> Allowance | None:
    """Keep that leave is asked for; None where it was asked for before."""
    made = insert_once(session, Allowance, values)
    query = select(Allowance).where(Allowance.mac == values["mac"])
    return session.exec(query).one() if made else None


def allowance_with(session: Session, number: int) -> Allowance | None:
    """The leave that a button is about."""
    return session.get(Allowance, number)


def allow(session: Session, number: int, by: str, now: datetime, until: datetime) -> bool:
    """Give leave until a moment; False where it has been given, or lapsed."""
    waits = (col(Allowance.allowed_at).is_(None), col(Allowance.lapses_at) > now)
    values = {"allowed_by": by, "allowed_at": now, "lapses_at": until}
    return _changed(session, number, values, *waits)


def use(session: Session, number: int, request: str, now: datetime) -> bool:
    """Use leave up; False where another request has, or where it has lapsed."""
    free = (col(Allowance.used_request).is_(None), col(Allowance.lapses_at) > now)
    return _changed(session, number, {"used_request": request}, *free)


def _changed(
    session: Session, number: int, values: dict[str, object], *still: ColumnElement[bool]
) -> bool:
    """A conditional update: of two at once, one finds the row changed."""
    query = update(Allowance).where(col(Allowance.id) == number, *still).values(**values)
    return session.connection().execute(query).rowcount == 1


def given(session: Session, user: str, request: str, now: datetime) -> list[Allowance]:
    """The leave that a person has and has not used, or has used with this very request."""
    unused = or_(col(Allowance.used_request).is_(None), col(Allowance.used_request) == request)
    query = select(Allowance).where(
        Allowance.user == user, Allowance.lapses_at > now, col(Allowance.allowed_at).is_not(None)
    )
    return list(session.exec(query.where(unused)).all())


def forget_lapsed(session: Session, now: datetime) -> None:
    """Empty the salt of what has lapsed, used or not."""
    lapsed = (col(Allowance.lapses_at) <= now) & (col(Allowance.salt) != "")
    session.connection().execute(update(Allowance).where(lapsed).values(salt=""))
