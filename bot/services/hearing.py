"""One thing said, from whatever way it came: which plan, what was meant, and what came of it.

Everything happens in the caller's transaction; nothing is stored unless the outcome says so.
"""

from sqlmodel import Session

from bot.language import read
from bot.rules.book import Book
from bot.rules.identity import identifies
from bot.rules.intents import Help, Intent, Query, Unclear, Undo, Update
from bot.rules.outcomes import ActionCard, Asked, Helped, Outcome, Refused, Told
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import updating
from bot.services.books import Books
from models import action as actions
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
    return answer(session, book, said, read(said.text, book.known, day))


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
    spoken = [book for book in known if _actions_in(book, said)]
    own = [book for book in spoken if _may_write_all(book, said)]
    held = [book for book in known if book.held_by(said.user, local_day(said.at, book.zone))]
    return next((some for some in (own, spoken, held) if len(some) == 1), known)


def _actions_in(book: Book, said: Said) -> list[str]:
    """The actions of a plan that are spoken of, as far as it is read against that plan."""
    intents = read(said.text, book.known, local_day(said.at, book.zone))
    spoken = [one for it in intents for one in (it.read if isinstance(it, Unclear) else (it,))]
    return [one.action for one in spoken if isinstance(one, Update | Query) and one.action]


def _may_write_all(book: Book, said: Said) -> bool:
    day = local_day(said.at, book.zone)
    return all(book.may_write(said.user, ref, day) for ref in _actions_in(book, said))


def undo(session: Session, books: Books, said: Said, request: str) -> Outcome:
    """Take back what a request recorded, in whichever plan it did."""
    numbers = {row.plan_id for row in entries_of_request(session, request)}
    for plan in plans.heads(session, said.workspace):
        if plan.id in numbers:
            return updating.undo(session, books.of(session, plan), said, request)
    return Refused("nothing_to_undo")


def answer(session: Session, book: Book, said: Said, intents: tuple[Intent, ...]) -> Outcome | None:
    """Act on what was read. One intent a message, for now: several are asked to come apart."""
    if not intents:
        return None
    if len(intents) > 1:
        return _several(intents)
    return _act(session, book, said, intents[0])


def _act(session: Session, book: Book, said: Said, intent: Intent) -> Outcome:
    match intent:
        case Update():
            return updating.record(session, book, said, intent)
        case Unclear():
            return Asked(intent.question)
        case Undo():
            return _undo(session, book, said)
        case Help():
            return Helped(book.name)
        case Query():
            return _query(session, book, said, intent)
        case _:
            return Refused("not_here_yet")


def _several(intents: tuple[Intent, ...]) -> Outcome:
    unclear = next((one for one in intents if isinstance(one, Unclear)), None)
    return Asked(unclear.question) if unclear else Refused("one_at_a_time")


def _undo(session: Session, book: Book, said: Said) -> Outcome:
    done = updating.outcome_of(session, book, said.request)
    if done:
        return done
    request = updating.last_request_of(session, book, said.user)
    return updating.undo(session, book, said, request) if request else Refused("nothing_to_undo")


def _query(session: Session, book: Book, said: Said, intent: Query) -> Outcome:
    """A question about one action is answered; `/digest` and `/reminders` answer the wider ones."""
    if intent.about == "action" and intent.action:
        return card(session, book, said, intent.action)
    if intent.about in ("mine", "due"):
        return Told("Say /reminders to see what is in front of you.")
    if intent.about in ("plan", "overdue", "silent", "changes"):
        return Told("Say /digest to see where the plan stands and what is overdue.")
    return Refused("not_here_yet")


def card(session: Session, book: Book, said: Said, ref: str) -> ActionCard:
    """An action as it stands, for somebody who has a part in the plan."""
    action = actions.locked(session, book.plan_id, ref)
    return ActionCard(
        ref=action.ref,
        title=action.title,
        leads=tuple(book.lead_names(ref)),
        status=action.status,
        rag=action.rag,
        percent=action.percent,
        end=action.end,
        original_end=action.original_end,
        end_asked=action.end_asked,
        last_update=local_day(action.last_update, book.zone) if action.last_update else None,
        as_at=local_day(said.at, book.zone),
    )
