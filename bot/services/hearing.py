"""One thing said, from whatever way it came: which plan, what was meant, and what came of it.

Everything happens in the caller's transaction; nothing is stored unless the outcome says so.
"""

from sqlmodel import Session

from bot.language import read
from bot.rules.book import Book
from bot.rules.identity import identifies
from bot.rules.intents import Query, Unclear, Update
from bot.rules.outcomes import Outcome, Refused
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import undoing
from bot.services.acting import act
from bot.services.books import Books
from models import plan as plans
from models.entry import entries_of_request


def hear(session: Session, books: Books, said: Said) -> Outcome | None:
    """What came of what was said; None where it said nothing (an emoji, small talk)."""
    reason = identifies(said.text)
    if reason:
        return Refused("identity", detail=reason)
    book = find_book(session, books, said)
    if isinstance(book, Refused):
        return book
    day = local_day(said.at, book.zone)
    return act(session, book, said, read(said.text, book.known, day, said.about))


def find_book(session: Session, books: Books, said: Said) -> Book | Refused:
    """The book of the plan that is meant: the one named, the only open one, or the likeliest."""
    found = plans.heads(session, said.workspace)
    if said.plan is not None:
        found = [plan for plan in found if plan.name.casefold() == said.plan.casefold()]
    known = [books.of(session, plan) for plan in found]
    meant = known if len(known) < 2 else _meant(known, said)
    if len(meant) > 1:
        return Refused("several_plans", names=tuple(book.name for book in meant))
    return meant[0] if meant else Refused("no_plan", detail=said.plan or "")


def _meant(known: list[Book], said: Said) -> list[Book]:
    """Of several plans, the one that has the action and in which the person may report on it."""
    spoken = [book for book in known if set(actions_in(book, said)) - book.set_aside]
    own = [book for book in spoken if _may_write_all(book, said)]
    held = [book for book in known if book.held_by(said.user, local_day(said.at, book.zone))]
    return next((some for some in (own, spoken, held) if len(some) == 1), known)


def actions_in(book: Book, said: Said) -> list[str]:
    """The actions of a plan that are spoken of, as far as it is read against that plan."""
    intents = read(said.text, book.known, local_day(said.at, book.zone), said.about)
    spoken = [one for it in intents for one in (it.read if isinstance(it, Unclear) else (it,))]
    return [one.action for one in spoken if isinstance(one, Update | Query) and one.action]


def _may_write_all(book: Book, said: Said) -> bool:
    day = local_day(said.at, book.zone)
    return all(book.may_write(said.user, ref, day) for ref in actions_in(book, said))


def undo(session: Session, books: Books, said: Said, request: str) -> Outcome:
    """Take back what a request recorded, in whichever plan it did."""
    numbers = {row.plan_id for row in entries_of_request(session, request)}
    for plan in plans.heads(session, said.workspace):
        if plan.id in numbers:
            return undoing.undo(session, books.of(session, plan), said, request)
    return Refused("nothing_to_undo")
