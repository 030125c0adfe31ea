"""What is due to be said by now. Working it out twice, or on two machines at once, adds nothing.

It is worked out from what is kept, so a restart forgets nothing, and while only looking, so nobody
who reports has to wait. A slot that was missed is caught up once while it is still worth saying,
and recorded as missed after that.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.reminding import RoleItem, by_person
from bot.rules.times import at_local, last_slot, local_day, week_name
from bot.services import reminding
from bot.services.digesting import digest
from bot.services.rounds import Round, in_hours, rounds_due
from bot.views.blocks import Message
from bot.views.digest import digest_message
from bot.views.reminders import channel_reminder, personal_reminder
from models import body as bodies
from models import outbox
from models.body import DIGEST, Body
from models.outbox import MISSED, PENDING
from models.plan import Plan
from models.pulse import beat

LATE_AFTER = timedelta(hours=1)
WORTH_SAYING = timedelta(days=3)  # a weekly post older than this is recorded as missed
CATCH_UP_DAYS = 7


@dataclass(frozen=True, slots=True)
class Due:
    """A post that is due; its key says what it is for, and stands in the outbox only once."""

    key: str
    channel: str
    message: Message
    slot: datetime | None = None
    state: str = PENDING
    useful_until: datetime | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What one plan has to say now; `rounds` are those of the day that are done with it."""

    plan_id: int
    posts: list[Due] = field(default_factory=list)
    rounds: tuple[str, ...] = ()


def work_out(session: Session, book: Book, plan: Plan, now: datetime) -> Work:
    """What a plan has to say by now that is not in the outbox yet."""
    weekly: list[Due] = []
    if in_hours(book.policy, book.zone, now):
        wanted = bodies.bodies_of(session, book.plan_id)
        weekly = [due for body in wanted if (due := _weekly(session, book, plan, body, now))]
    rounds = rounds_due(session, book, now)
    personal = [due for one in rounds for due in _personal(session, book, one, now)]
    return Work(book.plan_id, weekly + personal, tuple(one.name for one in rounds))


def queue(session: Session, work: Work, now: datetime) -> int:
    """Put what was worked out in the outbox; returns how many posts were not there yet."""
    for name in work.rounds:
        beat(session, name, now)
    return sum(_enqueue(session, work.plan_id, due, now) for due in work.posts)


def _weekly(session: Session, book: Book, plan: Plan, body: Body, now: datetime) -> Due | None:
    slot = last_slot(now, body.weekday, body.at, book.zone)
    key = f"{body.receives}:{body.id}:{week_name(local_day(slot, book.zone))}"
    if slot <= body.since or outbox.post_with_key(session, key):
        return None
    state = MISSED if now - slot > WORTH_SAYING else PENDING
    late = slot if now - slot > LATE_AFTER else None
    if body.receives == DIGEST:
        message = _digest(session, plan, body, slot, late)
    else:
        day = local_day(slot, book.zone)
        items = reminding.items_on(session, book, day)
        message = channel_reminder(book.name, day, items, book.zone, book.plan_id, late)
    return Due(key, body.channel, message, slot, state, useful_until=slot + WORTH_SAYING)


def _digest(
    session: Session, plan: Plan, body: Body, slot: datetime, late: datetime | None
) -> Message:
    """The digest stands as at its slot, so that each follows on from the one before."""
    before = outbox.last_slot_posted(session, f"{body.receives}:{body.id}:")
    found = digest(session, plan, slot, since=before)
    return digest_message(found, late=late)


def _personal(session: Session, book: Book, one: Round, now: datetime) -> list[Due]:
    """One message a person a day, with what fell due to be said since the last round."""
    day = local_day(now, one.zone)
    earliest = day - timedelta(days=CATCH_UP_DAYS)
    after = max(local_day(one.done, one.zone), earliest) if one.done else None
    found = reminding.reminders(session, book, day, after)
    lists = by_person([it for it in found if it.reader in one.people])
    closes = at_local(day, book.policy.closes, one.zone)
    return [_reminder(book, user, items, day, closes) for user, items in lists.items()]


def _reminder(book: Book, user: str, items: list[RoleItem], day: date, closes: datetime) -> Due:
    key = f"reminder:{book.plan_id}:{user}:{day.isoformat()}"
    message = personal_reminder(book.name, day, items, book.plan_id)
    about = " ".join(one.item.ref for one in items)
    return Due(key, user, message, useful_until=closes, about=about)


def _enqueue(session: Session, plan_id: int, due: Due, now: datetime) -> bool:
    return outbox.enqueue(
        session,
        key=due.key,
        plan_id=plan_id,
        channel=due.channel,
        text=due.message.text,
        blocks=due.message.blocks,
        slot=due.slot,
        state=due.state,
        useful_until=due.useful_until,
        about=due.about,
        created_at=now,
    )
