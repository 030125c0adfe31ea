"""A clock that stands where it is put."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def moment(text: str) -> datetime:
    """A wall-clock moment in London, such as 2015-03-18T09:30."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


class Clock:
    """Called, it tells the time; it moves only when it is told to."""

    def __init__(self, text: str) -> None:
        self.now = moment(text)

    def __call__(self) -> datetime:
        return self.now

    def set(self, text: str) -> None:
        """Put it to a moment."""
        self.now = moment(text)

    def move(self, **span: float) -> None:
        """Move it on, by hours or days or whatever a timedelta takes."""
        self.now += timedelta(**span)
