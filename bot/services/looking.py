"""Looking things up for somebody who asks. Nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Subquery, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.digest import DUE_SOON_DAYS
from bot.rules.intents import Query
from bot.rules.outcomes import (
    ActionCard,
    ActionLine,
    Helped,
    Listed,
    Listing,
    Measured,
    MeasureLine,
    Outcome,
    Stands,
)
from bot.rules.policy import quiet_since
from bot.rules.said import Said
from bot.rules.targets import MeasureFacts, SeriesFacts, first_of, in_force, promised, reached
from bot.rules.times import local_day, start_of_day
from bot.services import evidence, measuring, ruling
from bot.services.digesting import digest
from bot.services.history import history
from bot.services.living import moves_of
from bot.services.rating import ratings
from bot.services.standing import rounds_asked
from models import action as actions
from models.plan import plan_with
from models.state import is_open, stood_at

SHOWN = 8  # of a list, so that it fits a phone


def look(session: Session, book: Book, said: Said, query: Query) -> Outcome:
    """The answer to a question."""
    match query.about:
        case "action" if query.action:
            return card(session, book, said, query.action)
        case "history" if query.action:
            return history(session, book, query.action)
        case "measure" if query.measure:
            return measured(session, book, said, query)
        case "audits":
            return rounds_asked(session, book, said, query)
        case "plan" | "changes":
            return _stands(session, book, said, query)
        case "mine" | "overdue" | "due" | "silent":
            return listing(session, book, said, query)
        case _:
            return Helped(book.name)


def target_of(book: Book, ref: str) -> str:
    """What a button about an action carries."""
    return f"{book.plan_id}:{ref}"


def card(session: Session, book: Book, said: Said, ref: str) -> ActionCard:
    """An action as it stands."""
    action = actions.locked(session, book.plan_id, ref)
    day = local_day(said.at, book.zone)
    return ActionCard(
        ref=action.ref,
        title=action.title,
        leads=tuple(book.lead_names(ref)),
        status=action.status,
        rag=action.rag,
        percent=action.percent,
        end=action.end,
        original_end=action.original_end,
        end_asked=action.end_asked,
        last_update=local_day(action.last_update, book.zone) if action.last_update else None,
        as_at=day,
        target=target_of(book, ref) if book.may_write(said.user, ref, day) else "",
        moves=moves_of(session, book.plan_id, [ref], said.at).get(ref, 0),
        status_asked=action.status_asked,
        closed=action.closed,
        carried_to=action.carried_to,
        carried_from=action.carried_from,
        evidence=evidence.links_of(session, book, ref),
        rated=next(iter(ratings(session, book, said.at, [ref])), None),
        rulings=ruling.open_rulings(book, action, said.user, day),
    )


def listing(session: Session, book: Book, said: Said, query: Query) -> Listing:
    """The open actions that a question is about, worst first.

    Who leads nothing that is open is shown what they manage.
    """
    if query.about != "mine":
        first, last = _span(query, local_day(said.at, book.zone))
        return listed(session, book, said, query.about, first, last)  # type: ignore[arg-type]
    mine = listed(session, book, said, "mine")
    managed = mine if mine.total else listed(session, book, said, "managed")
    return managed if managed.total else mine


def _span(query: Query, day: date) -> tuple[date, date]:
    """The days that a question about what is due means: today and a fortnight, unless it says."""
    first = query.from_ or day
    days = DUE_SOON_DAYS if query.days is None else query.days
    return first, query.to or first + timedelta(days=days)


def listed(
    session: Session,
    book: Book,
    said: Said,
    about: Listed,
    first: date | None = None,
    last: date | None = None,
    skip: int = 0,
) -> Listing:
    """Some open actions, worst first; `skip` of them were shown before. `first` to `last` are due.

    Returns as many as fit a phone.
    """
    state = stood_at(session, book.plan_id, said.at)
    wanted = _wanted(book, said, state, about, (first, last)) & is_open(state)
    count = select(func.count()).select_from(state).where(wanted)
    worst = select(state).where(wanted).order_by(state.c.end, state.c.position)
    rows = session.connection().execute(worst.offset(skip).limit(SHOWN)).all()
    return Listing(
        about=about,
        plan=book.name,
        day=local_day(said.at, book.zone),
        lines=tuple(_line(book, said, row) for row in rows),
        total=session.connection().execute(count).scalar_one(),
        first=first,
        last=last,
        skipped=skip,
        quiet_days=book.policy.silent_after,
        plan_id=book.plan_id,
    )


def _wanted(
    book: Book, said: Said, state: Subquery, about: Listed, span: tuple[date | None, date | None]
) -> ColumnElement[bool]:
    day = local_day(said.at, book.zone)
    led = {ref for ref in book.leads if book.leads_it(said.user, ref, day)}
    match about:
        case "mine":
            return state.c.ref.in_(sorted(led))
        case "managed":
            managed = {ref for ref in book.leads if book.answers_for(said.user, ref, day)}
            return state.c.ref.in_(sorted(managed - led))
        case "overdue":
            return state.c.end < day
        case "due":
            return state.c.end.between(*span)
        case "silent":
            heard = func.coalesce(state.c.last_update, state.c.recorded_from)
            return heard < quiet_since(book.policy, day, book.zone)


def _line(book: Book, said: Said, row: Any) -> ActionLine:
    may = book.may_write(said.user, row.ref, local_day(said.at, book.zone))
    return ActionLine(
        ref=row.ref,
        title=row.title,
        leads=tuple(book.lead_names(row.ref)),
        status=row.status,
        rag=row.rag,
        end=row.end,
        last_word=local_day(row.last_update, book.zone) if row.last_update else None,
        target=target_of(book, row.ref) if may else "",
    )


def _stands(session: Session, book: Book, said: Said, query: Query) -> Stands:
    since = start_of_day(query.since, book.zone) if query.since else None
    found = digest(session, plan_with(session, book.plan_id), said.at, since)
    return Stands(found, only_changes=query.about == "changes")


def measured(session: Session, book: Book, said: Said, query: Query) -> Measured:
    """A measure with its latest figure and the target in force."""
    day = local_day(said.at, book.zone)
    planned = [
        facts
        for ref, found in book.measures.items()
        for facts in found
        if facts.measure.ref == query.measure and query.action in (None, ref)
    ]
    found = measuring.with_readings(session, planned, said.at)
    lines = (
        replace(line, target_of=_measure_target(book, said, facts, day))
        for facts in found
        for line in _measure_lines(facts, day)
    )
    return Measured(tuple(lines))


def _measure_target(book: Book, said: Said, facts: MeasureFacts, day: date) -> str:
    may = book.may_write(said.user, facts.action, day)
    return f"{book.plan_id}:{facts.action}/{facts.measure.ref}" if may else ""


def _measure_lines(facts: MeasureFacts, day: date) -> list[MeasureLine]:
    """A line a series; one without a name holds only what the named ones share."""
    named = [one for one in facts.series if one.series.name] or facts.series
    return [_measure_line(facts, one, day) for one in named]


def _measure_line(facts: MeasureFacts, one: SeriesFacts, day: date) -> MeasureLine:
    shared: Sequence[Any] = [t for s in facts.series if not s.series.name for t in s.targets]
    targets = one.targets or shared
    target, latest = in_force(targets, day), one.latest
    first, alone = first_of(targets, target), replace(facts, series=(one,))
    return MeasureLine(
        measure=facts.measure.ref,
        action=facts.action,
        title=facts.measure.title,
        series=one.series.name,
        unit=facts.measure.unit,
        baseline=one.baseline,
        latest=latest.printed if latest else None,
        latest_on=latest.on if latest else None,
        target=target.printed if target else None,
        target_due=target.due if target else None,
        original=first.printed if first else None,
        disputed=one.disputed,
        points=tuple(one.points),
        reached=reached(one, target),
        promised=one.series.baseline_on if promised([alone], date.max) else None,
    )
