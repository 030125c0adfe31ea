"""Recording an update, and taking one back. Each is one transaction of its caller's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.deciding import changes_of
from bot.rules.intents import Update
from bot.rules.outcomes import Change, Outcome, Recorded, Refused, Undone
from bot.rules.said import Said
from bot.rules.targets import Shortfall, shortfalls
from bot.rules.times import local_day
from bot.services import ledger, measuring
from models import action as actions
from models import plan as plans
from models.action import COMPLETED, Standing
from models.entry import CHANGE, IMPORT, SAY, UNDO, Entry, entries_of_request
from models.heard import first_time

UNDO_TIME = timedelta(days=1)
DATES = ("end", "end_asked")


def record(session: Session, book: Book, said: Said, update: Update) -> Outcome:
    """Record what was said of one action.

    Returns Recorded, or Refused with nothing stored; a request heard before returns what it did
    the first time.
    """
    day = local_day(said.at, book.zone)
    if not book.may_write(said.user, update.action, day):
        return Refused("not_permitted", update.action, tuple(book.lead_names(update.action)))
    action = actions.locked(session, book.plan_id, update.action)
    if said.at < action.entered_at and said.at != said.recorded_at:
        return Refused("before_last", action.ref)
    said = _not_before(said, action)
    changes = changes_of(action, update, book.manages_it(said.user, action.ref, day))
    if isinstance(changes, Refused):
        return changes
    if not first_time(session, said.request, said.at):
        return outcome_of(session, book, said.request) or Refused("nothing_said")
    values = {change.field: change.new for change in changes}
    _change(session, book, action, {**values, "last_update": said.at}, said)
    _append(session, book, said, update, changes)
    return _recorded(session, book, said, action, changes, update.note)


def _not_before(said: Said, action: Standing) -> Said:
    """Entries of an action stand in the order of their moments; a replica's clock may run ahead."""
    return replace(said, at=max(said.at, action.entered_at))


def _change(
    session: Session, book: Book, action: Standing, values: dict[str, Any], said: Said
) -> None:
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


def _recorded(
    session: Session,
    book: Book,
    said: Said,
    action: Standing,
    changes: tuple[Change, ...],
    note: str | None,
) -> Recorded:
    asked = any(change.field == "end_asked" and change.new for change in changes)
    return Recorded(
        request=said.request,
        plan=book.name,
        zone=book.zone,
        action=action.ref,
        title=action.title,
        at=said.at,
        changes=changes,
        note=note,
        unmet=_unmet(session, book, action, changes, local_day(said.at, book.zone)),
        deciders=deciders(book, action.ref, local_day(said.at, book.zone)) if asked else (),
    )


def _unmet(
    session: Session, book: Book, action: Standing, changes: Sequence[Change], day: date
) -> tuple[Shortfall, ...]:
    """What a completed action leaves short of its targets, those of its own end date included."""
    if not any(change.field == "status" and change.new == COMPLETED for change in changes):
        return ()
    by = max(day, action.end or day)
    return tuple(shortfalls(measuring.facts_of_action(session, book, action.ref), by))


def deciders(book: Book, ref: str, day: date) -> tuple[str, ...]:
    """The roles that decide on a date asked for: the managers of the action's leads."""
    managers = [book.manager(role_id, day) for role_id in book.leads.get(ref, ())]
    return tuple(dict.fromkeys(role.name for role in managers if role))


def undo(session: Session, book: Book, said: Said, request: str) -> Outcome:
    """Take back what one request recorded; an undo is a request and an entry of its own."""
    rows = [row for row in entries_of_request(session, request) if row.act in (CHANGE, SAY)]
    rows = [row for row in rows if row.plan_id == book.plan_id]
    refusal = _why_not_undo(book, said, rows)
    if refusal:
        return refusal
    action = actions.locked(session, book.plan_id, rows[0].key)
    if _undone_before(session, rows):
        return outcome_of(session, book, said.request) or Refused("undo_done", action.ref)
    if not _is_last(session, rows):
        return Refused("undo_overtaken", action.ref)
    if said.at < action.entered_at and said.at != said.recorded_at:
        return Refused("before_last", action.ref)
    said = _not_before(said, action)
    first_time(session, said.request, said.at)
    changes = tuple(
        Change(row.field, c.new, c.old) for row in rows for c in [ledger.change_of(row)]
    )
    numbers = [row.id or 0 for row in rows]
    ledger.write(session, said, book.plan_id, UNDO, "action", action.ref, changes, undoes=numbers)
    values = {change.field: _value(change) for change in changes if change.field != "note"}
    last = _last_word(session, book.plan_id, action.ref)
    _change(session, book, action, {**values, "last_update": last}, said)
    return _undone(book, said, action, changes)


def _why_not_undo(book: Book, said: Said, rows: Sequence[Entry]) -> Refused | None:
    if not rows:
        return Refused("nothing_to_undo")
    if said.user in book.administrators:
        return None
    if rows[0].who != said.user:
        return Refused("not_yours", rows[0].key)
    late = said.at - rows[0].at > UNDO_TIME
    return Refused("undo_late", rows[0].key) if late else None


def _undone_before(session: Session, rows: Sequence[Entry]) -> bool:
    numbers = [row.id for row in rows]
    return session.exec(select(Entry.id).where(col(Entry.undoes).in_(numbers))).first() is not None


def _is_last(session: Session, rows: Sequence[Entry]) -> bool:
    """Whether nobody has said anything else of the same fields since, undone words apart."""
    fields = [row.field for row in rows if row.field != "note"]
    undone = select(Entry.undoes).where(col(Entry.undoes).is_not(None), Entry.key == rows[0].key)
    query = (
        select(Entry.id)
        .where(Entry.plan_id == rows[0].plan_id, Entry.noun == "action", Entry.key == rows[0].key)
        .where(col(Entry.act).in_((CHANGE, IMPORT)), col(Entry.field).in_(fields))
        .where(col(Entry.id) > max(row.id or 0 for row in rows), col(Entry.id).not_in(undone))
        .where(func.coalesce(Entry.old, "") != func.coalesce(Entry.new, ""))
    )
    return session.exec(query.limit(1)).first() is None


def _value(change: Change) -> object:
    if change.field in DATES and isinstance(change.new, str):
        return date.fromisoformat(change.new)
    return change.new


def _last_word(session: Session, plan_id: int, ref: str) -> Any:
    undone = select(Entry.undoes).where(col(Entry.undoes).is_not(None), Entry.key == ref)
    query = (
        select(Entry.at)
        .where(Entry.plan_id == plan_id, Entry.noun == "action", Entry.key == ref)
        .where(col(Entry.act).in_((CHANGE, SAY)), col(Entry.id).not_in(undone))
        .order_by(col(Entry.id).desc())
        .limit(1)
    )
    return session.exec(query).first()


def _undone(book: Book, said: Said, action: Standing, changes: Sequence[Change]) -> Undone:
    kept = tuple(change for change in changes if change.field != "note")
    note_only = not kept
    return Undone(book.name, book.zone, action.ref, action.title, said.at, kept, note_only)


def last_request_of(session: Session, book: Book, user: str) -> str | None:
    """The last thing a person recorded in a plan that has not been taken back."""
    undone = select(Entry.undoes).where(col(Entry.undoes).is_not(None))
    query = (
        select(Entry.request)
        .where(Entry.plan_id == book.plan_id, Entry.who == user, Entry.noun == "action")
        .where(col(Entry.act).in_((CHANGE, SAY)), col(Entry.id).not_in(undone))
        .order_by(col(Entry.id).desc())
        .limit(1)
    )
    return session.exec(query).first()


def outcome_of(session: Session, book: Book, request: str) -> Outcome | None:
    """What a request came to, from the ledger: the answer to the same thing delivered again."""
    rows = entries_of_request(session, request)
    if not rows:
        return None
    first = rows[0]
    action = actions.locked(session, book.plan_id, first.key)
    changes = tuple(ledger.change_of(row) for row in rows if row.field != "note")
    said = Said(first.who, "", first.at, first.recorded_at, first.via, request)
    if first.act == UNDO:
        return _undone(book, said, action, changes)
    note = ledger.note_of(session, rows)
    return replace(_recorded(session, book, said, action, changes, note), heard_before=True)
