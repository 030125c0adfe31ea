"""One thing said, from whatever way it came: which plan, what was meant, and what came of it.

Everything happens in the caller's transaction; nothing is stored unless the outcome says so.
"""

from sqlmodel import Session

from bot.language import read
from bot.language.orders import order_in
from bot.rules.book import Book
from bot.rules.choices import LEAVE, Choice
from bot.rules.intents import Intent, Query, Reading, Unclear, Update
from bot.rules.orders import Decision, Ending
from bot.rules.outcomes import Asked, Outcome, Refused
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import asking, guarding, ordering, undoing
from bot.services.acting import act
from bot.services.books import Books
from bot.views.questions import which_plan
from models import plan as plans
from models.entry import entries_of_request


def hear(session: Session, books: Books, said: Said) -> Outcome | None:
    """What came of what was said; None where it said nothing (an emoji, small talk)."""
    return guarding.refusal(session, said, said.text) or heed(session, books, said)


def heed(session: Session, books: Books, said: Said) -> Outcome | None:
    """As `hear`, for words that the guard has let through."""
    book = find_book(session, books, said)
    if isinstance(book, Refused):
        several = book.why == "several_plans" and said.text.strip()
        return _which_plan(session, books, said, book) if several else book
    order = order_in(said.text, book.known, said.about)
    if order:
        return ordering.carry_out(session, book, said, order)
    return act(session, book, said, _read(book, said))


def _read(book: Book, said: Said) -> tuple[Intent, ...]:
    return read(said.text, book.known, local_day(said.at, book.zone), said.about)


def _which_plan(session: Session, books: Books, said: Said, refused: Refused) -> Asked | None:
    """Ask which plan is meant; None where it says nothing in any of them."""
    known = [books.of(session, plan) for plan in plans.heads(session, said.workspace)]
    if not any(_says_something(book, said) for book in known):
        return None
    choices = (*(Choice(plan=name) for name in refused.names[: asking.MOST_OFFERED]), LEAVE)
    return asking.put(session, known[0], said, which_plan(refused.names), choices)


def _says_something(book: Book, said: Said) -> bool:
    return bool(order_in(said.text, book.known, said.about) or _read(book, said))


def find_book(session: Session, books: Books, said: Said) -> Book | Refused:
    """The book of the plan that is meant: the one named, the only open one, or the likeliest."""
    found = plans.heads(session, said.workspace)
    if said.plan is not None:
        found = [plan for plan in found if plan.name.casefold() == said.plan.casefold()]
    known = [books.of(session, plan) for plan in found]
    meant = known if len(known) < 2 else _meant(known, said)
    if len(meant) > 1:
        return Refused("several_plans", names=tuple(book.name for book in meant))
    if meant:
        return meant[0]
    name = said.plan or ""
    return guarding.looked_at(session, said, name) or Refused("no_plan", detail=name)


def book_with(session: Session, books: Books, said: Said, plan_id: int) -> Book | None:
    """The book of a plan by its number; None where it takes no updates, or is not for them."""
    for head in plans.heads(session, said.workspace):
        if head.id == plan_id:
            return books.of(session, head)
    return None


def _meant(known: list[Book], said: Said) -> list[Book]:
    """Of several plans, the one that has the action and in which the person may report on it."""
    spoken = [book for book in known if set(actions_in(book, said)) - book.set_aside]
    own = [book for book in spoken if may_report(book, said, *actions_in(book, said))]
    held = [book for book in known if book.held_by(said.user, local_day(said.at, book.zone))]
    return next((some for some in (own, spoken, held) if len(some) == 1), known)


def actions_in(book: Book, said: Said) -> list[str]:
    """The actions of a plan that are spoken of, as far as it is read against that plan."""
    ordered = order_in(said.text, book.known, said.about)
    if isinstance(ordered, Decision | Ending) and ordered.ref:
        return [ordered.ref]
    intents = _read(book, said)
    spoken = [one for it in intents for one in (it.read if isinstance(it, Unclear) else (it,))]
    said_of = [one.action for one in spoken if isinstance(one, Update | Query) and one.action]
    measured = {(one.action, one.measure) for one in spoken if isinstance(one, Reading)}
    return said_of + [
        one.action
        for one in book.known.measures
        for action, ref in measured
        if one.ref == ref and action in (None, one.action)
    ]


def may_report(book: Book, said: Said, *refs: str) -> bool:
    """Whether somebody may report on all of these actions on the day they speak."""
    day = local_day(said.at, book.zone)
    return all(book.may_write(said.user, ref, day) for ref in refs)


def undo(session: Session, books: Books, said: Said, request: str) -> Outcome:
    """Take back what a request recorded, in whichever plan it did."""
    rows = entries_of_request(session, request)
    if not rows or rows[0].plan_id is None:
        return Refused("nothing_to_undo")
    book = book_with(session, books, said, rows[0].plan_id)
    return undoing.undo(session, book, said, request) if book else Refused("plan_closed")
