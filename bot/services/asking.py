"""Asking back, in a way that can be answered with one press: here, later, or by another replica."""

import hashlib
import re
from collections.abc import Iterable
from datetime import timedelta

from pydantic import TypeAdapter
from sqlmodel import Session

from bot.language import read
from bot.rules.book import Book
from bot.rules.choices import LEAVE, Choice, choices_of
from bot.rules.intents import Unclear, Update
from bot.rules.outcomes import Asked, Refused
from bot.rules.said import Said
from bot.rules.times import local_day
from models import question as questions
from models.action import actions_of
from models.question import Question

LAPSES_AFTER = timedelta(days=1)
MOST_OFFERED = 5
_CHOICES = TypeAdapter(tuple[Choice, ...])


def ask(session: Session, book: Book, said: Said, unclear: Unclear) -> Asked | Refused:
    """Ask what was meant; the question is kept, with its answers, until it is answered or lapses.

    Nothing of the plan changes. Whoever may not report on what was meant is refused at once.
    """
    updates = (one for one in unclear.read if isinstance(one, Update))
    read_of = [one.action for one in updates if one.action in book.known.actions]
    if read_of and not any(_may(book, said, ref) for ref in read_of):
        return Refused("not_permitted", read_of[0], tuple(book.lead_names(read_of[0])))
    offered = choices_of(unclear) or _read_anew(session, book, said, unclear)
    refs = {update.action for choice in offered for update in choice.updates}
    about = refs.pop() if len(refs) == 1 else said.about
    return put(session, book, said, unclear.question, offered, about)


def _may(book: Book, said: Said, ref: str) -> bool:
    return book.may_write(said.user, ref, local_day(said.at, book.zone))


def put(
    session: Session,
    book: Book,
    said: Said,
    question: str,
    choices: tuple[Choice, ...] = (),
    about: str | None = None,
) -> Asked:
    """Keep a question; one that waits for words, where it offers no choices."""
    if not choices and about is None:
        return Asked(question)
    kept = _CHOICES.dump_python(choices, mode="json")
    token = hashlib.sha256(f"{said.request}/{question}/{kept}".encode()).hexdigest()[:32]
    questions.ask(
        session,
        token=token,
        plan_id=book.plan_id,
        user=said.user,
        place=said.place,
        thread=said.thread,
        about=about,
        words=said.text,
        message=said.message,
        choices=kept,
        asked_at=said.at,
        lapses_at=said.at + LAPSES_AFTER,
    )
    return Asked(question, choices, token, about)


def kept_choices(question: Question) -> tuple[Choice, ...]:
    """The answers that a kept question offers."""
    return _CHOICES.validate_python(question.choices)


def _read_anew(session: Session, book: Book, said: Said, unclear: Unclear) -> tuple[Choice, ...]:
    """The words read once more, about each action that may have been meant."""
    if unclear.reason == "unknown_reference":
        pattern = rf"(?<![\d.]){re.escape(unclear.unknown)}(?!\d)"
        near = [ref for ref in unclear.nearest if _may(book, said, ref)]
        texts = {ref: re.sub(pattern, ref, said.text, count=1) for ref in near}
    elif unclear.reason == "no_reference":
        texts = dict.fromkeys(_likely(session, book, said), said.text)
    else:
        return ()
    day = local_day(said.at, book.zone)
    found = [read(text, book.known, day, ref) for ref, text in texts.items()]
    sure = [Choice(made, numbered=True) for intents in found if (made := _updates(intents))]
    return (*sure[:MOST_OFFERED], LEAVE) if sure else ()


def _updates(intents: Iterable[object]) -> tuple[Update, ...]:
    """The updates of a message that holds nothing else; else none."""
    read_all = tuple(intents)
    updates = tuple(one for one in read_all if isinstance(one, Update))
    return updates if len(updates) == len(read_all) else ()


def _likely(session: Session, book: Book, said: Said) -> list[str]:
    """The actions that somebody who names none may mean: the open ones that they lead."""
    day = local_day(said.at, book.zone)
    own = {ref for ref in book.leads if book.leads_it(said.user, ref, day)}
    still = [one.ref for one in actions_of(session, book.plan_id) if one.is_open]
    return [ref for ref in still if ref in own] if own else []
