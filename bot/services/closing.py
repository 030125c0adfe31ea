"""The end of an action without its being done, and the end of a plan. Administrators only."""

from typing import Any

from sqlmodel import Session, select

from bot.rules.book import Book
from bot.rules.carrying import left_over
from bot.rules.outcomes import Change, Outcome, Refused, Told
from bot.rules.said import Said
from bot.services import guarding, ledger, ruling, updating
from bot.services.books import Books, book_with
from bot.views import closing as says
from models import action as actions
from models import plan as plans
from models.action import CARRIED_OVER, COMPLETED, WITHDRAWN, Action, Standing
from models.entry import CHANGE
from models.heard import first_time
from models.plan import OPEN, PAUSED, SIGNED_OFF, Plan, plan_named

COMMAND_LINE = "command line"


def administers(book: Book, said: Said) -> bool:
    """Whether it is said by an administrator, or by whoever runs the bot."""
    return said.user in book.administrators or said.user == COMMAND_LINE


def needs_administrator(book: Book) -> Refused:
    """The refusal of everybody else."""
    return Refused("not_administrator", names=tuple(sorted(book.administrators)))


# ---- actions


def withdraw(session: Session, book: Book, said: Said, ref: str, reason: str) -> Outcome:
    """Take an open action out of its plan without its being done, with a reason."""
    action = _ruled(session, book, said, ref, reason)
    if not isinstance(action, Standing):
        return action
    if action.closed or action.status == COMPLETED:
        return Refused("said_why", sentence=says.not_open(ref))
    values = {"closed": WITHDRAWN, "end_asked": None, "status_asked": None}
    done = _close(session, book, said, action, values, reason)
    return ruling.tell(session, book, done)  # whoever had asked for something of it


def reinstate(session: Session, book: Book, said: Said, ref: str, reason: str) -> Outcome:
    """Take an action back that was withdrawn, or carried over where its copy was withdrawn."""
    action = _ruled(session, book, said, ref, reason)
    if not isinstance(action, Standing):
        return action
    if action.closed is None:
        return Refused("said_why", sentence=says.not_set_aside(ref))
    copy = _copy_of(session, action) if action.closed == CARRIED_OVER else None
    if copy and copy.closed != WITHDRAWN:
        return Refused("said_why", sentence=says.lives_on(ref, str(action.carried_to)))
    return _close(session, book, said, action, {"closed": None, "carried_to": None}, reason)


def _ruled(session: Session, book: Book, said: Said, ref: str, reason: str) -> Standing | Refused:
    """The action, for an administrator with a reason that can be kept."""
    if not administers(book, said):
        return needs_administrator(book)
    if ref not in book.known.actions:
        return Refused("said_why", sentence=says.no_such_action(ref, book.name))
    if not reason.strip():
        return Refused("said_why", sentence=says.reason_needed(ref))
    refused = guarding.refusal(session, said, reason)
    return refused or actions.locked(session, book.plan_id, ref)


def _close(
    session: Session,
    book: Book,
    said: Said,
    action: Standing,
    values: dict[str, Any],
    reason: str,
) -> Outcome:
    said = updating.not_before(said, action)
    changes = tuple(
        Change(name, ledger.plain(getattr(action, name)), value)
        for name, value in values.items()
        if getattr(action, name) != value
    )
    if first_time(session, said.request, said.at, said.message):
        updating.change(session, book, action, {**values, "last_update": said.at}, said)
        words = ledger.keep_words(session, said.text or reason, reason)
        ledger.write(session, said, book.plan_id, CHANGE, "action", action.ref, changes, words)
        plans.bump(session, book.plan_id)
    return updating.recorded(session, book, said, action, changes, reason)


def _copy_of(session: Session, action: Standing) -> Action | None:
    name, _, ref = str(action.carried_to).rpartition("/")
    plan = plan_named(session, name)
    query = select(Action).where(Action.plan_id == (plan.id if plan else None), Action.ref == ref)
    return session.exec(query).first()


# ---- plans


def sign_off(session: Session, book: Book, said: Said) -> Outcome:
    """Close a plan for good, once every action is completed, carried over or withdrawn."""
    if not administers(book, said):
        return needs_administrator(book)
    actions.hold_all(session, book.plan_id)
    left = left_over(actions.actions_of(session, book.plan_id))
    if left:
        refs = [one.ref for one in left]
        return Refused("said_why", sentence=says.cannot_sign_off(book.name, refs))
    return _turn(session, book, said, SIGNED_OFF)


def pause(session: Session, book: Book, said: Said, on: bool = True) -> Outcome:
    """Let a plan be quiet, or speak again; what people say of it is recorded all the same."""
    if not administers(book, said):
        return needs_administrator(book)
    return _turn(session, book, said, PAUSED if on else OPEN)


def turn(session: Session, books: Books, said: Said, plan_id: int) -> Outcome:
    """Pause a plan that is open, resume one that is paused."""
    book = book_with(session, books, said, plan_id)
    if book is None:
        return Refused("no_plan")
    return pause(session, book, said, on=plans.plan_with(session, plan_id).status == OPEN)


def _turn(session: Session, book: Book, said: Said, to: str) -> Outcome:
    plan = plans.plan_with(session, book.plan_id)
    if plan.status == SIGNED_OFF:
        return Refused("said_why", sentence=says.closed_for_good(plan.name))
    if plan.status != to and first_time(session, said.request, said.at, said.message):
        change = Change("state", state_of(plan), None if to == OPEN else to)
        plan.status = to
        session.add(plan)
        session.flush()
        ledger.write(session, said, plan.id, CHANGE, "plan", plan.name, [change])
        plans.bump(session, plan.id or 0)
    return Told(says.turned(plan.name, to))


def state_of(plan: Plan) -> str | None:
    """A plan's state as the ledger writes it: nothing while it is open."""
    return None if plan.status == OPEN else plan.status
