"""Working out a digest: the database counts and sorts, and hands over only what is shown."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Subquery, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col
from sqlmodel import select as rows

from bot.rules.digest import DUE_SOON_DAYS, SHOWN, Digest, Line, Move, Movement
from bot.rules.policy import policy_of, quiet_since
from bot.rules.targets import Shortfall, shortfalls
from bot.rules.times import a_week_before, local_day, start_of_day
from bot.services import audit_figures, measuring
from bot.services.leading import leads_at
from bot.services.living import life
from models import action as actions
from models.action import COMPLETED, Action
from models.entry import unpacked
from models.measure import Measure, Reading, Series
from models.plan import Plan, Theme
from models.state import ACTION, in_the_plan, is_open, movement, stood_at


def digest(
    session: Session,
    plan: Plan,
    as_at: datetime,
    since: datetime | None = None,
    whole_day: bool = False,
    themes: Sequence[str] = (),
) -> Digest:
    """A plan as it had been recorded by a moment, and what moved since another (a week before).

    `themes`: only what stands under these.
    """
    day = local_day(as_at, plan.zone)
    since = since or a_week_before(as_at, plan.zone)
    state = state_of(session, plan, as_at, themes)
    counts = counted(session, plan, state, day, _ratings(plan, state, day))
    ratings = {rag: counts.pop(rag) for rag in RATINGS}
    lists = _lists(session, plan, state, as_at)
    off_track = _off_track(session, plan, state, as_at, themes)
    return Digest(
        plan=plan.name,
        zone=plan.zone,
        as_at=as_at,
        day=day,
        since=since,
        whole_day=whole_day,
        counts=counts,
        rag=ratings,
        overdue=lists["overdue"],
        due_soon=lists["due_soon"],
        silent=lists["silent"],
        movement=moved(session, plan, since, as_at, themes),
        off_track=off_track,
        life=life(session, plan, state, as_at),
        omitted={kind: counts[kind] - len(lists[kind]) for kind in KINDS},
        red=lists["red"],
        unmet=_of_completed(session, state, off_track),
        themes=tuple(themes),
        stale_after=policy_of(plan.policy).ratings.stale_after,
        audits=audit_figures.last_rounds(session, plan, as_at, themes),
    )


def state_of(session: Session, plan: Plan, as_at: datetime, themes: Sequence[str]) -> Subquery:
    """The actions as they stood at a moment, those of some themes where some are named."""
    state = stood_at(session, plan.id or 0, as_at)
    if not themes:
        return state
    return select(state).where(state.c.theme_id.in_(_named(plan, themes))).subquery("in_themes")


def _named(plan: Plan, themes: Sequence[str]) -> Any:
    return rows(Theme.id).where(Theme.plan_id == plan.id, col(Theme.ref).in_(themes))


def _heard_of(state: Subquery) -> ColumnElement[Any]:
    """The last word on an action, or when it came on record."""
    return func.coalesce(state.c.last_update, state.c.recorded_from, type_=state.c.last_update.type)


def _conditions(state: Subquery, plan: Plan, day: date) -> dict[str, ColumnElement[bool]]:
    soon = day + timedelta(days=DUE_SOON_DAYS)
    quiet = quiet_since(policy_of(plan.policy), day, plan.zone)
    still = is_open(state)
    return {
        "overdue": and_(still, state.c.end < day),
        "due_soon": and_(still, state.c.end >= day, state.c.end <= soon),
        "silent": and_(still, _heard_of(state) < quiet),
        "red": and_(still, state.c.rag == "red", or_(state.c.end.is_(None), state.c.end >= day)),
    }


KINDS = ("overdue", "due_soon", "silent")
LISTED = (*KINDS, "red")


def counted(
    session: Session,
    plan: Plan,
    state: Subquery,
    day: date,
    more: Mapping[str, ColumnElement[bool]] | None = None,
) -> dict[str, int]:
    """How many actions there are of each status, and of each kind that a digest lists.

    `more`: conditions that are counted in the same look, by their names.
    """
    kept = or_(state.c.closed.is_(None), state.c.closed != actions.WITHDRAWN)
    kinds = {status: and_(state.c.status == status, kept) for status in actions.STATUSES}
    kinds |= {closed: state.c.closed == closed for closed in actions.CLOSED}
    kinds["proposed"] = and_(is_open(state), state.c.status_asked.is_not(None))
    conditions = _conditions(state, plan, day)
    kinds |= {kind: conditions[kind] for kind in KINDS}
    kinds |= more or {}
    wanted = [func.count().filter(condition).label(kind) for kind, condition in kinds.items()]
    wanted.append(func.count().label("total"))
    found = session.connection().execute(select(*wanted).select_from(state)).one()
    return {name: int(value) for name, value in found._mapping.items()}


RATINGS = ("red", "amber", "green", "none", "stale")


def _ratings(plan: Plan, state: Subquery, day: date) -> dict[str, ColumnElement[bool]]:
    """Open actions by their rating; `none` is nobody having said.

    Those that have outlived the plan's cadence are `stale`, whatever they were.
    """
    cadence = timedelta(days=policy_of(plan.policy).ratings.stale_after)
    since = start_of_day(day - cadence, plan.zone)
    still, heard = is_open(state), _heard_of(state)
    rated = {rag: and_(still, state.c.rag == rag, heard >= since) for rag in RATINGS[:3]}
    unrated = and_(still, state.c.rag.is_(None))
    return {**rated, "none": unrated, "stale": and_(still, state.c.rag.is_not(None), heard < since)}


def _lists(
    session: Session, plan: Plan, state: Subquery, as_at: datetime
) -> dict[str, tuple[Line, ...]]:
    day = local_day(as_at, plan.zone)
    found = {kind: _worst(session, plan, state, day, kind) for kind in LISTED}
    refs = {row.ref: row.id for worst in found.values() for row in worst}
    leads = leads_at(session, plan, refs, as_at)
    return {
        kind: tuple(_line(row, leads.get(row.ref, ()), day, kind, plan.zone) for row in worst)
        for kind, worst in found.items()
    }


def _worst(
    session: Session, plan: Plan, state: Subquery, day: date, kind: str
) -> Sequence[Row[Any]]:
    """The worst of one kind, first the latest, the nearest or the longest silent."""
    query = (
        select(state)
        .where(_conditions(state, plan, day)[kind])
        .order_by(_heard_of(state) if kind == "silent" else state.c.end, state.c.position)
        .limit(SHOWN)
    )
    return session.connection().execute(query).all()


def _line(row: Any, leads: tuple[str, ...], day: date, kind: str, zone: str) -> Line:
    last = local_day(row.last_update, zone) if row.last_update else None
    heard = last or local_day(row.recorded_from, zone)
    days = {"overdue": lambda: day - row.end, "due_soon": lambda: row.end - day}
    span = days.get(kind, lambda: day - heard)()
    return Line(row.ref, row.title, leads, span.days, row.status, row.rag, row.end, last)


def moved(
    session: Session,
    plan: Plan,
    since: datetime,
    as_at: datetime,
    themes: Sequence[str] = (),
    upto: int | None = None,
) -> Movement:
    """What moved in a span; `upto`: by the ledger as far as that entry alone."""
    query = movement(plan.id or 0, since, as_at, upto)
    if themes:
        query = query.where(ACTION.c.theme_id.in_(_named(plan, themes)))
    found = session.connection().execute(query).all()
    moves = [Move(row.key, unpacked(row.old), unpacked(row.new)) for row in found]
    by_field = {
        field: tuple(m for m, row in zip(moves, found, strict=True) if row.field == field)
        for field in ("status", "rag", "end")
    }
    return Movement(
        completed=tuple(m.ref for m in by_field["status"] if m.after == COMPLETED),
        reopened=tuple(m.ref for m in by_field["status"] if m.before == COMPLETED),
        moved=by_field["end"],
        rag=by_field["rag"],
    )


def _off_track(
    session: Session, plan: Plan, state: Subquery, as_at: datetime, themes: Sequence[str]
) -> tuple[tuple[str, Shortfall], ...]:
    """Measures with a reading that is short of the target in force, in the plan's order."""
    day = local_day(as_at, plan.zone)
    read = rows(Series.measure_id).join(Reading).where(Reading.recorded_from <= as_at)
    query = (
        rows(Measure, Action.ref)
        .join(Action, col(Action.id) == Measure.action_id)
        .where(col(Action.id).in_(in_the_plan(state)), col(Measure.id).in_(read))
        .order_by(col(Measure.position))
    )
    if themes:
        query = query.where(col(Action.theme_id).in_(_named(plan, themes)))
    found = session.exec(query).all()
    refs = {measure.action_id: ref for measure, ref in found}
    gathered = measuring.gather(session, [measure for measure, _ in found], refs, as_at)
    return tuple(
        (facts.action, short)
        for facts in gathered
        for short in shortfalls([facts], day)
        if short.short is not None
    )


def _of_completed(
    session: Session, state: Subquery, off_track: tuple[tuple[str, Shortfall], ...]
) -> tuple[tuple[str, Shortfall], ...]:
    """Those whose action is complete: what was done and did not come to what it should."""
    refs = {ref for ref, _ in off_track}
    query = select(state.c.ref).where(state.c.status == COMPLETED, state.c.ref.in_(refs))
    complete = set(session.connection().execute(query).scalars()) if refs else set()
    return tuple(one for one in off_track if one[0] in complete)
