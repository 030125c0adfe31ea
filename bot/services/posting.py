"""What is due to be said by now. Working it out twice, or on two machines at once, adds nothing.

It is worked out from what is kept, so a restart forgets nothing, and while only looking, so nobody
who reports has to wait.
"""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.escalation import Raised
from bot.rules.nudging import Nudged
from bot.rules.reminding import BaselineTask, RoleItem, by_person, by_role
from bot.rules.times import at_local, local_day
from bot.services import audit_posts, errata, escalating, nudging, pursuing, reminding, showing
from bot.services.due import Due, Work
from bot.services.picturing import Draw
from bot.services.promising import baselines
from bot.services.pursuing import Pursued
from bot.services.regular import posts_of, slots_due
from bot.services.rounds import Round, rounds_due
from bot.views.nudging import headline, nudge_blocks
from bot.views.reminders import Also, personal_reminder
from models import outbox
from models import picture as pictures
from models import plan as plans
from models.plan import Plan
from models.pulse import beat
from models.store import Store

CATCH_UP_DAYS = 7


def work_out(
    session: Session, book: Book, plan: Plan, now: datetime, draw: Draw | None = None
) -> Work:
    """What a plan has to say by now that is not in the outbox yet; `draw` is who draws pictures."""
    slots, rounds = slots_due(session, book, now), rounds_due(session, book, now)
    regular = [due for slot in slots for due in posts_of(session, book, plan, slot, now, draw)]
    personal = [due for one in rounds for due in _personal(session, book, one, now)]
    looked = errata.look(session, book, plan, now)
    return Work(book.plan_id, regular + personal, tuple(one.name for one in rounds), looked)


def work_out_here(
    store: Store, book: Book, plan: Plan, now: datetime, draw: Draw | None = None
) -> Work:
    """As `work_out`, by this process."""
    with store.reading() as session:
        return work_out(session, book, plan, now, draw)


def queue(session: Session, work: Work, now: datetime) -> int:
    """Put what was worked out in the outbox; returns how many posts were not there yet."""
    for name in work.rounds:
        beat(session, name, now)
    posts = [*work.posts, *_corrections(session, work)]
    made = [due for due in posts if _enqueue(session, work.plan_id, due, now)]
    for due in made:
        escalating.record(session, work.plan_id, due.steps, due.key, now)
        pursuing.record(session, work.plan_id, due.ups, due.key, now)
        nudging.record(session, work.plan_id, due.nudges, due.key, now)
        if due.shown:
            showing.keep(session, due.shown)
    return len(made)


def _corrections(session: Session, work: Work) -> list[Due]:
    """The errata, unless another replica has come to them first."""
    it = work.looked
    if not it.upto or not plans.corrected(session, work.plan_id, it.since, it.upto):
        return []
    return [
        Due(one.key, one.channel, one.message, under=one.under, hours=one.hours) for one in it.found
    ]


def _personal(session: Session, book: Book, one: Round, now: datetime) -> list[Due]:
    """One message a person a day: what fell due to be said since the last round, and went up."""
    day = local_day(now, one.zone)
    earliest = day - timedelta(days=CATCH_UP_DAYS)
    after = max(local_day(one.done, one.zone), earliest) if one.done else None
    items = reminding.items_on(session, book, day, after)
    found = [it for it in by_role(book, items, day) if it.reader in one.people]
    lists, steps = by_person(found), escalating.going_up(session, book, items, day, now)
    tasks = baselines(session, book, day, after)
    spoken = [user for user, mine in tasks.items() if any(task.speaks for task in mine)]
    pursued = pursuing.pursued(session, book, day, after, now)
    nudged = nudging.nudged(session, book, day, after)
    beside = [user for also in (pursued, nudged) for user, it in also.items() if it.speaks]
    more = dict.fromkeys([*steps, *spoken, *beside])
    users = [*lists, *(user for user in more if user not in lists and user in one.people)]
    closes = at_local(day, book.policy.closes, one.zone)
    return [
        _reminder(
            book,
            user,
            lists.get(user, []),
            tuple(steps.get(user, ())),
            tasks.get(user, ()),
            pursued.get(user, Pursued()),
            nudged.get(user, Nudged()),
            day,
            closes,
        )
        for user in users
    ] + [
        Due(key, user, message, useful_until=closes)
        for key, user, message in audit_posts.in_private(session, book, one, day)
    ]


def _reminder(
    book: Book,
    user: str,
    items: list[RoleItem],
    steps: tuple[Raised, ...],
    tasks: tuple[BaselineTask, ...],
    pursued: Pursued,
    nudged: Nudged,
    day: date,
    closes: datetime,
) -> Due:
    key = f"reminder:{book.plan_id}:{user}:{day.isoformat()}"
    heads = filter(None, [pursued.headline, headline(nudged, day)])
    blocks = [*nudge_blocks(nudged, book.plan_id, day), *pursued.blocks(book.plan_id, day)]
    also = Also(", ".join(heads), blocks)
    message = personal_reminder(book.name, day, items, book.plan_id, steps, tasks, also)
    about = " ".join(one.item.ref for one in items) or None
    ups = tuple(up for _, up in pursued.ups)
    nudges = tuple(nudged.ups)
    return Due(
        key, user, message, useful_until=closes, about=about, steps=steps, ups=ups, nudges=nudges
    )


def _enqueue(session: Session, plan_id: int, due: Due, now: datetime) -> bool:
    picture = None
    if due.picture and not outbox.post_with_key(session, due.key):
        shown = due.picture
        picture = pictures.keep(session, shown.name, shown.alt, shown.png)
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
        under=due.under,
        hours=due.hours.kept() if due.hours else None,
        picture_id=picture,
        created_at=now,
    )
