"""What came of a word on a round of returns, and how rounds stand, as values."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.returns import Totals


@dataclass(frozen=True, slots=True)
class Counted:
    """What was recorded of a round of a programme: how many are done, or one case.

    `taken_back`: it no longer counts.
    """

    request: str
    plan: str
    zone: str
    at: datetime
    programme: str
    period: str
    role: str
    wanted: int
    done: int
    due: date
    late: bool
    case: str | None = None
    grade: str | None = None
    note: str | None = None
    taken_back: bool = False
    missing: tuple[str, ...] = ()  # inputs that are not there
    due_days: tuple[tuple[str, date], ...] = ()  # by its programme's notice periods


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One role in a round, as somebody who may know sees it."""

    role: str
    done: int
    wanted: int
    due: date
    late: bool
    excused: bool = False


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round as it stands: its totals for everybody, and the roles that the reader answers for."""

    programme: str
    period: str
    due: date
    totals: Totals
    lines: tuple[RoundLine, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The round as the commands print it: totals, and nobody's name."""
        return {"programme": self.programme, "period": self.period, "due": self.due.isoformat()} | (
            self.totals.as_json()
        )


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds that were asked about."""

    plan: str
    rounds: tuple[RoundState, ...]
    form: str | None = None  # of the first that the reader has still to return
