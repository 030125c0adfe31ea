"""Somebody who is away, and who stands in for them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Absence:
    """From a day to a day, both included; without a stand-in, nobody is written to."""

    user: str
    from_day: date
    until_day: date
    stand_in: str | None = None

    def covers(self, day: date) -> bool:
        """Whether they are away on a day."""
        return self.from_day <= day <= self.until_day
