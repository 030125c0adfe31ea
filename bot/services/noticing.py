"""Private messages about a return and its follow-up: no case code stands in any of them."""

from datetime import date

from sqlmodel import Session

from bot.rules import turns
from bot.rules.book import Book
from bot.rules.returns import Return
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.rules.turns import Line, Named
from bot.services import following
from bot.services.following import Case
from bot.services.rounds import waits_for
from bot.views import follow_ups as says
from bot.views.blocks import Message
from models import outbox
from models.role import Role

BOT = "action plan bot"


def begin(session: Session, book: Book, said: Said, key: str, was: Return | None) -> None:
    """Tell who is to know of a return, and whose turn it is; once, unless its grade turns weak.

    `was` is the return as it stood before.
    """
    day = local_day(said.at, book.zone)
    case = following.find(session, book, key, day)
    if case is None:
        return
    new = was is None or was.returned_at is None
    if not new and (was is None or was.is_weak == case.follow_up.is_weak):
        return
    turned = turn(session, book, said, key)
    for role in turns.roles_told(book, case.follow_up, case.programme.told, day):
        user = _reader(book, role, day)
        if user and user not in (said.user, *turned):
            _post(session, book, said, user, says.circulated(case_line(case), book.plan_id, key))


def turn(session: Session, book: Book, said: Said, key: str) -> tuple[str, ...]:
    """Tell whose turn a step is now; returns who was told."""
    day = local_day(said.at, book.zone)
    case = following.find(session, book, key, day)
    steps = [task for task in case.tasks if task.kind != "ticks"] if case else []
    told: list[str] = []
    for task in steps:
        user = _reader(book, task.role, day)
        if case and user and user not in (said.user, *told):
            line = Line(case_line(case), task)
            message = says.your_turn(line, case.follow_up.sent_back, book.plan_id)
            _post(session, book, said, user, message)
            told.append(user)
    return tuple(told)


def sampled(session: Session, book: Book, said: Said, one: Case, number: int) -> None:
    """Tell who reads them that some returns of a round were drawn; `one` is one of these."""
    day = local_day(said.at, book.zone)
    for task in one.tasks:
        user = _reader(book, task.role, day)
        if user and task.kind == "step":
            message = says.sampled(one.programme.name, one.round, number, task)
            _post(session, book, said, user, message)


def case_line(case: Case) -> Named:
    """A follow-up as it is called, without its case code."""
    number = case.follow_up.returned.number
    return Named(case.programme.name, case.round, case.role, number, case.follow_up.is_weak)


def _reader(book: Book, role: Role | None, day: date) -> str | None:
    return book.reader(role.id, day) if role and role.id is not None else None


def _post(session: Session, book: Book, said: Said, user: str, message: Message) -> None:
    outbox.enqueue(
        session,
        key=f"follow_up:{said.request}:{user}",
        plan_id=book.plan_id,
        channel=user,
        text=message.text,
        blocks=message.blocks,
        created_at=said.at,
        **waits_for(session, book, user, said.at),
    )
