"""Asking for quiet about an action until a day: with a reason, capped, and on the ledger.

It is kept in the ledger alone: the last one of an action counts, and it ends by itself.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.outcomes import Change, Refused
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import guarding, ledger
from bot.views.guarding import in_form
from bot.views.outcomes import answer
from bot.views.snoozing import snoozed_until, too_far, too_often, why_needed
from models import action as actions
from models.entry import CHANGE, Entry, keep_payload, unpacked
from models.heard import first_time

NOUN, FIELD = "snooze", "until"


def snoozed(session: Session, book: Book, by: datetime) -> dict[str, date]:
    """Until when each action is to be quiet, by what had been said by a moment."""
    query = select(Entry.key, Entry.new).where(
        Entry.plan_id == book.plan_id, Entry.noun == NOUN, Entry.at <= by
    )
    found = session.exec(query.order_by(col(Entry.id))).all()
    return {ref: date.fromisoformat(unpacked(new)) for ref, new in found}


@dataclass(frozen=True, slots=True)
class Snoozed:
    """Whether it is kept, and what is said about it."""

    kept: bool
    says: str


def snooze(session: Session, book: Book, said: Said, ref: str, until: date, reason: str) -> Snoozed:
    """Be quiet about an action until a day, for whoever may report on it.

    The same request twice is one snooze.
    """
    if first_time(session, said.request, said.at):
        refusal = _refusal(session, book, said, ref, until, reason)
        if refusal:
            return Snoozed(False, refusal)
        before = snoozed(session, book, said.at).get(ref)
        words = keep_payload(session, json.dumps({"words": said.text, "note": reason}))
        change = Change(FIELD, before.isoformat() if before else None, until.isoformat())
        ledger.write(session, said, book.plan_id, CHANGE, NOUN, ref, [change], words)
    span = until - local_day(said.at, book.zone)
    return Snoozed(True, snoozed_until(ref, until, span.days))


def _refusal(
    session: Session, book: Book, said: Said, ref: str, until: date, reason: str
) -> str | None:
    day, policy = local_day(said.at, book.zone), book.policy
    if not book.may_write(said.user, ref, day):
        return answer(Refused("not_permitted", ref, tuple(book.lead_names(ref)))).text
    if not reason.strip():
        return why_needed(ref)
    if not timedelta(0) < until - day <= timedelta(days=policy.snooze_days):
        return too_far(ref, policy.snooze_days)
    if _in_a_row(session, book, ref) >= policy.snoozes:
        return too_often(ref, policy.snoozes)
    refused = guarding.refusal(session, said, reason)
    return in_form(refused.detail) if refused else None


def _in_a_row(session: Session, book: Book, ref: str) -> int:
    """How many snoozes there have been of an action since the last word on it."""
    heard = actions.locked(session, book.plan_id, ref).last_update
    query = select(Entry.id).where(
        Entry.plan_id == book.plan_id, Entry.noun == NOUN, Entry.key == ref
    )
    if heard:
        query = query.where(Entry.at > heard)
    return len(session.exec(query).all())
