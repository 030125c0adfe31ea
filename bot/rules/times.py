"""Days and moments: a plan lives in a zone, the database in UTC, and the two meet only here."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from holidays import HolidayBase

WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def local_day(moment: datetime, zone: str) -> date:
    """The date on the wall in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def at_local(day: date, clock: time, zone: str) -> datetime:
    """A wall-clock time on a day, as a moment in UTC.

    A time that a clock change skips is read as the hour before it moved on.
    """
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """The last moment of a day: what was recorded by then belongs to it."""
    return at_local(day + ONE_DAY, time(0), zone) - timedelta(microseconds=1)


def start_of_day(day: date, zone: str) -> datetime:
    """The first moment of a day."""
    return at_local(day, time(0), zone)


ENGLAND = "England"
NATIONS = {ENGLAND: "ENG", "Wales": "WLS", "Scotland": "SCT", "Northern Ireland": "NIR"}


@cache
def _bank_holidays(nation: str) -> "HolidayBase":
    import holidays  # a tenth of a second: loaded when a working day is first asked about

    return holidays.country_holidays("GB", subdiv=NATIONS[nation])


@lru_cache(maxsize=4096)
def is_working_day(day: date, nation: str = ENGLAND) -> bool:
    """Monday to Friday, and no bank holiday in one of the NATIONS."""
    return day.weekday() < 5 and day not in _bank_holidays(nation)


def next_working_day(day: date, nation: str = ENGLAND) -> date:
    """The day itself where it is a working day, otherwise the next one that is."""
    while not is_working_day(day, nation):
        day += ONE_DAY
    return day


def working_days_before(day: date, count: int, nation: str = ENGLAND) -> date:
    """The date that many working days before a day."""
    while count:
        day -= ONE_DAY
        count -= is_working_day(day, nation)
    return day


def working_days_after(day: date, count: int, nation: str = ENGLAND) -> date:
    """The date that many working days after a day."""
    while count:
        day += ONE_DAY
        count -= is_working_day(day, nation)
    return day


def working_days_between(first: date, last: date, nation: str = ENGLAND) -> int:
    """How many working days have come after a day, up to another and with it."""
    days = (first + ONE_DAY * n for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day, nation) for day in days)


def last_working_day_before(day: date, nation: str = ENGLAND) -> date:
    """The working day that came before a day."""
    return working_days_before(day, 1, nation)


def first_of_week(day: date, nation: str = ENGLAND) -> date:
    """The first working day of the week that a day is in."""
    return next_working_day(day - timedelta(days=day.weekday()), nation)


def a_week_before(moment: datetime, zone: str) -> datetime:
    """The same time on the wall, seven days earlier."""
    return (moment.astimezone(ZoneInfo(zone)) - WEEK).astimezone(UTC)


def week_name(day: date) -> str:
    """The ISO week of a day, such as 2015-W12."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
