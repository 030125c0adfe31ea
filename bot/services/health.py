"""Is it well? When anything was last heard, sent and due, and whether something is late."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.rules.policy import policy_of
from bot.services.bodies import cadence_of
from bot.services.rounds import in_hours
from models import outbox
from models.body import Body, bodies_of
from models.plan import Plan, open_plans
from models.pulse import HEARD, SENT, TICKED, pulses

TICK_OVERDUE = timedelta(minutes=5)
POST_OVERDUE = timedelta(minutes=15)  # of a post that could have gone out
SLOT_OVERDUE = timedelta(hours=1)  # of a regular one that is not even in the outbox


@dataclass(frozen=True, slots=True)
class NextPost:
    """What a channel gets next, and the moment of one that should be there and is not."""

    plan: str
    zone: str
    receives: str
    channel: str
    due: datetime
    overdue: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """What is known of the bot's life; `troubles` are sentences, none where it is well."""

    ticked: datetime | None
    heard: datetime | None
    sent: datetime | None
    outbox: dict[str, int]
    waiting_since: datetime | None
    next: tuple[NextPost, ...]
    troubles: tuple[str, ...] = field(default=())


def health(session: Session, now: datetime) -> Health:
    """How the bot is, as all who share the database have left it."""
    signs = pulses(session)
    waiting = outbox.waiting_since(session)
    posts = tuple(
        _next(session, plan, body, now)
        for plan in open_plans(session)
        for body in bodies_of(session, plan.id or 0)
    )
    ticked = signs.get(TICKED)
    troubles = [
        *(["the ticks have stopped"] if ticked and now - ticked > TICK_OVERDUE else []),
        *(["nothing ticks yet"] if ticked is None else []),
        *(["posts wait longer than they should"] if _late(waiting, now) else []),
        *(f"the {one.receives} for {one.channel} is late" for one in posts if one.overdue),
    ]
    counts = outbox.counts_by_state(session)
    heard, sent = signs.get(HEARD), signs.get(SENT)
    return Health(ticked, heard, sent, counts, waiting, posts, tuple(troubles))


def _late(waiting: datetime | None, now: datetime) -> bool:
    return waiting is not None and now - waiting > POST_OVERDUE


def _next(session: Session, plan: Plan, body: Body, now: datetime) -> NextPost:
    policy = policy_of(plan.policy)
    cadence = cadence_of(body, plan.zone, policy.holidays)
    late = None
    if in_hours(policy, plan.zone, now):
        made = outbox.last_slot_made(session, f"{body.receives}:{body.id}:")
        missing = cadence.between(max(body.since, made or body.since), now - SLOT_OVERDUE)
        late = next(missing, None)
    return NextPost(plan.name, plan.zone, body.receives, body.channel, cadence.next(now), late)
