"""Recording an update, in its caller's transaction; and what a request came to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.rules import powers
from bot.rules.book import Book
from bot.rules.deciding import asks, changes_of, wants_reason
from bot.rules.intents import Update
from bot.rules.outcomes import Change, Outcome, Recorded, Refused, Undone, together
from bot.rules.said import Said
from bot.rules.substance import says_nothing
from bot.rules.targets import Shortfall, shortfalls
from bot.rules.times import local_day
from bot.services import ledger, measuring
from bot.views import closing
from models import action as actions
from models import plan as plans
from models.action import COMPLETED, Standing
from models.entry import CHANGE, SAY, UNDO, Entry, entries_of_request
from models.heard import first_time


def record(
    session: Session, book: Book, said: Said, update: Update, begun: bool = False
) -> Outcome:
    """Record what was said of one action.

    Returns Recorded, or Refused with nothing stored; a request heard before returns what it did
    the first time. `begun`: this request has recorded something of another action already.
    """
    day = local_day(said.at, book.zone)
    if update.action in book.set_aside:
        return _set_aside(session, book, update.action)
    if not book.may_write(said.user, update.action, day):
        return Refused("not_permitted", update.action, tuple(book.lead_names(update.action)))
    action = actions.locked(session, book.plan_id, update.action)
    if said.at < action.entered_at and said.at != said.recorded_at:
        return Refused("before_last", action.ref)
    said = not_before(said, action)
    may_move = powers.decides_dates(book, said.user, action.ref, day)
    may_complete = powers.confirms(book, said.user, action.ref, day)
    changes = changes_of(action, update, may_move, may_complete)
    if isinstance(changes, Refused):
        return changes
    if book.policy.reasons == "required" and not update.note and wants_reason(changes):
        return Refused("reason_needed", action.ref)
    if not begun and not first_time(session, said.request, said.at, said.message):
        return together(outcomes_of(session, book, said.request)) or Refused("nothing_said")
    values = {one.field: one.new for one in changes}
    change(session, book, action, {**values, "last_update": said.at}, said)
    _append(session, book, said, update, changes)
    return recorded(session, book, said, action, changes, update.note)


def _set_aside(session: Session, book: Book, ref: str) -> Refused:
    action = actions.locked(session, book.plan_id, ref)
    return Refused(
        "said_why", sentence=closing.set_aside(ref, str(action.closed), action.carried_to)
    )


def not_before(said: Said, action: Standing) -> Said:
    """Entries of an action stand in the order of their moments; a replica's clock may run ahead."""
    return replace(said, at=max(said.at, action.entered_at))


def change(
    session: Session, book: Book, action: Standing, values: dict[str, Any], said: Said
) -> None:
    """Change the columns of an action that is held, as of what was said."""
    actions.change(session, action, {**values, "entered_at": said.at})
    if "end" in values:
        plans.bump(session, book.plan_id)  # "by two weeks" counts from the end that is known


def _append(
    session: Session, book: Book, said: Said, update: Update, changes: Sequence[Change]
) -> None:
    words = ledger.keep_words(session, said.text, update.note)
    act = CHANGE if changes else SAY
    told = changes or (Change("note", None, None),)
    ledger.write(session, said, book.plan_id, act, "action", update.action, told, words)


def recorded(
    session: Session,
    book: Book,
    said: Said,
    action: Standing,
    changes: tuple[Change, ...],
    note: str | None,
) -> Recorded:
    """What stands in the ledger under a request, as it is answered."""
    day = local_day(said.at, book.zone)
    roles = [r for one in asks(changes) for r in powers.deciders(book, one.field, action.ref, day)]
    return Recorded(
        request=said.request,
        plan=book.name,
        zone=book.zone,
        action=action.ref,
        title=action.title,
        at=said.at,
        changes=changes,
        note=note,
        unmet=_unmet(session, book, action, changes, day),
        deciders=tuple(dict.fromkeys(role.name for role in roles)),
        thin=not changes and says_nothing(note),
        bare=not note and wants_reason(changes),
    )


def _unmet(
    session: Session, book: Book, action: Standing, changes: Sequence[Change], day: date
) -> tuple[Shortfall, ...]:
    """What a completed action leaves short of its targets, those of its own end date included."""
    if not any(one.field in ("status", "status_asked") and one.new == COMPLETED for one in changes):
        return ()
    by = max(day, action.end or day)
    return tuple(shortfalls(measuring.facts_of_action(session, book, action.ref), by))


def outcomes_of(session: Session, book: Book, request: str) -> list[Outcome]:
    """What a request came to, from the ledger: the answer to the same thing delivered again."""
    rows = [row for row in entries_of_request(session, request) if row.noun == "action"]
    acts = dict.fromkeys((row.key, row.act == UNDO) for row in rows)
    return [
        _outcome(session, book, [row for row in rows if (row.key, row.act == UNDO) == act])
        for act in acts
    ]


def _outcome(session: Session, book: Book, rows: list[Entry]) -> Outcome:
    """What a request came to for one action."""
    first = rows[0]
    action = actions.locked(session, book.plan_id, first.key)
    changes = tuple(ledger.change_of(row) for row in rows if row.field != "note")
    if first.act == UNDO:
        plan = (book.name, book.zone)
        return Undone(*plan, action.ref, action.title, first.at, changes, not changes)
    said = Said(first.who, "", first.at, first.recorded_at, first.via, first.request)
    note = ledger.note_of(session, rows)
    return replace(recorded(session, book, said, action, changes, note), heard_before=True)
