"""An action's two ratings side by side, as values."""

from dataclasses import dataclass
from datetime import date

from bot.rules.ratings import Proposal


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who said a rating, on which day, and why."""

    who: str
    on: date
    reason: str | None
    rag: str | None


@dataclass(frozen=True, slots=True)
class Rated:
    """What somebody said, what the rules propose, and what the action is shown with.

    `age` is how many days ago the last word was; `said` is None where the rating came with a file.
    """

    ref: str
    title: str
    given: str | None
    stale: bool
    age: int
    proposal: Proposal
    stands: str
    said: Ruling | None = None

    @property
    def overruled(self) -> bool:
        """Whether somebody says otherwise than the rules."""
        return self.given is not None and self.given != self.proposal.rag
