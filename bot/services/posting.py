"""What is due to be said by now. Working it out twice, or on two machines at once, adds nothing.

It is worked out from what is kept, so a restart forgets nothing, and while only looking, so nobody
who reports has to wait. A slot that was missed is caught up once while it is still worth saying,
and recorded as missed after that.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.cadence import FULL
from bot.rules.digest import Breakdown
from bot.rules.escalation import Raised
from bot.rules.hours import Hours, hours_of
from bot.rules.nudging import Nudged, NudgeUp
from bot.rules.reminding import BaselineTask, RoleItem, by_person, by_role
from bot.rules.times import at_local, local_day, week_name
from bot.rules.turns import Up
from bot.services import audit_posts, errata, escalating, nudging, pursuing, reminding, showing
from bot.services.bodies import cadence_of
from bot.services.breakdown import breakdown
from bot.services.picturing import Draw, Drawn, described
from bot.services.promising import baselines
from bot.services.pursuing import Pursued
from bot.services.rounds import Round, in_hours, rounds_due
from bot.services.showing import Showing
from bot.views.blocks import Message, message, section
from bot.views.digest import digest_message
from bot.views.nudging import headline, nudge_blocks
from bot.views.reminders import Also, channel_reminder, personal_reminder
from bot.views.themes import picture_in_words, theme_messages
from models import body as bodies
from models import outbox
from models import picture as pictures
from models import plan as plans
from models.body import AUDITS, DIGEST, Body
from models.outbox import MISSED, PENDING
from models.plan import Plan
from models.pulse import beat

LATE_AFTER = timedelta(hours=1)
WORTH_SAYING = timedelta(days=3)  # a weekly post older than this is recorded as missed
CATCH_UP_DAYS = 7
FORGOTTEN = timedelta(days=400)  # slots before this are not even recorded
NOTHING = Message("", [])


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
    under: str | None = None  # the key of the post in whose thread it stands
    steps: tuple[Raised, ...] = ()  # what goes up with it
    ups: tuple[Up, ...] = ()  # and of follow-ups
    nudges: tuple[NudgeUp, ...] = ()  # and of returns
    picture: Drawn | None = None
    hours: Hours | None = None  # outside which it is not said, however late it gets
    shown: Showing | None = None  # the digest that it is, which stays as it is shown now


@dataclass(frozen=True, slots=True)
class Work:
    """What one plan has to say now; `rounds` are those of the day that are done with it."""

    plan_id: int
    posts: list[Due] = field(default_factory=list)
    rounds: tuple[str, ...] = ()
    looked: errata.Looked = errata.NOTHING  # what posted digests got wrong

    def __bool__(self) -> bool:
        return bool(self.posts or self.rounds or self.looked.upto)


def work_out(
    session: Session, book: Book, plan: Plan, now: datetime, draw: Draw | None = None
) -> Work:
    """What a plan has to say by now that is not in the outbox yet; `draw` is who draws pictures."""
    weekly: list[Due] = []
    if in_hours(book.policy, book.zone, now):
        wanted = bodies.bodies_of(session, book.plan_id)
        weekly = [due for body in wanted for due in _regular(session, book, plan, body, now, draw)]
    rounds = rounds_due(session, book, now)
    personal = [due for one in rounds for due in _personal(session, book, one, now)]
    looked = errata.look(session, book, plan, now)
    return Work(book.plan_id, weekly + personal, tuple(one.name for one in rounds), looked)


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


def _regular(
    session: Session, book: Book, plan: Plan, body: Body, now: datetime, draw: Draw | None
) -> list[Due]:
    """What a body is owed by now: the last slot that has come, and those that went by unsaid."""
    prefix = f"{body.receives}:{body.id}:"
    cadence = cadence_of(body, book.zone, book.policy.holidays)
    after = max(body.since, outbox.last_slot_made(session, prefix) or body.since)
    after = max(after, now - FORGOTTEN)
    slots = list(cadence.between(after, now))
    found: list[Due] = []
    for slot in slots:
        key = f"{prefix}{week_name(local_day(slot, book.zone))}"
        if outbox.post_with_key(session, key):
            continue
        if slot != slots[-1] or now - slot > WORTH_SAYING:
            found.append(Due(key, body.channel, NOTHING, slot, MISSED))
        else:
            found += _post(session, book, plan, body, key, slot, now, draw)
    return found


def _post(
    session: Session,
    book: Book,
    plan: Plan,
    body: Body,
    key: str,
    slot: datetime,
    now: datetime,
    draw: Draw | None,
) -> list[Due]:
    late = slot if now - slot > LATE_AFTER else None
    until, hours = slot + WORTH_SAYING, hours_of(book.policy, book.zone)
    if body.receives == AUDITS:
        above = Due(key, body.channel, NOTHING, slot, useful_until=until, hours=hours)
        return _audits(session, plan, above, slot, late)
    if body.receives == DIGEST:
        due = Due(key, body.channel, NOTHING, slot, useful_until=until, hours=hours)
        return _digest(session, plan, body, due, late, draw)
    day = local_day(slot, book.zone)
    items = reminding.items_on(session, book, day)
    message = channel_reminder(book.name, day, items, book.zone, book.plan_id, late)
    return [Due(key, body.channel, message, slot, useful_until=until, hours=hours)]


def _audits(
    session: Session, plan: Plan, due: Due, at: datetime, late: datetime | None
) -> list[Due]:
    """The audit report as at a slot, with the rest in its thread."""
    above, under = audit_posts.in_channel(session, plan, at, late)
    below = replace(due, slot=None, under=due.key)
    return [replace(due, message=above)] + [
        replace(below, key=f"{due.key}:{n}", message=one) for n, one in enumerate(under, 1)
    ]


def _digest(
    session: Session,
    plan: Plan,
    body: Body,
    due: Due,
    late: datetime | None,
    draw: Draw | None,
) -> list[Due]:
    """The digest stands as at its slot, so that each follows on from the one before.

    Under it, in its thread, stands the plan by theme.
    """
    themes = body.themes or ()
    at = due.slot or body.since
    before = outbox.last_slot_posted(session, f"{body.receives}:{body.id}:")
    found = showing.show(session, plan, at, before, themes=themes)
    posts = [replace(due, message=digest_message(found.digest, late, body.style), shown=found)]
    if body.style == FULL:
        broken_down = breakdown(session, plan, at, themes)
        below = replace(due, message=NOTHING, slot=None, under=due.key)
        posts += _under(plan, below, broken_down, draw, at)
    return posts


def _under(plan: Plan, due: Due, it: Breakdown, draw: Draw | None, at: datetime) -> list[Due]:
    """The picture, where one is wanted, and the plan by theme; `due` is what each is like."""
    posts = []
    if draw is not None:
        alt = picture_in_words(plan.name, it)
        png = draw(described(plan.name, local_day(at, plan.zone), it))
        name = f"{due.key.replace(':', '-')}.png"
        shown = Drawn(name, alt, png) if png else None
        words = message(alt, [section(alt)])
        posts.append(replace(due, key=f"{due.key}:picture", message=words, picture=shown))
    return posts + [
        replace(due, key=f"{due.key}:themes:{n}", message=one)
        for n, one in enumerate(theme_messages(plan.name, it), 1)
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
