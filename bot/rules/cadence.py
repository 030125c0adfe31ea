"""How often a body gets what it asked for, and the moments at which it does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.times import ENGLAND, ONE_DAY, at_local, local_day, next_working_day

WEEKLY, FORTNIGHTLY, MONTHLY = "weekly", "fortnightly", "monthly"
TWO_MONTHLY, QUARTERLY = "two-monthly", "quarterly"
CADENCES = (WEEKLY, FORTNIGHTLY, MONTHLY, TWO_MONTHLY, QUARTERLY)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
FULL, EXCEPTIONS = "full", "exceptions"
_MONTHS = {MONTHLY: 1, TWO_MONTHLY: 2, QUARTERLY: 3}
_LOOKS = 120  # days: more than a quarter, and holidays


@dataclass(frozen=True, slots=True)
class Cadence:
    """A weekday (0 is Monday) at a local time: every week or second week, or the first such day of
    every month, second or third month. `begins` is the first day that counts.

    A bank holiday moves it to the next working day.
    """

    zone: str
    every: str = WEEKLY
    weekday: int = 0
    at: time = time(9)
    begins: date = date.min
    nation: str = ENGLAND

    def last(self, now: datetime) -> datetime:
        """The last moment that has come. Raises LookupError where there was none for months."""
        today = local_day(now, self.zone)
        for back in range(_LOOKS):
            slot = self._slot_of(today - ONE_DAY * back)
            if slot and slot <= now:
                return slot
        raise LookupError("no moment in four months")

    def next(self, now: datetime) -> datetime:
        """The next moment that has not come yet."""
        return next(self.between(now, now + timedelta(days=_LOOKS)))

    def between(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """Each moment after one and up to another, in order."""
        day = local_day(after, self.zone) - timedelta(days=7)  # a holiday may have moved it
        while day <= local_day(until, self.zone):
            slot = self._slot_of(day)
            if slot and after < slot <= until:
                yield slot
            day += ONE_DAY

    def _slot_of(self, day: date) -> datetime | None:
        if not self._counts(day):
            return None
        return at_local(next_working_day(day, self.nation), self.at, self.zone)

    def _counts(self, day: date) -> bool:
        if day.weekday() != self.weekday:
            return False
        if self.every == WEEKLY:
            return True
        if self.every == FORTNIGHTLY:
            return (_first(self.begins, self.weekday) - day).days % 14 == 0
        months = _MONTHS[self.every]
        return day.day <= 7 and (_month(day) - self._first_month()) % months == 0

    def _first_month(self) -> int:
        """The month of the first such day that counts."""
        first = _first(self.begins, self.weekday)
        return _month(first) if first.day <= 7 else _month(first) + 1


def _first(begins: date, weekday: int) -> date:
    """The first such weekday from a day on."""
    return begins + timedelta(days=(weekday - begins.weekday()) % 7)


def _month(day: date) -> int:
    return day.year * 12 + day.month


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a channel wants what it gets; None where nothing was said of it."""

    every: str | None = None
    weekday: int | None = None
    at: time | None = None
    style: str | None = None
    themes: tuple[str, ...] | None = None


_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")
_FILLERS = {"on", "at", "every", "and", "only"}


def read_wishes(text: str) -> tuple[Wishes, str]:
    """What stands after `here`: how it is wanted, and the rest, which is a plan's name.

    Such as: fortnightly on Thursday at 14:00, exceptions only, themes 1 2.
    """
    words = text.replace(",", " ").split()
    found: dict[str, object] = {}
    rest: list[str] = []
    while words:
        word = words.pop(0)
        if wish := _wish(word.casefold(), words):
            found |= wish
        elif not (word.casefold() in _FILLERS and not rest):
            rest.append(word)
    return Wishes(**found), " ".join(rest)  # type: ignore[arg-type]


def _wish(word: str, following: list[str]) -> dict[str, object]:
    if word in CADENCES:
        return {"every": word}
    if word.rstrip("s") in WEEKDAYS:
        return {"weekday": WEEKDAYS.index(word.rstrip("s"))}
    if word in (FULL, EXCEPTIONS):
        return {"style": word}
    if clock := _CLOCK.match(word):
        return {"at": time(int(clock[1]), int(clock[2]))}
    if word in ("theme", "themes"):
        return {"themes": tuple(_numbers(following))}
    return {}


def _numbers(words: list[str]) -> Iterator[str]:
    while words and (words[0].isalnum() and any(c.isdigit() for c in words[0])):
        yield words.pop(0)
