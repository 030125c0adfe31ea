"""Pictures as they were posted."""

from typing import ClassVar

from sqlmodel import Field, Session, SQLModel


class Picture(SQLModel, table=True):
    """A PNG, the name it goes by, and what it shows in words."""

    __tablename__: ClassVar[str] = "picture"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    alt: str
    png: bytes


def keep(session: Session, name: str, alt: str, png: bytes) -> int:
    """Keep a picture; returns its number."""
    made = Picture(name=name, alt=alt, png=png)
    session.add(made)
    session.flush()
    return made.id or 0


def picture(session: Session, number: int) -> Picture:
    """The picture of that number."""
    return session.get_one(Picture, number)
