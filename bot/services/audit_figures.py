"""The last rounds of a plan's programmes in figures, by what had been recorded by a moment.

Only rounds that are on record: who owes is known of no other. Each is found by its keys, so that
years of rounds cost nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from sqlmodel import Session, col, select

from bot.rules.audit_figures import Aim, RoundFigures, aim_of
from bot.rules.follow_ups import FOLLOW_UP, SAMPLE, follow_ups_in
from bot.rules.periods import Period, periods_until
from bot.rules.policy import policy_of
from bot.rules.programmes import Programme
from bot.rules.returns import OWED, RETURNED, folded, totals_of
from bot.rules.targets import MeasureFacts
from bot.rules.times import local_day
from bot.rules.turns import counts
from bot.services import measuring, opening, standing
from bot.services.programmes import programmes_of
from bot.views.auditing import round_name
from models.action import Action
from models.measure import Measure
from models.plan import Plan, Theme

ROUND = (OWED, RETURNED)
NOUNS = (*ROUND, FOLLOW_UP, SAMPLE)
LAST = 2  # rounds of a programme in a digest
LOOKED_AT = 13


def last_rounds(
    session: Session, plan: Plan, as_at: datetime, themes: Sequence[str] = ()
) -> tuple[RoundFigures, ...]:
    """Each programme's last rounds on record, the last one first.

    `themes`: only programmes that feed a measure of these.
    """
    programmes = programmes_of(session, plan.id or 0, as_at)
    if not programmes:
        return ()
    facts, day = fed_measures(session, plan, programmes, as_at, themes), local_day(as_at, plan.zone)
    return tuple(
        figures(session, plan, programme, period, as_at, facts)
        for programme in programmes
        if not themes or any(ref in facts for ref in programme.feeds.values())
        for period in islice(on_record(session, plan.id or 0, programme, day, as_at), LAST)
    )


def fed_measures(
    session: Session,
    plan: Plan,
    programmes: Iterable[Programme],
    as_at: datetime | None = None,
    themes: Sequence[str] = (),
) -> dict[str, MeasureFacts]:
    """The plan's measures that programmes' figures are readings of, by number; none twice there.

    With their targets as at a moment, and no readings.
    """
    refs = {ref for one in programmes for ref in one.feeds.values()}
    refs |= {ask.measure for one in programmes for ask in one.asks if ask.measure}
    query = (
        select(Measure, Action.ref)
        .join(Action, col(Action.id) == Measure.action_id)
        .where(Measure.plan_id == plan.id, col(Measure.ref).in_(refs))
    )
    if themes:
        within = select(Theme.id).where(Theme.plan_id == plan.id, col(Theme.ref).in_(themes))
        query = query.where(col(Action.theme_id).in_(within))
    rows = session.exec(query).all()
    actions = {measure.action_id: ref for measure, ref in rows}
    kept = measuring.planned(session, [measure for measure, _ in rows], actions)
    found = [measuring.with_targets(one, as_at) for one in kept]
    several = [one.measure.ref for one in found]
    return {one.measure.ref: one for one in found if several.count(one.measure.ref) == 1}


def on_record(
    session: Session, plan_id: int, programme: Programme, day: date, as_at: datetime | None = None
) -> Iterator[Period]:
    """A programme's rounds that had begun by a day and were open by a moment, the last one first.

    Those of the last year or so: nobody looks further back for what is still to come.
    """
    for period in list(periods_until(programme, day))[::-1][:LOOKED_AT]:
        if opening.was_open(session, plan_id, opening.round_key(programme, period), as_at):
            yield period


def figures(
    session: Session,
    plan: Plan,
    programme: Programme,
    period: Period,
    as_at: datetime,
    facts: dict[str, MeasureFacts],
) -> RoundFigures:
    """One round in figures, held against what its measure is to reach next after its last day."""
    key, plan_id = opening.round_key(programme, period), plan.id or 0
    rows = opening.rows_from(session, plan_id, plan.zone, f"{key}/", as_at, NOUNS)
    day = local_day(as_at, plan.zone)
    followed = counts(programme, follow_ups_in(programme, rows), day, policy_of(plan.policy))
    left = standing.left_under(session, plan_id, key)
    return RoundFigures(
        key=programme.key,
        programme=programme.name,
        period=round_name(period),
        month=period.key,
        due=period.due,
        totals=totals_of(folded(one for one in rows if one.noun in ROUND), day, left),
        aim=aim_of(facts.get(programme.feeds.get("good", "")), period.last),
        follow_ups_open=followed.open,
        follow_ups_late=followed.late,
    )


def aims(facts: dict[str, MeasureFacts], period: Period) -> dict[str, Aim]:
    """What each fed measure is to reach next after a round's last day."""
    found = {ref: aim_of(one, period.last) for ref, one in facts.items()}
    return {ref: aim for ref, aim in found.items() if aim}
