"""Gathering what a digest says of a plan's life, as it stood at a moment."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Subquery, case, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as rows

from bot.rules.life import SHOWN, PlanLife, Slip, Waiting, worst_first
from bot.rules.targets import Promised, promised
from bot.rules.times import local_day
from bot.services import measuring, owing
from models.action import COMPLETED, Action
from models.entry import CREATE, UNDO, Entry
from models.measure import Measure, Series
from models.plan import Plan, plan_named
from models.state import in_the_plan, stood_at


def life(session: Session, plan: Plan, state: Subquery, as_at: datetime) -> PlanLife:
    """What moved, what waits to be decided, which baselines are missing, what is owed."""
    found = _unsettled(session, state)
    slipped = _slips(session, plan, found, as_at)
    waiting = _waiting(found)
    day = local_day(as_at, plan.zone)
    owed, still_open = owing.owed(session, plan.id or 0, day, as_at)
    return PlanLife(
        slipped=tuple(slipped[:SHOWN]),
        slipped_total=len(slipped),
        waiting=tuple(waiting[:SHOWN]),
        waiting_total=len(waiting),
        baselines=tuple(_baselines(session, state, as_at, day)),
        owed=tuple(owed),
        still_open=still_open,
    )


def slips(session: Session, plan: Plan, as_at: datetime) -> list[Slip]:
    """Every action whose end date is another one than at first, the longest slip first."""
    found = _unsettled(session, stood_at(session, plan.id or 0, as_at))
    return _slips(session, plan, found, as_at)


def _unsettled(session: Session, state: Subquery) -> Sequence[Row[Any]]:
    """The actions whose end has moved, or of which something is asked: few, in one look."""
    moved = state.c.end != state.c.original_end
    asked = or_(state.c.end_asked.is_not(None), state.c.status_asked.is_not(None))
    query = select(state).where(or_(moved, asked)).order_by(state.c.position)
    return session.connection().execute(query).all()


def _slips(session: Session, plan: Plan, found: Sequence[Row[Any]], as_at: datetime) -> list[Slip]:
    moved = [row for row in found if row.closed is None and row.end and row.original_end]
    moved = [row for row in moved if row.end != row.original_end]
    moves = moves_of(session, plan.id or 0, [row.ref for row in moved], as_at)
    made = (Slip(r.ref, r.title, r.original_end, r.end, moves.get(r.ref, 1)) for r in moved)
    return worst_first(made)


def _waiting(found: Sequence[Row[Any]]) -> list[Waiting]:
    still = [row for row in found if row.status != COMPLETED and row.closed is None]
    dates = [Waiting(row.ref, row.end_asked) for row in still if row.end_asked]
    return dates + [Waiting(row.ref, None) for row in still if row.status_asked]


def moves_of(
    session: Session, plan_id: int, refs: list[str], as_at: datetime | None = None
) -> dict[str, int]:
    """How often these actions' end dates were moved, what was taken back apart.

    Those in the plan that an action was carried over from count with it.
    """
    if not refs:
        return {}
    own = _own_moves(session, plan_id, refs, as_at)
    for ref, name, was in _carried(session, plan_id, refs):
        before = plan_named(session, name)
        if before:
            found = moves_of(session, before.id or 0, [was], as_at)
            own[ref] = own.get(ref, 0) + found.get(was, 0)
    return own


def _carried(session: Session, plan_id: int, refs: list[str]) -> list[tuple[str, str, str]]:
    """Of these actions those that were carried over: its number, the plan and number it had."""
    query = rows(Action.ref, Action.carried_from).where(Action.plan_id == plan_id)
    query = query.where(col(Action.ref).in_(refs), col(Action.carried_from).is_not(None))
    parts = ((ref, str(link).rpartition("/")) for ref, link in session.exec(query).all())
    return [(ref, plan, was) for ref, (plan, _, was) in parts]


def _own_moves(
    session: Session, plan_id: int, refs: list[str], as_at: datetime | None
) -> dict[str, int]:
    step = case((col(Entry.act) == UNDO, -1), else_=1)
    query = (
        select(col(Entry.key), func.sum(step))
        .where(col(Entry.plan_id) == plan_id, col(Entry.noun) == "action")
        .where(col(Entry.key).in_(refs), col(Entry.field) == "end", col(Entry.act) != CREATE)
        .where(func.coalesce(Entry.old, "") != func.coalesce(Entry.new, ""))
        .group_by(col(Entry.key))
    )
    if as_at is not None:
        query = query.where(col(Entry.at) <= as_at)
    return {ref: int(n) for ref, n in session.connection().execute(query)}


def _baselines(session: Session, state: Subquery, as_at: datetime, day: date) -> list[Promised]:
    """The measures with a baseline that was promised for a day that has come."""
    late = (
        rows(Series.measure_id)
        .where(col(Series.baseline).is_(None), col(Series.baseline_on) <= day)
        .where(func.lower(Series.baseline_printed).like("due%"))
    )
    query = (
        rows(Measure, Action.ref)
        .join(Action, col(Action.id) == Measure.action_id)
        .where(col(Action.id).in_(in_the_plan(state)), col(Measure.id).in_(late))
        .order_by(col(Measure.position))
    )
    found = session.exec(query).all()
    refs = {measure.action_id: ref for measure, ref in found}
    return promised(measuring.gather(session, [one for one, _ in found], refs, as_at), day)
