"""When something was last heard, sent or ticked: what `doctor` and the health page tell."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, Session, SQLModel, select

from models.store import insert_into, table

TICKED, HEARD, SENT = "ticked", "heard", "sent"


class Pulse(SQLModel, table=True):
    """The last moment of one kind of sign of life."""

    __tablename__: ClassVar[str] = "pulse"

    kind: str = Field(primary_key=True)
    at: datetime


def beat(session: Session, kind: str, at: datetime) -> None:
    """Note a sign of life. In one statement: several may note the first of a kind at once."""
    noted = insert_into(Pulse, session.get_bind().dialect.name).values(kind=kind, at=at)
    before = table(Pulse).c.at < at
    later = noted.on_conflict_do_update(index_elements=["kind"], set_={"at": at}, where=before)
    session.connection().execute(later)


def pulses(session: Session) -> dict[str, datetime]:
    """The last moment of each kind of sign of life."""
    return {row.kind: row.at for row in session.exec(select(Pulse)).all()}
