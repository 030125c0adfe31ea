"""The actions as they stood at a moment, as a query: the present, with what came after taken back.

The present row is right for everything that has not changed since; for the rest, the first entry
after the moment holds what was there before. So a digest of now costs nothing extra, and one of
last spring costs what has changed since, in the database.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    Date,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    true,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import FromClause
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, UTCDateTime

from models.action import COMPLETED, Action
from models.entry import CHANGE, CREATE, SAY, Entry
from models.store import table

ACTION, ENTRY = table(Action), table(Entry)
FIXED = ("id", "ref", "theme_id", "position", "recorded_from", "original_end")
TRACKED = (
    "title",
    "status",
    "rag",
    "percent",
    "start",
    "end",
    "end_asked",
    "status_asked",
    "closed",
)


def is_open(state: FromClause) -> ColumnElement[bool]:
    """That an action of a state is open. Written out, not bound: its index goes by these words."""
    return and_(
        state.c.status != literal(COMPLETED, literal_execute=True), state.c.closed.is_(None)
    )


def in_the_plan(state: FromClause) -> Select[tuple[int]]:
    """The ids of the actions that were neither carried over nor withdrawn by then."""
    return select(state.c.id).where(state.c.closed.is_(None))


class Unpacked(FunctionElement[str]):
    """The text that a packed JSON scalar holds."""

    type = String()
    inherit_cache = True


@compiles(Unpacked, "sqlite")
def _on_sqlite(element: Unpacked, compiler: Any, **options: Any) -> str:
    return f"json_extract({compiler.process(element.clauses, **options)}, '$')"


@compiles(Unpacked, "postgresql")
def _on_postgresql(element: Unpacked, compiler: Any, **options: Any) -> str:
    return f"(({compiler.process(element.clauses, **options)})::jsonb #>> '{{}}')"


class UnpackedDate(Unpacked):
    """The date that a packed JSON scalar holds; SQLite keeps dates as texts."""

    type = Date()  # type: ignore[assignment]
    inherit_cache = True


@compiles(UnpackedDate, "postgresql")
def _date_on_postgresql(element: UnpackedDate, compiler: Any, **options: Any) -> str:
    return f"{_on_postgresql(element, compiler, **options)}::date"


def stood_at(session: Session, plan_id: int, as_at: datetime) -> Subquery:
    """As `state_at`; the rows themselves, and their indexes, where nothing was recorded since."""
    later = (
        select(ENTRY.c.id)
        .where(ENTRY.c.plan_id == plan_id, ENTRY.c.noun == "action", ENTRY.c.at > as_at)
        .limit(1)
    )
    if session.connection().execute(later).first():
        return state_at(plan_id, as_at)
    columns = [ACTION.c[name] for name in (*FIXED, "last_update", *TRACKED)]
    on_record = (ACTION.c.plan_id == plan_id) & (ACTION.c.recorded_from <= as_at)
    return select(*columns).where(on_record).subquery("state")


def state_at(plan_id: int, as_at: datetime) -> Subquery:
    """A plan's actions as they stood at a moment, to select from.

    Columns: FIXED, last_update, and TRACKED.
    """
    before = _before(plan_id, as_at)
    columns: list[ColumnElement[Any]]
    columns = [ACTION.c[name] for name in FIXED]
    columns += [_last_update(before, as_at).label("last_update")]
    columns += [_then(before, name).label(name) for name in TRACKED]
    return (
        select(*columns)
        .select_from(ACTION.outerjoin(before, before.c.key == ACTION.c.ref))
        .where(ACTION.c.plan_id == plan_id, ACTION.c.recorded_from <= as_at)
        .subquery("state")
    )


def _before(plan_id: int, as_at: datetime) -> CTE:
    """For each action changed after the moment: what each changed field had been."""
    first = (
        select(ENTRY.c.key, ENTRY.c.field, func.min(ENTRY.c.id).label("id"))
        .where(ENTRY.c.plan_id == plan_id, ENTRY.c.noun == "action", ENTRY.c.at > as_at)
        .where(ENTRY.c.act != CREATE)
        .group_by(ENTRY.c.key, ENTRY.c.field)
        .cte("first_change")
    )
    held = ENTRY.alias("held")
    pivots = []
    for name in TRACKED:
        hit = first.c.field == name
        pivots.append(func.max(case((hit, 1), else_=0)).label(f"{name}_changed"))
        pivots.append(func.max(case((hit, held.c.old))).label(f"{name}_old"))
    return (
        select(first.c.key, *pivots)
        .select_from(first.join(held, held.c.id == first.c.id))
        .group_by(first.c.key)
        .cte("before_change")
    )


def _then(before: CTE, name: str) -> ColumnElement[Any]:
    old = before.c[f"{name}_old"]
    now = ACTION.c[name]
    value: ColumnElement[Any] = Unpacked(old)
    if isinstance(now.type, Date):
        value = UnpackedDate(old)
    elif isinstance(now.type, Integer):
        value = cast(Unpacked(old), Integer)
    return case((before.c[f"{name}_changed"] == 1, type_coerce(value, now.type)), else_=now)


def _last_update(before: CTE, as_at: datetime) -> ColumnElement[datetime]:
    """The last word by the moment; looked for only where something came after it."""
    return case((before.c.key.is_(None), ACTION.c.last_update), else_=last_word(as_at))


def last_word(as_at: datetime) -> ColumnElement[datetime]:
    """When the action of the enclosing query was last spoken of by a moment, undone words apart."""
    said, undone = ENTRY.alias("said"), ENTRY.alias("undone")
    taken_back = select(undone.c.id).where(undone.c.undoes == said.c.id, undone.c.at <= as_at)
    return (
        select(func.max(said.c.at, type_=UTCDateTime()))
        .where(said.c.plan_id == ACTION.c.plan_id, said.c.noun == "action")
        .where(said.c.key == ACTION.c.ref, said.c.act.in_((CHANGE, SAY)), said.c.at <= as_at)
        .where(~taken_back.exists())
        .correlate(ACTION)
        .scalar_subquery()
    )


def movement(
    plan_id: int, after: datetime, until: datetime, upto: int | None = None
) -> Select[Any]:
    """Each tracked field that moved in a span: ref, field, what it was before and is after it.

    `upto`: by the entries up to that one alone. Columns: key, field, old, new (packed).
    """
    known = ENTRY.c.id <= upto if upto is not None else true()
    edges = (
        select(
            ENTRY.c.key,
            ENTRY.c.field,
            func.min(ENTRY.c.id).label("first"),
            func.max(ENTRY.c.id).label("last"),
        )
        .where(ENTRY.c.plan_id == plan_id, ENTRY.c.noun == "action", ENTRY.c.act != CREATE)
        .where(ENTRY.c.at > after, ENTRY.c.at <= until, known)
        .where(ENTRY.c.field.in_(("status", "rag", "end")))
        .group_by(ENTRY.c.key, ENTRY.c.field)
        .subquery("edges")
    )
    first, last = ENTRY.alias("first_entry"), ENTRY.alias("last_entry")
    return (
        select(edges.c.key, edges.c.field, first.c.old, last.c.new)
        .join_from(edges, first, first.c.id == edges.c.first)
        .join(last, last.c.id == edges.c.last)
        .join(ACTION, (ACTION.c.ref == edges.c.key) & (ACTION.c.plan_id == plan_id))
        .where(func.coalesce(first.c.old, "") != func.coalesce(last.c.new, ""))
        .order_by(ACTION.c.position)
    )
