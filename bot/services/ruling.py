"""What somebody asked for and somebody else decides: another end date, a completion.

Whoever decides gets a message with two buttons, once for each thing asked; whoever asked is told
what came of it. Deciding by saying it ("7.5 new date 13 April") does the same.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from bot.rules import powers
from bot.rules.book import Book
from bot.rules.deciding import ASKED, asks
from bot.rules.intents import Update
from bot.rules.orders import Decision
from bot.rules.outcomes import Change, Outcome, Recorded, Refused, Told
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import guarding, ledger, updating
from bot.services.books import Books, book_with
from bot.services.rounds import waits_for
from bot.views import rulings as says
from bot.views.blocks import Message
from models import action as actions
from models import outbox
from models.action import Standing
from models.entry import CHANGE, Entry, packed
from models.heard import first_time


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for in a field of an action, as a button carries it."""

    book: Book
    ref: str
    field: str
    wanted: str

    def stands(self, action: Standing) -> bool:
        """Whether that is still what is asked for."""
        now = getattr(action, self.field)
        return now is not None and str(now) == self.wanted


def tell(session: Session, book: Book, outcome: Outcome) -> Outcome:
    """Let those who decide know of what was asked for, and who asked of what was decided."""
    if not isinstance(outcome, Recorded) or outcome.heard_before:
        return outcome
    for change in asks(outcome.changes):
        _ask(session, book, outcome, change)
    settled = [one for one in outcome.changes if one.field in ASKED and one.old and not one.new]
    for change in settled:
        if change is settled[0]:  # what is complete needs no other date: one answer for both
            _answer(session, book, outcome, change)
    return outcome


def _ask(session: Session, book: Book, done: Recorded, change: Change) -> None:
    day = local_day(done.at, book.zone)
    action = actions.locked(session, book.plan_id, done.action)
    target = f"{book.plan_id}:{done.action}:{change.field}:{ledger.plain(change.new)}"
    by = _who(session, book, done.request)
    message = says.decision(done, change, action, by, target)
    for user in powers.readers(book, change.field, done.action, day):
        if user != by:
            _post(session, book, done, (change.field, user), message)


def _answer(session: Session, book: Book, done: Recorded, change: Change) -> None:
    """Whoever asked hears what was decided, unless they decided it themselves."""
    by = _who(session, book, done.request)
    asker = _asker(session, book, done.action, change)
    if asker and asker != by:
        _post(session, book, done, (change.field, asker), says.decided(done, change, by))


def _post(
    session: Session, book: Book, done: Recorded, to: tuple[str, str], message: Message
) -> None:
    """One message to a person about what was asked for in a field."""
    field, user = to
    outbox.enqueue(
        session,
        key=f"ruling:{done.request}:{done.action}:{field}:{user}",
        plan_id=book.plan_id,
        channel=user,
        text=message.text,
        blocks=message.blocks,
        about=done.action,
        created_at=done.at,
        **waits_for(session, book, user, done.at),
    )


def open_rulings(book: Book, action: Standing, user: str, day: date) -> tuple[tuple[str, str], ...]:
    """What waits on an action for this person's decision: fields, and what their buttons carry."""
    return tuple(
        (field, f"{book.plan_id}:{action.ref}:{field}:{ledger.plain(wanted)}")
        for field in ASKED
        if (wanted := getattr(action, field))
        and powers.may_rule(book, field, user, action.ref, day)
    )


def _who(session: Session, book: Book, request: str) -> str:
    query = select(Entry.who).where(Entry.request == request, Entry.plan_id == book.plan_id)
    return session.exec(query.limit(1)).one()


def _asker(session: Session, book: Book, ref: str, change: Change) -> str | None:
    """Who last asked for what has now been decided."""
    query = (
        select(Entry.who)
        .where(Entry.plan_id == book.plan_id, Entry.noun == "action", Entry.key == ref)
        .where(Entry.field == change.field, Entry.act == CHANGE)
        .where(Entry.new == packed(change.old))
        .order_by(col(Entry.id).desc())
    )
    return session.exec(query.limit(1)).first()


# ---- deciding with a button


def grant(session: Session, books: Books, said: Said, target: str) -> Outcome:
    """Grant what was asked for: the date moves, or the action is complete."""
    asked = _asked(session, books, said, target)
    return _grant(session, asked, said, "") if isinstance(asked, Asked) else asked


def _grant(session: Session, asked: Asked, said: Said, note: str) -> Outcome:
    update = Update(asked.ref, status="completed", note=note or says.CONFIRMED)
    if asked.field == "end_asked":
        end = date.fromisoformat(asked.wanted)
        update = Update(asked.ref, end=end, note=note or says.GRANTED)
    told = replace(said, text=said.text or update.note or "")
    return tell(session, asked.book, updating.record(session, asked.book, told, update))


def refuse(session: Session, books: Books, said: Said, target: str, reason: str) -> Outcome:
    """Refuse a date, or send a completion back, with a reason."""
    asked = _asked(session, books, said, target)
    return _refuse(session, asked, said, reason) if isinstance(asked, Asked) else asked


def decide(session: Session, book: Book, said: Said, it: Decision) -> Outcome:
    """Decide on what waits by saying it: "grant 7.5's new date", "refuse it, not before May"."""
    day = local_day(said.at, book.zone)
    waiting = _waiting_for(session, book, said, it, day)
    if len(waiting) > 1:
        return Refused("said_why", sentence=says.which_one(sorted({ref for ref, _, _ in waiting})))
    if not waiting:
        nothing = Refused("said_why", sentence=says.nothing_waits(it.ref or ""))
        return _not_theirs(session, book, it, day) or nothing
    ((ref, field, wanted),) = waiting
    asked = Asked(book, ref, field, wanted)
    return (_grant if it.grants else _refuse)(session, asked, said, it.note)


def _waiting_for(
    session: Session, book: Book, said: Said, it: Decision, day: date
) -> list[tuple[str, str, str]]:
    """What this person may decide on of what is spoken of: action, field, what is wanted."""
    found = [
        (one.ref, field, str(wanted))
        for one in actions.actions_of(session, book.plan_id)
        for field in ASKED
        if one.is_open and it.ref in (None, one.ref) and it.field in (None, field)
        if (wanted := getattr(one, field)) and powers.may_rule(book, field, said.user, one.ref, day)
    ]
    return found[:1] if it.ref else found  # the date first, where both wait


def _not_theirs(session: Session, book: Book, it: Decision, day: date) -> Refused | None:
    """The refusal, where something waits that somebody else decides on."""
    if it.ref is None:
        return None
    action = actions.locked(session, book.plan_id, it.ref)
    field = next((f for f in ASKED if it.field in (None, f) and getattr(action, f)), None)
    if field is None:
        return None
    names = tuple(role.name for role in powers.deciders(book, field, it.ref, day))
    return Refused("said_why", sentence=says.not_yours_to_decide(it.ref, names))


def _refuse(session: Session, asked: Asked, said: Said, reason: str) -> Outcome:
    if not reason.strip():
        return Refused("said_why", sentence=says.why_refuse(asked.ref))
    refused = guarding.refusal(session, said, reason)
    if refused:
        return refused
    action = actions.locked(session, asked.book.plan_id, asked.ref)
    said = updating.not_before(said, action)
    first_time(session, said.request, said.at, said.message)
    was = getattr(action, asked.field)
    changes = (Change(asked.field, ledger.plain(was), None),)
    values: dict[str, Any] = {asked.field: None, "last_update": said.at}
    updating.change(session, asked.book, action, values, said)
    words = ledger.keep_words(session, reason, reason)
    plan_id = asked.book.plan_id
    ledger.write(session, said, plan_id, CHANGE, "action", asked.ref, changes, words)
    done = updating.recorded(session, asked.book, said, action, changes, reason)
    return tell(session, asked.book, done)


def _asked(session: Session, books: Books, said: Said, target: str) -> Asked | Outcome:
    """What a button is about, while it still waits and for who may decide on it."""
    number, ref, field, wanted = target.split(":", 3)
    book = book_with(session, books, said, int(number))
    if book is None or ref not in book.known.actions:
        return Refused("no_plan")
    asked = Asked(book, ref, field, wanted)
    day = local_day(said.at, book.zone)
    if not powers.may_rule(book, field, said.user, ref, day):
        names = tuple(role.name for role in powers.deciders(book, field, ref, day))
        return Refused("said_why", sentence=says.not_yours_to_decide(ref, names))
    if not asked.stands(actions.locked(session, book.plan_id, ref)):
        return Told(says.nothing_waits(ref))
    return asked
