"""What channels get regularly: the digest with its thread, the reminders, the audit report.

A slot that was missed is caught up once while it is still worth saying, and recorded as missed
after that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.cadence import FULL
from bot.rules.digest import Breakdown
from bot.rules.hours import hours_of
from bot.rules.times import local_day, week_name
from bot.services import audit_posts, reminding, showing
from bot.services.bodies import cadence_of
from bot.services.breakdown import breakdown
from bot.services.due import NOTHING, Due
from bot.services.picturing import Draw, Drawn, described
from bot.services.rounds import in_hours
from bot.views.blocks import message, section
from bot.views.digest import digest_message
from bot.views.reminders import channel_reminder
from bot.views.themes import picture_in_words, theme_messages
from models import body as bodies
from models import outbox
from models.body import AUDITS, DIGEST, Body
from models.outbox import MISSED
from models.plan import Plan

LATE_AFTER = timedelta(hours=1)
WORTH_SAYING = timedelta(days=3)  # a weekly post older than this is recorded as missed
FORGOTTEN = timedelta(days=400)  # slots before this are not even recorded


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment that has come at which a body was to get something; `missed` is too late to say."""

    body: Body
    key: str
    at: datetime
    missed: bool


def slots_due(session: Session, book: Book, now: datetime) -> list[Slot]:
    """What the bodies are owed by now: each one's last slot, and those that went by unsaid."""
    if not in_hours(book.policy, book.zone, now):
        return []
    wanted = bodies.bodies_of(session, book.plan_id)
    slots = [slot for body in wanted for slot in _slots(session, book, body, now)]
    made = outbox.keys_among(session, [slot.key for slot in slots])
    return [slot for slot in slots if slot.key not in made]


def _slots(session: Session, book: Book, body: Body, now: datetime) -> Iterator[Slot]:
    prefix = f"{body.receives}:{body.id}:"
    cadence = cadence_of(body, book.zone, book.policy.holidays)
    after = max(body.since, outbox.last_slot_made(session, prefix) or body.since)
    after = max(after, now - FORGOTTEN)
    slots = list(cadence.between(after, now))
    for at in slots:
        key = f"{prefix}{week_name(local_day(at, book.zone))}"
        yield Slot(body, key, at, at != slots[-1] or now - at > WORTH_SAYING)


def posts_of(
    session: Session, book: Book, plan: Plan, it: Slot, now: datetime, draw: Draw | None
) -> list[Due]:
    """What is posted for a slot, or the note that it was missed."""
    body, key, slot = it.body, it.key, it.at
    if it.missed:
        return [Due(key, body.channel, NOTHING, slot, MISSED)]
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
