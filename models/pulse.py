"""When something was last heard, sent or ticked: what `doctor` and the health page tell."""

from datetime import datetime
from functools import cache
from typing import ClassVar

from sqlmodel import Field, Session, SQLModel, select

from models.prepared import Prepared
from models.store import insert_into, table

TICKED, HEARD, SENT = "ticked", "heard", "sent"


class Pulse(SQLModel, table=True):
    """The last moment of one kind of sign of life."""

    __tablename__: ClassVar[str] = "pulse"

    kind: str = Field(primary_key=True)
    at: datetime


def beat(session: Session, kind: str, at: datetime) -> None:
    """Note a sign of life. In one statement: several may note the first of a kind at once."""
    _beat(session.get_bind().dialect.name).changed(session, {"kind": kind, "at": at})


@cache
def _beat(dialect: str) -> Prepared:
    noted = insert_into(Pulse, dialect)
    new = noted.excluded.at
    before = table(Pulse).c.at < new
    noted = noted.on_conflict_do_update(index_elements=["kind"], set_={"at": new}, where=before)
    return Prepared(noted)


def pulses(session: Session) -> dict[str, datetime]:
    """The last moment of each kind of sign of life."""
    return {row.kind: row.at for row in session.exec(select(Pulse)).all()}
