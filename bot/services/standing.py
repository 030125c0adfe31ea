"""How rounds stand: totals for everybody, single roles for whoever answers for them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.rules.auditing import RoundLine, Rounds, RoundState
from bot.rules.book import Book
from bot.rules.intents import Query
from bot.rules.outcomes import Outcome, Refused
from bot.rules.periods import Period, month_of, period_of, periods_until
from bot.rules.programmes import Programme, ProgrammeError
from bot.rules.returns import Owed, Totals, totals_of
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.services import opening
from bot.services.returning import roles_of
from bot.views import auditing as says
from models.entry import Entry, unpacked

DESTROYED = "destroyed"
SHOWN = 3  # rounds of a programme in an answer


def totals(
    session: Session,
    book: Book,
    programme: Programme,
    period: Period,
    today: date,
    as_at: datetime | None = None,
) -> Totals:
    """What a round adds up to on a day, as far as was recorded by a moment."""
    owed = opening.owed_in(session, book, programme, period, as_at)
    return totals_of(owed, today, left_of(session, book, programme, period))


def left_of(session: Session, book: Book, programme: Programme, period: Period) -> Totals | None:
    """What was left of a round when its returns were destroyed; None while they stand."""
    return left_under(session, book.plan_id, opening.round_key(programme, period))


def left_under(session: Session, plan_id: int, key: str) -> Totals | None:
    """As `left_of`, by the round's key. Of an earlier moment, too, nothing else is left."""
    query = select(Entry.new).where(
        Entry.plan_id == plan_id, Entry.noun == DESTROYED, Entry.key == key
    )
    kept = session.exec(query.order_by(col(Entry.id).desc())).first()
    if kept is None:
        return None
    it = unpacked(kept)
    return Totals(
        grades=it["grades"], answers={name: (a, b) for name, (a, b) in it["answers"].items()}
    )


def rounds_asked(session: Session, book: Book, said: Said, query: Query) -> Outcome:
    """The answer to "who hasn't done their audits" and its like."""
    if not book.programmes:
        return Refused("said_why", sentence=says.no_programmes())
    day = local_day(said.at, book.zone)
    names = answered_for(book, said)
    meant = [
        (programme, period)
        for programme in book.programmes
        for period in _meant(programme, query, day)
        if period.last >= day or query.from_ or opening.is_open(session, book, programme, period)
    ]
    states = tuple(state(session, book, *one, day, names) for one in meant)
    if not states:
        return Refused("said_why", sentence=says.no_round_yet())
    return Rounds(book.name, states, _form(session, book, said, meant))


def _form(
    session: Session, book: Book, said: Said, meant: Sequence[tuple[Programme, Period]]
) -> str | None:
    """What opens the form of the first round that somebody has still to return something in."""
    if said.via == "mention":
        return None
    mine = {book.roles[one].key for one in roles_of(book, said)}
    for programme, period in meant:
        for one in opening.owed_in(session, book, programme, period):
            if one.role in mine and not one.complete and not one.excused:
                return f"{book.plan_id}:{one.key}"
    return None


def _meant(programme: Programme, query: Query, day: date) -> Sequence[Period]:
    """The round of the month that was asked about; else the last two that have begun."""
    asked = query.from_ or query.since
    if asked:
        found = period_of(programme, month_of(asked))
        return [found] if found and found.first <= day else []
    return list(periods_until(programme, day))[-2:][::-1]


def state(
    session: Session,
    book: Book,
    programme: Programme,
    period: Period,
    day: date,
    roles: Iterable[str] = (),
    as_at: datetime | None = None,
) -> RoundState:
    """A round as it stands; `roles` are the keys of those that the reader may see singly."""
    owed = opening.owed_in(session, book, programme, period, as_at)
    kept = left_of(session, book, programme, period)
    shown = [one for one in owed if one.role in set(roles)]
    return RoundState(
        programme=programme.name,
        period=says.round_name(period),
        due=period.due,
        totals=totals_of(owed, day, kept),
        lines=tuple(_line(book, one, day) for one in sorted(shown, key=lambda it: it.complete)),
    )


def history(
    session: Session, book: Book, key: str, day: date, as_at: datetime | None = None
) -> list[RoundState]:
    """Every round of a programme that has begun by a day, earliest first.

    Raises ProgrammeError where the plan has no programme of that key.
    """
    programme = next((one for one in book.programmes if one.key == key), None)
    if programme is None:
        known = ", ".join(one.key for one in book.programmes) or "none yet"
        raise ProgrammeError(f"There is no programme “{key[:60]}” here. There are: {known}.")
    found = periods_until(programme, day)
    return [state(session, book, programme, one, day, as_at=as_at) for one in found]


def _line(book: Book, one: Owed, day: date) -> RoundLine:
    name = next((role.name for role in book.roles.values() if role.key == one.role), one.role)
    return RoundLine(name, one.done, one.wanted, one.due, one.late(day), one.excused)


def answered_for(book: Book, said: Said) -> tuple[str, ...]:
    """The keys of the roles whose returns somebody may see singly, where they ask in private.

    Their own and those that report to them, through whatever is between; an administrator all. In
    a channel nobody is named.
    """
    if said.via == "mention":
        return ()
    if said.user in book.administrators:
        return tuple(role.key for role in book.roles.values())
    own = set(roles_of(book, said))
    return tuple(role.key for one, role in book.roles.items() if own & {one, *_above(book, one)})


def _above(book: Book, role_id: int) -> Iterator[int]:
    for role in book.line(role_id):
        if role.id is not None:
            yield role.id
