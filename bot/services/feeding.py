"""Recording the figures of rounds as readings of the measures they belong to, once a day.

A round's figure is recorded once, when the round is over, in the bot's name; where a late return
changes it, it is taken back and recorded anew. It is no word on the action: nobody has spoken.
"""

from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.rules.book import Book
from bot.rules.feeding import Feed, feeds_of, held_of_due
from bot.rules.periods import Period, periods_until
from bot.rules.programmes import Programme
from bot.rules.readings import Figure, Report
from bot.rules.returns import Owed, totals_of
from bot.rules.said import Said
from bot.rules.targets import MeasureFacts
from bot.rules.times import local_day
from bot.services import audit_figures, opening, reading, standing
from bot.services.noticing import BOT
from bot.views.auditing import round_name
from models import action as actions
from models import plan as plans
from models.entry import CREATE, Entry
from models.measure import Reading
from models.pulse import beat, pulses


def is_time(session: Session, book: Book, now: datetime) -> bool:
    """Whether the figures of this day have not been looked at yet."""
    if not book.programmes:
        return False
    done = pulses(session).get(_name(book))
    return done is None or local_day(done, book.zone) < local_day(now, book.zone)


def _name(book: Book) -> str:
    return f"figures:{book.plan_id}"


def feed(session: Session, book: Book, now: datetime) -> int:
    """Record what rounds that are over say of the plan's measures; returns how many were new.

    The plan is held meanwhile, so another replica finds it done.
    """
    plans.hold(session, book.plan_id)
    if not is_time(session, book, now):
        return 0
    beat(session, _name(book), now)
    said = Said(BOT, "", now, now, "clock", f"figures:{book.plan_id}:{now.isoformat()}")
    return sum(_put(session, book, said, one) for one in _figures(session, book, now))


def _figures(session: Session, book: Book, now: datetime) -> Iterator[Feed]:
    day = local_day(now, book.zone)
    for programme in book.programmes:
        rounds = list(audit_figures.on_record(session, book.plan_id, programme, day))
        for period in (one for one in reversed(rounds) if one.due < day):
            owed = opening.owed_in(session, book, programme, period)
            left = standing.left_of(session, book, programme, period)
            totals = totals_of(owed, day, left)
            held = _held(session, book, programme, rounds[-1], period.due)
            source = f"{programme.name}, {round_name(period)}"
            yield from feeds_of(programme, period, source, totals, held)


def _held(
    session: Session, book: Book, programme: Programme, first: Period, day: date
) -> int | None:
    """The share of a list's rounds that took place, from the first one that is on record."""
    if "held" not in programme.feeds:
        return None
    begun = [one for one in periods_until(programme, day) if one.key >= first.key]
    return held_of_due([(one, _kept(session, book, programme, one)) for one in begun], day)


def _kept(session: Session, book: Book, programme: Programme, period: Period) -> list[Owed]:
    """What was owed in a round, as far as it is on record."""
    is_there = opening.is_open(session, book, programme, period)
    return opening.owed_in(session, book, programme, period) if is_there else []


def _put(session: Session, book: Book, said: Said, one: Feed) -> bool:
    """Record one figure, unless it is what was recorded of its round last."""
    facts = _measure(book, one.measure)
    if facts is None:
        return False
    actions.locked(session, book.plan_id, facts.action)
    line = reading.current_series(session, facts, facts.series[0].series.name)
    query = select(Reading).where(
        Reading.series_id == line.id, Reading.source == one.source, Reading.who == BOT
    )
    before = session.exec(query.order_by(col(Reading.id).desc()).limit(1)).first()
    if before and before.value == one.value:
        return False
    if before and before.withdrawn_at is None:
        reading.take_back(session, book, said, [_made(session, book, before)])
    figure = Figure(float(one.value), f"{one.value}")
    report = Report(figure, on=one.on, source=one.source)
    reading.keep(session, book, said, facts, line, report)
    return True


def _measure(book: Book, ref: str) -> MeasureFacts | None:
    """The one measure of that number that is a single percentage, in an action that still is."""
    found = reading.measures_called(book, (None, ref))
    if len(found) != 1 or found[0].action in book.set_aside:
        return None
    one = found[0]
    single = one.measure.unit == "%" and one.measure.kind != "pair" and len(one.series) == 1
    return one if single else None


def _made(session: Session, book: Book, before: Reading) -> Entry:
    query = select(Entry).where(
        Entry.plan_id == book.plan_id, Entry.noun == "reading", Entry.key == before.key
    )
    return session.exec(query.where(Entry.act == CREATE)).one()
