"""Some of what was good is read a second time, by quality assurance: drawn once a round is over.

Which returns were drawn lies apart from the entry, since each of them was good.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from bot.rules import turns
from bot.rules.book import Book
from bot.rules.follow_ups import SAMPLE
from bot.rules.outcomes import Change
from bot.rules.periods import Period, periods_until
from bot.rules.programmes import Programme
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import following, ledger, noticing, opening
from models import plan as plans
from models.entry import CREATE, Entry

ROUNDS = 2  # how far back a draw is made up for


def to_be_drawn(session: Session, book: Book, now: datetime) -> list[tuple[Programme, Period]]:
    """The rounds that are over and have no sample yet."""
    day = local_day(now, book.zone)
    over = [
        (programme, period)
        for programme in book.programmes
        if programme.graded and programme.sample_good
        for period in list(periods_until(programme, day))[-ROUNDS:]
        if period.due < day
    ]
    return [
        one
        for one in over
        if opening.is_open(session, book, *one) and not _is_drawn(session, book, *one)
    ]


def _key(programme: Programme, period: Period) -> str:
    return f"{opening.round_key(programme, period)}/sample"


def _is_drawn(session: Session, book: Book, programme: Programme, period: Period) -> bool:
    query = select(Entry.id).where(Entry.plan_id == book.plan_id, Entry.noun == SAMPLE)
    return session.exec(query.where(Entry.key == _key(programme, period))).first() is not None


def draw(
    session: Session, book: Book, wanted: Sequence[tuple[Programme, Period]], now: datetime
) -> int:
    """Draw the samples of some rounds, each once, and tell who reads them; returns how many."""
    made = 0
    for programme, period in wanted:
        plans.hold(session, book.plan_id)
        if not _is_drawn(session, book, programme, period):
            made += _draw(session, book, programme, period, now)
    return made


def _draw(session: Session, book: Book, programme: Programme, period: Period, now: datetime) -> int:
    good = [
        one.key
        for owed in opening.owed_in(session, book, programme, period)
        for one in owed.returns
        if one.returned_at and one.grade and not one.is_weak and not one.destroyed
    ]
    keys = turns.drawn(good, programme.sample_good)
    key = _key(programme, period)
    said = Said(noticing.BOT, "", now, now, "clock", f"sample:{book.plan_id}:{key}")
    words = ledger.keep_words(session, "", None, given={"keys": keys})
    change = Change("word", None, None)
    ledger.write(session, said, book.plan_id, CREATE, SAMPLE, key, [change], words)
    if keys:
        first = following.find(session, book, keys[0], local_day(now, book.zone))
        if first:
            noticing.sampled(session, book, said, first, len(keys))
    return 1
