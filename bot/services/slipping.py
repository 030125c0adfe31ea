"""Dates that have slipped, and what is complete though its target is not met."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Subquery, func, select
from sqlmodel import Session

from bot.rules.digest import SHOWN, Slip
from bot.rules.targets import Shortfall
from bot.services.leading import leads_at
from models.action import COMPLETED
from models.entry import CHANGE, IMPORT
from models.plan import Plan
from models.state import ENTRY, is_open


def slipped(session: Session, plan: Plan, state: Subquery, as_at: datetime) -> tuple[Slip, ...]:
    """Open actions that end later than they were first to, the earliest first date first."""
    query = (
        select(state.c.id, state.c.ref, state.c.title, state.c.original_end, state.c.end)
        .where(is_open(state))
        .where(state.c.end > state.c.original_end)
        .order_by(state.c.original_end, state.c.position)
        .limit(SHOWN)
    )
    found = session.connection().execute(query).all()
    if not found:
        return ()
    refs = {row.ref: row.id for row in found}
    times, leads = _moves(session, plan, list(refs), as_at), leads_at(session, plan, refs, as_at)
    return tuple(_slip(row, leads.get(row.ref, ()), times.get(row.ref, 1)) for row in found)


def _slip(row: Any, leads: tuple[str, ...], times: int) -> Slip:
    first: date = row.original_end
    return Slip(row.ref, row.title, leads, first, row.end, times)


def _moves(session: Session, plan: Plan, refs: list[str], as_at: datetime) -> dict[str, int]:
    """How often the end of each of these had moved by a moment, what was taken back apart."""
    moved, undone = ENTRY.alias("moved"), ENTRY.alias("undone")
    taken_back = select(undone.c.id).where(undone.c.undoes == moved.c.id, undone.c.at <= as_at)
    query = (
        select(moved.c.key, func.count())
        .where(moved.c.plan_id == plan.id, moved.c.noun == "action", moved.c.key.in_(refs))
        .where(moved.c.field == "end", moved.c.act.in_((CHANGE, IMPORT)), moved.c.at <= as_at)
        .where(moved.c.old.is_not(None), moved.c.old != moved.c.new)
        .where(~taken_back.exists())
        .group_by(moved.c.key)
    )
    return {ref: int(count) for ref, count in session.connection().execute(query)}


def of_completed(
    session: Session, state: Subquery, off_track: tuple[tuple[str, Shortfall], ...]
) -> tuple[tuple[str, Shortfall], ...]:
    """Those whose action is complete: what was done and did not come to what it should."""
    refs = {ref for ref, _ in off_track}
    query = select(state.c.ref).where(state.c.status == COMPLETED, state.c.ref.in_(refs))
    complete = set(session.connection().execute(query).scalars()) if refs else set()
    return tuple(one for one in off_track if one[0] in complete)
