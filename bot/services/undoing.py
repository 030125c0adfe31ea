"""Taking back what a request recorded. An undo is a request and entries of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.follow_ups import FOLLOW_UP
from bot.rules.outcomes import Change, Outcome, Refused, Undone, together
from bot.rules.returns import OWED, RETURNED
from bot.rules.said import Said
from bot.services import chain, ledger, reading, returning
from bot.services.evidence import EVIDENCE
from bot.services.facts import GIVEN
from bot.services.measuring import DISPUTE
from bot.services.updating import change, not_before, outcomes_of
from bot.views import closing
from models import action as actions
from models.entry import CHANGE, CREATE, IMPORT, SAY, UNDO, Entry, entries_of_request
from models.heard import first_time

UNDO_TIME = timedelta(days=1)
DATES = ("end", "end_asked")


def undo(session: Session, book: Book, said: Said, *requests: str) -> Outcome:
    """Take back what some requests recorded of a plan's actions, each action for itself.

    The figures and the targets that they gave go with the action's word.
    """
    found = _recorded(session, book, requests)
    if rounds := [row for row in found if row.noun in (OWED, RETURNED) and row.act != UNDO]:
        return _take_back_returns(session, book, said, rounds)
    if words := [row for row in found if row.noun == FOLLOW_UP and row.act != UNDO]:
        return _why_not(book, said, words) or chain.take_back(session, book, said, words[0])
    rows = [row for row in found if row.act in (CHANGE, SAY) and row.noun == "action"]
    refusal = _why_not(book, said, rows)
    if refusal:
        return refusal
    done = together(outcomes_of(session, book, said.request))
    if done:
        return done
    refs = dict.fromkeys(row.key for row in rows)
    undone = [_take_back(session, book, said, [r for r in rows if r.key == ref]) for ref in refs]
    back = [_with_given(session, book, said, one, _given(found)) for one in undone]
    return together(back) or Refused("nothing_to_undo")


def _take_back_returns(session: Session, book: Book, said: Said, rows: list[Entry]) -> Outcome:
    """What was recorded of the rounds of a programme."""
    refusal = _why_not(book, said, rows)
    if refusal:
        return refusal
    if _undone_before(session, rows):
        return Refused("undo_done", "that round")
    return returning.take_back(session, book, said, rows)


def _with_given(
    session: Session, book: Book, said: Said, done: Outcome, rows: list[Entry]
) -> Outcome:
    """What was undone of an action, and of the figures, targets and doubts of its measures."""
    if not isinstance(done, Undone):
        return done
    given = [row for row in rows if row.key.split("/")[0] == done.action]
    changes = reading.take_back(session, book, replace(said, at=done.at), given)
    return replace(done, changes=done.changes + changes, note=done.note and not changes)


def _recorded(session: Session, book: Book, requests: Sequence[str]) -> list[Entry]:
    """What the requests did in a plan, the last of it first."""
    found = (row for request in requests for row in entries_of_request(session, request))
    ours = (row for row in found if row.plan_id == book.plan_id)
    return sorted(ours, key=lambda row: row.id or 0, reverse=True)


def _given(rows: Sequence[Entry]) -> list[Entry]:
    """The figures, targets, doubts and evidence among what was done."""
    given = [row for row in rows if row.act == CREATE and row.noun in (*GIVEN, EVIDENCE)]
    return given + [row for row in rows if row.act == CHANGE and row.noun == DISPUTE]


def _why_not(book: Book, said: Said, rows: Sequence[Entry]) -> Refused | None:
    if not rows:
        return Refused("nothing_to_undo")
    if any(row.field in ("closed", "carried_to") for row in rows):
        return Refused("said_why", sentence=closing.take_back_otherwise(rows[0].key))
    if said.user in book.administrators:
        return None
    first = rows[-1]
    if any(row.who != said.user for row in rows):
        return Refused("not_yours", first.key)
    return Refused("undo_late", first.key) if said.at - first.at > UNDO_TIME else None


def _take_back(session: Session, book: Book, said: Said, rows: list[Entry]) -> Outcome:
    """What was recorded of one action, the last of it first."""
    action = actions.locked(session, book.plan_id, rows[0].key)
    if _undone_before(session, rows):
        return Refused("undo_done", action.ref)
    if not _is_last(session, rows):
        return Refused("undo_overtaken", action.ref)
    if said.at < action.entered_at and said.at != said.recorded_at:
        return Refused("before_last", action.ref)
    said = not_before(said, action)
    first_time(session, said.request, said.at, said.message)
    changes = [Change(row.field, c.new, c.old) for row in rows for c in [ledger.change_of(row)]]
    numbers = [row.id or 0 for row in rows]
    ledger.write(session, said, book.plan_id, UNDO, "action", action.ref, changes, undoes=numbers)
    kept = tuple(one for one in changes if one.field != "note")
    last = _last_word(session, book.plan_id, action.ref)
    values = {one.field: _value(one) for one in kept}
    change(session, book, action, {**values, "last_update": last}, said)
    return Undone(book.name, book.zone, action.ref, action.title, said.at, kept, not kept)


def _undone_before(session: Session, rows: Sequence[Entry]) -> bool:
    numbers = [row.id for row in rows]
    return session.exec(select(Entry.id).where(col(Entry.undoes).in_(numbers))).first() is not None


def is_undone(session: Session, request: str) -> bool:
    """Whether all that a request recorded has been taken back."""
    rows = [row for row in entries_of_request(session, request) if row.act in (CHANGE, SAY)]
    return all(_undone_before(session, [row]) for row in rows)


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


def _value(it: Change) -> object:
    if it.field in DATES and isinstance(it.new, str):
        return date.fromisoformat(it.new)
    return it.new


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


def last_request_of(session: Session, book: Book, user: str) -> str | None:
    """The last thing a person recorded in a plan that has not been taken back."""
    undone = select(Entry.undoes).where(col(Entry.undoes).is_not(None))
    query = (
        select(Entry.request)
        .where(Entry.plan_id == book.plan_id, Entry.who == user)
        .where(col(Entry.noun).in_(("action", OWED, RETURNED, FOLLOW_UP)))
        .where(col(Entry.act).in_((CREATE, CHANGE, SAY)), col(Entry.id).not_in(undone))
        .order_by(col(Entry.id).desc())
        .limit(1)
    )
    return session.exec(query).first()
