"""What somebody's home tab shows."""

from dataclasses import dataclass
from datetime import date

from bot.rules.digest import Digest
from bot.rules.outcomes import Listing
from bot.rules.turns import Line


@dataclass(frozen=True, slots=True)
class Setup:
    """What an administrator has still to set up."""

    vacant: tuple[str, ...] = ()  # roles that lead something and are held by nobody
    digest: bool = True  # whether some channel gets the digest
    reminders: bool = True
    managers: bool = True  # whether any role reports to another
    plan_id: int = 0  # whose policy they may change

    @property
    def missing(self) -> bool:
        """Whether anything is."""
        return bool(self.vacant) or not (self.digest and self.reminders and self.managers)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The follow-ups of a plan that wait on a person on a day."""

    plan_id: int
    day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A person's own actions, their leads' actions, and the plan; `setup` for administrators."""

    mine: Listing
    managed: Listing
    digest: Digest
    setup: Setup | None = None
    waiting: Waiting | None = None
