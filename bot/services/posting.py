"""What is due to be said by now. Working it out twice, or on two machines at once, adds nothing.

It is worked out from what is kept, so a restart forgets nothing, and while only looking, so nobody
who reports has to wait. A slot that was missed is caught up once while it is still worth saying,
and recorded as missed after that.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.reminding import POSTS_FROM, POSTS_UNTIL, RoleItem, by_person
from bot.rules.times import at_local, is_working_day, last_slot, local_day, week_name
from bot.services import reminding
from bot.services.digesting import digest
from bot.views.blocks import Message
from bot.views.digest import digest_message
from bot.views.reminders import channel_reminder, personal_reminder
from models import body as bodies
from models import outbox
from models.body import DIGEST, Body
from models.outbox import MISSED, PENDING
from models.plan import Plan
from models.pulse import beat, pulses

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


@dataclass(frozen=True, slots=True)
class Work:
    """What one plan has to say now; `round_done` where the day's personal reminders are in it."""

    plan_id: int
    posts: list[Due] = field(default_factory=list)
    round_done: bool = False


def work_out(session: Session, book: Book, plan: Plan, now: datetime) -> Work:
    """What a plan has to say by now that is not in the outbox yet."""
    if not _in_hours(book, now):
        return Work(book.plan_id)
    weekly = [
        due
        for body in bodies.bodies_of(session, book.plan_id)
        if (due := _weekly(session, book, plan, body, now))
    ]
    done = pulses(session).get(_round(book.plan_id))
    if not _opens_a_round(book, now, done):
        return Work(book.plan_id, weekly)
    return Work(book.plan_id, weekly + _personal(session, book, now, done), round_done=True)


def queue(session: Session, work: Work, now: datetime) -> int:
    """Put what was worked out in the outbox; returns how many posts were not there yet."""
    if work.round_done:
        beat(session, _round(work.plan_id), now)
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
        message = channel_reminder(book.name, day, items, book.zone, late=late)
    return Due(key, body.channel, message, slot, state, useful_until=slot + WORTH_SAYING)


def _digest(
    session: Session, plan: Plan, body: Body, slot: datetime, late: datetime | None
) -> Message:
    """The digest stands as at its slot, so that each follows on from the one before."""
    before = outbox.last_slot_posted(session, f"{body.receives}:{body.id}:")
    found = digest(session, plan, slot, since=before)
    return digest_message(found, late=late)


def _round(plan_id: int) -> str:
    return f"reminders:{plan_id}"


def _hours(book: Book, day: date) -> tuple[datetime, datetime]:
    opens, closes = (at_local(day, clock, book.zone) for clock in (POSTS_FROM, POSTS_UNTIL))
    return opens, closes


def _in_hours(book: Book, now: datetime) -> bool:
    """Working hours on a working day: what fell due at night, or while all was off, waits."""
    day = local_day(now, book.zone)
    opens, closes = _hours(book, day)
    return is_working_day(day) and opens <= now <= closes


def _opens_a_round(book: Book, now: datetime, done: datetime | None) -> bool:
    """Whether the day's reminders have not been worked out yet."""
    return done is None or done < _hours(book, local_day(now, book.zone))[0]


def _personal(session: Session, book: Book, now: datetime, done: datetime | None) -> list[Due]:
    """One message a person a day, with what fell due to be said since the last round."""
    day = local_day(now, book.zone)
    after = max(local_day(done, book.zone), day - timedelta(days=CATCH_UP_DAYS)) if done else None
    lists = by_person(reminding.reminders(session, book, day, after))
    return [_reminder(book, user, items, day) for user, items in lists.items()]


def _reminder(book: Book, user: str, items: list[RoleItem], day: date) -> Due:
    key = f"reminder:{book.plan_id}:{user}:{day.isoformat()}"
    _, closes = _hours(book, day)
    return Due(key, user, personal_reminder(book.name, day, items), useful_until=closes)


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
        created_at=now,
    )
