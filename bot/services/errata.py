"""Errata: what a posted digest got wrong, said once in its thread. The digest itself is not edited.

A word that is entered late and counts from before the digest, and one that is taken back after it,
make what people have read untrue. The plan remembers up to which entry it was looked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.errata import (
    FIELDS,
    Correction,
    Erratum,
    FigureCorrection,
    Word,
    corrections,
)
from bot.rules.hours import Hours, hours_of
from bot.rules.targets import MeasureFacts, Shortfall, shortfalls
from bot.services import measuring, showing
from bot.services.facts import GIVEN
from bot.services.rounds import in_hours
from bot.services.showing import Showing
from bot.views.blocks import Message
from bot.views.errata import erratum_message
from models import outbox
from models import shown as kept
from models.action import Action
from models.body import Body
from models.entry import Entry, unpacked
from models.outbox import Post
from models.plan import Plan, Theme

HOW_LONG = timedelta(days=100)  # digests older than this are not corrected any more
FAR_BEHIND = 500  # entries; it is noted that they were looked at, so that nobody looks again
DIGESTS = "digest:"


@dataclass(frozen=True, slots=True)
class Late:
    """An entry that counts from before a moment that had been shown, or takes such a one back."""

    id: int
    noun: str
    key: str
    counts_from: datetime
    undoes: int | None


@dataclass(frozen=True, slots=True)
class Correcting:
    """One message for the thread of a digest."""

    key: str
    channel: str
    under: str
    message: Message
    hours: Hours


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked through, from an entry to another, and what is to be said of it."""

    since: int = 0
    upto: int = 0
    found: tuple[Correcting, ...] = ()


NOTHING = Looked()


def look(session: Session, book: Book, plan: Plan, now: datetime) -> Looked:
    """What is to be corrected by now, in working hours, by what was recorded since the last time.

    The plan is read as it stands, not as the caller has it: another replica may have looked.
    """
    since = session.exec(select(Plan.corrected_to).where(Plan.id == plan.id)).one()
    upto = kept.last_entry(session)
    if upto == since or not in_hours(book.policy, book.zone, now):
        return NOTHING
    posts = outbox.posts_about(session, book.plan_id, DIGESTS, now - HOW_LONG)
    late = _late(session, book.plan_id, since, posts)
    found = [one for post in posts for one in _of(session, book, plan, post, late, since)]
    if not late and upto - since < FAR_BEHIND:
        return NOTHING
    return Looked(since, upto, tuple(found))


def _late(session: Session, plan_id: int, since: int, posts: Sequence[Post]) -> list[Late]:
    """The entries since that count from before the last digest, or take one of those back."""
    slots = [post.slot for post in posts if post.slot]
    if not slots:
        return []
    undone = aliased(Entry)
    query = (
        select(Entry, undone.at)
        .outerjoin(undone, col(undone.id) == Entry.undoes)
        .where(Entry.plan_id == plan_id, col(Entry.id) > since)
        .where(col(Entry.noun).in_(("action", *GIVEN)))
        .where(or_(col(Entry.at) <= max(slots), col(undone.at) <= max(slots)))
        .order_by(col(Entry.id))
    )
    return [
        Late(row.id or 0, row.noun, row.key, min(row.at, at or row.at), row.undoes)
        for row, at in session.exec(query).all()
    ]


def _of(
    session: Session, book: Book, plan: Plan, post: Post, late: Sequence[Late], since: int
) -> Iterable[Correcting]:
    """The erratum of a digest, where there is one."""
    slot = post.slot
    if slot is None or not any(one.counts_from <= slot for one in late):
        return
    themes = tuple(_themes(session, post))
    shown = showing.show(session, plan, slot, themes=themes)
    news = [one for one in late if one.counts_from <= slot and one.id > shown.upto]
    if not shown.kept or not news:
        return
    news = _within(session, plan, themes, news)
    changed = _actions(session, plan, slot, max(shown.upto, since), news)
    figures = _figures(session, book, shown, news)
    erratum = Erratum(plan.name, plan.zone, slot, tuple(changed), tuple(figures))
    if erratum.corrections or erratum.figures:
        hours = hours_of(book.policy, book.zone)
        key = f"erratum:{post.key}:{since}"
        yield Correcting(key, post.channel, post.key, erratum_message(erratum), hours)


def _themes(session: Session, post: Post) -> Sequence[str]:
    """The themes that a body's digests are about."""
    body = session.get(Body, int(post.key.split(":")[1]))
    return (body.themes or ()) if body else ()


def _within(session: Session, plan: Plan, themes: Sequence[str], news: list[Late]) -> list[Late]:
    """What is about actions of these themes; all of it where none is named."""
    if not themes:
        return news
    here = select(Action.ref).join(Theme, col(Theme.id) == Action.theme_id)
    refs = set(session.exec(here.where(Action.plan_id == plan.id, col(Theme.ref).in_(themes))))
    return [one for one in news if one.key.partition("/")[0] in refs]


def _actions(
    session: Session, plan: Plan, slot: datetime, told: int, news: Sequence[Late]
) -> list[Correction]:
    refs = sorted({one.key for one in news if one.noun == "action"})
    query = (
        select(Entry)
        .where(Entry.plan_id == plan.id, Entry.noun == "action", col(Entry.key).in_(refs))
        .where(col(Entry.field).in_((*FIELDS, "*")))
        .order_by(col(Entry.id))
    )
    words = [
        Word(row.id or 0, row.key, row.field, unpacked(row.new), row.at, row.undoes)
        for row in session.exec(query).all()
    ]
    return corrections(words, slot, told)


def _figures(
    session: Session, book: Book, shown: Showing, news: Sequence[Late]
) -> list[FigureCorrection]:
    """The measures that were off their target, or are now, by figures and targets that are new."""
    touched = {
        one.key.rpartition("/")[0]: one.undoes is not None for one in news if one.noun in GIVEN
    }
    said = {(action, one.measure, one.series): one for action, one in shown.digest.off_track}
    found = []
    for facts in _as_known(session, book, shown.digest.as_at, touched):
        short = {one.series: one for one in shortfalls([facts], shown.digest.day) if one.short}
        ref = facts.measure.ref
        for name in (line.series.name for line in facts.series):
            then, was = said.get((facts.action, ref, name)), short.get(name)
            if _differ(then, was):
                back = touched[f"{facts.action}/{ref}"]
                found.append(FigureCorrection(facts.action, ref, then, was, back))
    return found


def _differ(then: Shortfall | None, was: Shortfall | None) -> bool:
    if then is None or was is None:
        return then is not was
    return (then.value, then.target) != (was.value, was.target)


def _as_known(
    session: Session, book: Book, at: datetime, touched: Iterable[str]
) -> list[MeasureFacts]:
    """Measures as they stood at a moment, without what was ever taken back."""
    keys = set(touched)
    planned = [
        facts
        for measures in book.measures.values()
        for facts in measures
        if f"{facts.action}/{facts.measure.ref}" in keys
    ]
    return [
        replace(
            facts,
            series=tuple(
                replace(
                    line,
                    readings=tuple(one for one in line.readings if one.withdrawn_at is None),
                    targets=tuple(one for one in line.targets if one.withdrawn_at is None),
                )
                for line in facts.series
            ),
        )
        for facts in measuring.with_readings(session, planned, at)
    ]
