"""Follow-ups: finding them, whose turn it is, and what people say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.rules import turns
from bot.rules.book import Book
from bot.rules.follow_ups import FOLLOW_UP, SAMPLE, Counts, FollowUp, follow_ups_in
from bot.rules.periods import Period, period_of
from bot.rules.programmes import Programme
from bot.rules.returns import RETURNED, Row
from bot.rules.said import Said
from bot.rules.times import local_day
from bot.rules.turns import Task
from bot.services import opening
from bot.views.auditing import round_name
from models.role import Role

NOUNS = (RETURNED, FOLLOW_UP, SAMPLE)
DAYS_A_YEAR = 366


@dataclass(frozen=True, slots=True)
class Case:
    """A follow-up in its programme and round, and what waits in it."""

    programme: Programme
    period: Period
    follow_up: FollowUp
    tasks: tuple[Task, ...]
    role: str  # the name of the role whose return it is

    @property
    def round(self) -> str:
        """Its round as people say it."""
        return round_name(self.period)


def is_followed(programme: Programme) -> bool:
    """Whether anything in a programme can have a follow-up."""
    return programme.graded and bool(
        programme.weak or programme.closing.ticks or programme.sample_good
    )


def in_round(
    session: Session,
    book: Book,
    programme: Programme,
    period: Period,
    as_at: datetime | None = None,
) -> list[FollowUp]:
    """The follow-ups of a round, those that are closed among them."""
    return _under(session, book, programme, opening.round_key(programme, period), as_at)


def _under(
    session: Session, book: Book, programme: Programme, prefix: str, as_at: datetime | None = None
) -> list[FollowUp]:
    if not is_followed(programme):
        return []
    return follow_ups_in(programme, opening.rows_of(session, book, prefix, as_at, NOUNS))


def counts(
    session: Session,
    book: Book,
    programme: Programme,
    period: Period,
    day: date,
    as_at: datetime | None = None,
) -> Counts:
    """How many weak results of a round were followed up, and how many are open and late."""
    found = in_round(session, book, programme, period, as_at)
    return turns.counts(programme, found, day, book.policy)


def open_cases(
    session: Session, book: Book, now: datetime, as_at: datetime | None = None
) -> list[Case]:
    """Every follow-up of a plan that is not closed, what is due first coming first.

    `as_at`: as far as was recorded by that moment.
    """
    day = local_day(now, book.zone)
    found: list[Case] = []
    for programme in book.programmes:
        under = _under(session, book, programme, programme.key, as_at)
        still = [one for one in under if not (one.closed or _is_forgotten(programme, one, day))]
        rounds = {month: period_of(programme, month) for month in {_month(one) for one in still}}
        found += [case_of(book, programme, one, day, rounds[_month(one)]) for one in still]
    return sorted(found, key=lambda it: min(task.due for task in it.tasks))


def _is_forgotten(programme: Programme, one: FollowUp, day: date) -> bool:
    """Whether it has waited for as long as returns are kept at all."""
    return day - one.since > timedelta(days=DAYS_A_YEAR * programme.keep_years)


def _month(one: FollowUp) -> str:
    return one.key.split("/")[1]


def case_of(
    book: Book, programme: Programme, one: FollowUp, day: date, period: Period | None
) -> Case:
    """A follow-up of a round with what waits in it. Raises LookupError where its round is gone."""
    if period is None:
        raise LookupError(f"no round {one.key}")
    name = next((role.name for role in book.roles.values() if role.key == one.role), one.role)
    tasks = turns.tasks_of(book, programme, one, day)
    return Case(programme, period, one, tuple(tasks), name)


def find(session: Session, book: Book, key: str, day: date) -> Case | None:
    """The follow-up of a return; None where there is none, or none any more."""
    name, month, *_ = key.split("/")
    programme = next((one for one in book.programmes if one.key == name), None)
    if programme is None:
        return None
    found = _under(session, book, programme, f"{name}/{month}")
    one = next((it for it in found if it.key == key), None)
    return case_of(book, programme, one, day, period_of(programme, month)) if one else None


def rows(session: Session, book: Book, key: str) -> Sequence[Row]:
    """The words on one follow-up that stand, in order."""
    under = opening.rows_of(session, book, key.rpartition("/")[0], nouns=(FOLLOW_UP,))
    undone = {one.undoes for one in under if one.undoes is not None}
    return [one for one in under if one.key == key and one.id not in undone and one.undoes is None]


def may_see(book: Book, case: Case, user: str, day: date) -> bool:
    """Whether a follow-up is somebody's business: theirs, above it, in its chain, or told of it."""
    return user in book.administrators or any(
        user in turns.readers(book, role, day) for role in in_chain(book, case, day)
    )


def in_chain(book: Book, case: Case, day: date) -> list[Role]:
    """The roles that have to do with a follow-up."""
    it, own = case.follow_up, _own(book, case)
    line = [own, *book.line(own.id)] if own and own.id is not None else []
    steps = [turns.by_role(book, it, step.by, day) for step in it.steps]
    waits = [task.role for task in case.tasks]
    told = turns.roles_told(book, it, (*case.programme.told, *case.programme.seen_by), day)
    return [role for role in (*line, *steps, *waits, *told) if role is not None]


def _own(book: Book, case: Case) -> Role | None:
    return next((role for role in book.roles.values() if role.key == case.follow_up.role), None)


def waiting_on(session: Session, book: Book, said: Said) -> list[tuple[Case, Task]]:
    """What waits on one person, the earliest due first; what is far off is left out."""
    day = local_day(said.at, book.zone)
    return [
        (case, task)
        for case in open_cases(session, book, said.at)
        for task in case.tasks
        if said.user in turns.readers(book, task.role, day)
        and turns.is_near(book.policy, task, day)
    ]
