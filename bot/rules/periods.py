"""The rounds of a programme on the calendar: which there are, when each is open and due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.rules.programmes import MONTHS, Dated, Programme


@dataclass(frozen=True, slots=True)
class Period:
    """One round: its key is the month in which it begins, `last` its last day."""

    key: str
    first: date
    last: date
    due: date
    title: str = ""
    months: int = 1


def month_of(day: date) -> str:
    """The month of a day, such as 2015-03."""
    return f"{day:%Y-%m}"


def first_of(month: str) -> date:
    """The first day of a month such as 2015-03."""
    return date.fromisoformat(f"{month}-01")


def last_of(month: str, months: int = 1) -> date:
    """The last day of the span of months that begins with a month."""
    return first_of(month) + relativedelta(months=months) - timedelta(days=1)


def periods_until(programme: Programme, day: date) -> Iterator[Period]:
    """The rounds that have begun by a day, earliest first."""
    if programme.rounds:
        yield from _listed(programme, day)
        return
    months, start = MONTHS[programme.every], programme.begins.replace(day=1)
    while start <= day and (programme.ends is None or start <= programme.ends):
        yield _regular(programme, month_of(start), months)
        start += relativedelta(months=months)


def _listed(programme: Programme, day: date) -> Iterator[Period]:
    for one in sorted(programme.rounds, key=lambda it: it.month):
        if first_of(one.month) <= day:
            yield of_dated(programme, one)


def of_dated(programme: Programme, one: Dated) -> Period:
    """A round of a list as a period; it is due on its month's last day unless it says when."""
    last = last_of(one.month)
    due = one.due or last + timedelta(days=programme.days_after)
    return Period(one.month, first_of(one.month), last, due, one.title)


def _regular(programme: Programme, month: str, months: int) -> Period:
    last = last_of(month, months)
    due = last + timedelta(days=programme.days_after)
    return Period(month, first_of(month), last, due, months=months)


def period_of(programme: Programme, month: str) -> Period | None:
    """The round that a month belongs to; None where the programme has none then."""
    found = [one for one in periods_until(programme, last_of(month)) if _holds(one, month)]
    return found[-1] if found else None


def _holds(period: Period, month: str) -> bool:
    return period.key <= month <= month_of(period.last)


def open_period(programme: Programme, day: date) -> Period | None:
    """The round that is meant where none is named: the last that has begun; None before any."""
    return next(iter(list(periods_until(programme, day))[-1:]), None)


def planned(programme: Programme) -> tuple[Period, ...]:
    """Every round of a listed programme, sorted by date."""
    return tuple(of_dated(programme, one) for one in sorted(programme.rounds, key=_month))


def _month(one: Dated) -> str:
    return one.month


def return_due(allocated: date, months: int) -> date:
    """When an allocated case is due: so many months on, the last day where there is no such day.

    Allocated 1 April, due 1 June; 31 December, the last day of February.
    """
    return allocated + relativedelta(months=months)


def destroyed_from(held_from: date, years: int) -> date:
    """The day from which what is held from a day is destroyed; 29 February ends on 28 February."""
    return held_from + relativedelta(years=years)


def re_audit(found: date, weeks: int) -> date:
    """When a finding is audited again."""
    return found + timedelta(weeks=weeks)
