"""Destroying what lies apart from the ledger, once a round has been held for its years.

A round is held from its first day, so that nothing of it is kept for longer. What goes: the details
of its returns, of what followed them, of its draws, and the words that they came in, wherever they
stand. What stays: the entries, and one more with the round's totals and what was destroyed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import String, cast, or_
from sqlmodel import Session, col, delete, select, update

from bot.rules.book import Book
from bot.rules.follow_ups import FOLLOW_UP, SAMPLE
from bot.rules.outcomes import Change
from bot.rules.periods import Period, destroyed_from, periods_until
from bot.rules.programmes import Programme
from bot.rules.returns import OWED, RETURNED, Totals
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import ledger, opening
from bot.services.allocating import DRAW
from bot.services.seeing import SEEN
from bot.services.standing import DESTROYED, totals
from models import plan as plans
from models.entry import CREATE, Entry, Payload
from models.outbox import FAILED, MISSED, REPLY, SENT, Post
from models.question import Question

T = TypeVar("T")
NOUNS = (OWED, RETURNED, FOLLOW_UP, SAMPLE, DRAW, SEEN)


@dataclass(frozen=True, slots=True)
class Held:
    """A round whose details are kept, and the day from which they are destroyed."""

    programme: Programme
    period: Period
    until: date

    @property
    def key(self) -> str:
        """The key of the round."""
        return opening.round_key(self.programme, self.period)


def held(session: Session, book: Book, day: date) -> list[Held]:
    """The rounds that have begun by a day and of which something is kept, first to go first."""
    found = [
        Held(one, period, destroyed_from(period.first, one.keep_years))
        for one in book.programmes
        for period in periods_until(one, day)
    ]
    there = [one for one in found if _kept(session, book, one.key, 1)]
    return sorted(there, key=lambda it: (it.until, it.key))


def due(session: Session, book: Book, now: datetime) -> list[Held]:
    """The rounds whose time is over."""
    day = local_day(now, book.zone)
    return [one for one in held(session, book, day) if one.until <= day]


def _kept(session: Session, book: Book, key: str, most: int | None = None) -> Sequence[Entry]:
    """The entries of a round whose words are still there."""
    query = (
        select(Entry)
        .join(Payload, col(Payload.id) == Entry.payload_id)
        .where(Entry.plan_id == book.plan_id, col(Entry.noun).in_(NOUNS))
        .where(or_(col(Entry.key) == key, col(Entry.key).startswith(f"{key}/", autoescape=True)))
        .order_by(col(Entry.id))
    )
    return session.exec(query.limit(most) if most else query).all()


def destroy(session: Session, book: Book, rounds: Sequence[Held], now: datetime) -> int:
    """Destroy what is kept of these rounds, in the bot's own name; returns how many they were."""
    plans.hold(session, book.plan_id)
    return sum(_destroy(session, book, one, now) for one in rounds)


def _destroy(session: Session, book: Book, one: Held, now: datetime) -> bool:
    rows = _kept(session, book, one.key)
    if not rows:  # another process was a moment faster
        return False
    left = totals(session, book, one.programme, one.period, local_day(now, book.zone))
    requests = list(dict.fromkeys(row.request for row in rows))
    numbers = sorted({*_numbers(rows), *_same_words(session, requests)})
    _forget_words(session, requests, _codes(session, book, one), now)
    for some in _packed(numbers):
        session.exec(delete(Payload).where(col(Payload.id).in_(some)))
    said = Said("bot", "", now, now, "clock", f"destroyed:{book.plan_id}:{one.key}:{numbers[0]}")
    change = Change("*", None, {**_left(left), "payloads": numbers})
    ledger.write(session, said, book.plan_id, CREATE, DESTROYED, one.key, [change])
    return True


def _left(it: Totals) -> dict[str, object]:
    answers = {name: list(of) for name, of in it.answers.items()}
    return {"cases": it.cases, "grades": dict(it.grades), "answers": answers}


def _numbers(rows: Sequence[Entry]) -> Iterator[int]:
    return (row.payload_id for row in rows if row.payload_id is not None)


def _same_words(session: Session, requests: Sequence[str]) -> Iterator[int]:
    """The payloads of whatever else a message said that held a return: its words stand there, too.

    A draw and a sample are no words of anybody's: what they touched is of their own round.
    """
    for some in _packed(requests):
        query = (
            select(Payload.id)
            .join(Entry, col(Entry.payload_id) == Payload.id)
            .where(col(Entry.request).in_(some), col(Payload.id).is_not(None))
        )
        yield from (number for number in session.exec(query).all() if number)


def _codes(session: Session, book: Book, one: Held) -> list[str]:
    """The case codes of a round, those of its list that were given to nobody among them."""
    rows = opening.rows_of(session, book, one.key, nouns=NOUNS)
    drawn = opening.rows_from(session, book.plan_id, book.zone, one.key, None, (DRAW,))
    listed = [case[0] for row in drawn for case in (row.words or {}).get("cases", ())]
    given = [str((row.words or {}).get("case") or "") for row in rows]
    return sorted({*listed, *given} - {""})


def _forget_words(
    session: Session, requests: Sequence[str], codes: Sequence[str], now: datetime
) -> None:
    """Empty what was posted, or asked, about these: by the request, and wherever a code stands."""
    done = col(Post.state).in_((SENT, FAILED, MISSED))
    for some in _packed(requests):
        replies = [f"{REPLY}{one}" for one in some]
        answers = col(Post.key).in_(replies)
        session.exec(update(Post).where(done, answers).values(text="", blocks=[]))
    for code in codes:
        named = or_(
            col(Post.text).icontains(code, autoescape=True),
            cast(col(Post.blocks), String).icontains(code, autoescape=True),
        )
        session.exec(update(Post).where(done, named).values(text="", blocks=[]))
        asked = or_(
            col(Question.words).icontains(code, autoescape=True),
            cast(col(Question.choices), String).icontains(code, autoescape=True),
        )
        over = or_(col(Question.closed_at).is_not(None), col(Question.lapses_at) <= now)
        session.exec(update(Question).where(asked, over).values(words="", choices=[]))


def _packed(found: Sequence[T], most: int = 500) -> Iterator[Sequence[T]]:
    """So many at a time as a statement takes."""
    return (found[n : n + most] for n in range(0, len(found), most))
