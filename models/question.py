"""What the bot has asked somebody and not yet been told: it outlives a restart, and lapses."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select, update

from models.heard import insert_once


class Question(SQLModel, table=True):
    """A question to one person, in one conversation.

    `choices` are the buttons, each a label and the intents it stands for; none where words are
    waited for. `about` is the action that an answer without a number is about. `words` are those
    that led to the question, emptied once it is closed.
    """

    __tablename__: ClassVar[str] = "question"
    __table_args__ = (Index("question_open", "user", "place", "closed_at"),)

    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(unique=True)  # what a button carries; not to be guessed
    plan_id: int = Field(foreign_key="plan.id")
    user: str
    place: str | None = None
    thread: str | None = None
    about: str | None = None
    words: str
    message: str | None = None  # of Slack's, in which they stood
    choices: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    asked_at: datetime
    lapses_at: datetime
    closed_at: datetime | None = None
    request: str | None = None  # the one that closed it


def ask(session: Session, **values: Any) -> bool:
    """Keep a question; False where its token stands already: it was asked before."""
    return insert_once(session, Question, values)


def question_with(session: Session, token: str) -> Question | None:
    """The question a button belongs to."""
    return session.exec(select(Question).where(Question.token == token)).first()


def open_questions(
    session: Session, user: str, place: str | None, thread: str | None, now: datetime
) -> list[Question]:
    """What this person was asked last in a conversation and has not answered: the latest two."""
    query = (
        select(Question)
        .where(Question.user == user, Question.place == place, Question.thread == thread)
        .where(col(Question.closed_at).is_(None), Question.lapses_at > now)
        .order_by(col(Question.id).desc())
        .limit(2)
    )
    return list(session.exec(query).all())


def close(session: Session, question: Question, request: str, now: datetime) -> bool:
    """Close a question with the request that answers it; False where another one has."""
    still = (col(Question.id) == question.id) & col(Question.closed_at).is_(None)
    values = {"closed_at": now, "request": request, "words": ""}
    done = session.connection().execute(update(Question).where(still).values(**values))
    return done.rowcount == 1


def forget_lapsed(session: Session, now: datetime) -> None:
    """Empty the words of questions that nobody answered in time."""
    lapsed = (col(Question.lapses_at) <= now) & (col(Question.words) != "")
    session.connection().execute(update(Question).where(lapsed).values(words=""))
