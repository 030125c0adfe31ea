"""The practice clock: it runs on by itself, and goes forward where it is told to."""

import calendar
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.practice.front import ClockError
from bot.rules.times import ONE_DAY, is_working_day, next_working_day

MORNING, EVENING = time(9), time(17)
FURTHEST = timedelta(days=400)
Live = Callable[[], None]


class PracticeClock:
    """Called, it tells the time. `wall` is what makes it run; `live` is told of each stop.

    Between here and where it is moved to it stops at nine on every working day.
    """

    def __init__(self, wall: Callable[[], float], at: datetime, zone: str) -> None:
        self.zone = zone
        self.live: Live | None = None
        self._wall = wall
        self._moving = threading.Lock()
        self.set(at)

    def __call__(self) -> datetime:
        return self._at + timedelta(seconds=self._wall() - self._since)

    def seconds(self) -> float:
        """The same in seconds since 1970."""
        return self().timestamp()

    @property
    def moving(self) -> bool:
        """Whether the days go by just now."""
        return self._moving.locked()

    def set(self, at: datetime) -> None:
        """Stands at this moment, and runs on from there."""
        self._at, self._since = at.astimezone(UTC), self._wall()

    def choices(self) -> list[tuple[str, float]]:
        """Where one may want to go: a name, and seconds since 1970."""
        today = self._today()
        monday = today + timedelta(days=7 - today.weekday())
        return [
            ("Next working day, 09:00", self._local(next_working_day(today + ONE_DAY), MORNING)),
            ("Next Monday, 09:00", self._local(monday, MORNING)),
            ("End of the month", self._local(_end_of_month(today + ONE_DAY), EVENING)),
        ]

    def moment(self, wall_clock: str) -> float:
        """A moment such as 2015-03-23T09:00, in seconds since 1970. Raises ClockError."""
        try:
            at = datetime.fromisoformat(wall_clock)
        except ValueError as error:
            raise ClockError("Choose a day and a time first.") from error
        return at.replace(tzinfo=ZoneInfo(self.zone)).timestamp()

    def move(self, to: float) -> None:
        """Lives through the working days up to a moment. Raises ClockError."""
        if self.live is None:
            raise ClockError("The bot is still starting; try again in a moment.")
        until = datetime.fromtimestamp(to, UTC)
        if until <= self():
            raise ClockError("The clock only goes forward: what was said has been said.")
        if until - self() > FURTHEST:
            raise ClockError("That is too far in one go; move at most a year at a time.")
        if not self._moving.acquire(blocking=False):
            raise ClockError("The clock is on its way already.")
        try:
            self._live_until(until, self.live)
        finally:
            self._moving.release()

    def _live_until(self, until: datetime, live: Live) -> None:
        while self() < until:
            self.set(min(until, self._next_morning()))
            live()

    def _next_morning(self) -> datetime:
        """Today's, where it is still to come on a working day; otherwise the next working day's."""
        today = self._today()
        begun = self._local(today, MORNING) <= self.seconds() or not is_working_day(today)
        day = next_working_day(today + ONE_DAY) if begun else today
        return datetime.fromtimestamp(self._local(day, MORNING), UTC)

    def _today(self) -> date:
        return self().astimezone(ZoneInfo(self.zone)).date()

    def _local(self, day: date, at: time) -> float:
        return datetime.combine(day, at, ZoneInfo(self.zone)).timestamp()


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
