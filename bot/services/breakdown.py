"""What stands under a posted digest: the plan by theme, and week by week.

Worked out only where it is posted: the digest itself asks for less.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, func, select
from sqlmodel import Session

from bot.rules.digest import ORDER, Breakdown, Line, ThemeCounts, Week
from bot.rules.times import WEEK, local_day
from bot.services.digesting import counted, state_of
from bot.services.leading import leads_at
from models.plan import Plan, themes_of
from models.state import is_open

WEEKS = 12
WORST = 10  # open actions of a theme that are listed


def breakdown(
    session: Session, plan: Plan, as_at: datetime, themes: Sequence[str] = ()
) -> Breakdown:
    """Each theme as it stood at a moment, with its worst open actions, and the weeks up to it."""
    state = state_of(session, plan, as_at, themes)
    counts = _by_theme(session, plan, state, as_at)
    worst = _worst(session, plan, state, as_at)
    weeks = [
        _week(session, plan, as_at - WEEK * back, themes) for back in reversed(range(WEEKS + 1))
    ]
    return Breakdown(counts, worst, tuple(week for week in weeks if sum(week.counts.values())))


def _by_theme(
    session: Session, plan: Plan, state: Subquery, as_at: datetime
) -> tuple[ThemeCounts, ...]:
    day = local_day(as_at, plan.zone)
    kinds = [func.count().filter(state.c.status == status).label(status) for status in ORDER]
    kinds.append(func.count().filter(is_open(state), state.c.end < day).label("overdue"))
    query = select(state.c.theme_id, *kinds).group_by(state.c.theme_id)
    found = {row.theme_id: row for row in session.connection().execute(query)}
    return tuple(
        ThemeCounts(theme.ref, theme.title, _counts(found[theme.id]))
        for theme in themes_of(session, plan.id or 0)
        if theme.id in found
    )


def _counts(row: Any) -> dict[str, int]:
    return {name: int(getattr(row, name)) for name in (*ORDER, "overdue")}


def _worst(
    session: Session, plan: Plan, state: Subquery, as_at: datetime
) -> dict[str, tuple[Line, ...]]:
    """The open actions of each theme that end first, as many as are listed."""
    order = (state.c.end.is_(None), state.c.end, state.c.position)
    place = func.row_number().over(partition_by=state.c.theme_id, order_by=order).label("place")
    ranked = select(state, place).where(is_open(state)).subquery("ranked")
    query = select(ranked).where(ranked.c.place <= WORST).order_by(ranked.c.place)
    rows = session.connection().execute(query).all()
    leads = leads_at(session, plan, {row.ref: row.id for row in rows}, as_at)
    refs = {theme.id: theme.ref for theme in themes_of(session, plan.id or 0)}
    found: dict[str, tuple[Line, ...]] = {}
    for row in rows:
        line = _line(row, leads.get(row.ref, ()), plan, as_at)
        theme = refs[row.theme_id]
        found[theme] = (*found.get(theme, ()), line)
    return found


def _line(row: Any, leads: tuple[str, ...], plan: Plan, as_at: datetime) -> Line:
    last = local_day(row.last_update, plan.zone) if row.last_update else None
    left = (row.end - local_day(as_at, plan.zone)).days if row.end else 0
    return Line(row.ref, row.title, leads, left, row.status, row.rag, row.end, last)


def _week(session: Session, plan: Plan, at: datetime, themes: Sequence[str]) -> Week:
    state = state_of(session, plan, at, themes)
    day = local_day(at, plan.zone)
    found = counted(session, plan, state, day)
    return Week(day, {name: found[name] for name in (*ORDER, "overdue")})
