"""What may be said of a plan's life beside updates and figures: decisions, ends, doubts, registers.

Values only: `bot/language/orders.py` reads them, `bot/services/ordering.py` carries them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no to what was asked for; `field` where it was said which, `ref` where of what."""

    grants: bool
    ref: str | None = None
    field: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """An action that is withdrawn, or reinstated, with a reason."""

    ref: str
    back: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that is disputed, or no longer where there is no reason."""

    measure: str
    action: str | None
    series: str
    why: str


@dataclass(frozen=True, slots=True)
class Aim:
    """What a measure should come to by a day, as it was typed."""

    measure: str
    action: str | None
    series: str
    figure: str
    due: date
    why: str


@dataclass(frozen=True, slots=True)
class DatesMoved:
    """Which end dates have moved?"""


@dataclass(frozen=True, slots=True)
class RegisterAsked:
    """Show what is kept of a kind, of all of it or of what holds these words."""

    noun: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """Add something to a register, or change what has this key there."""

    noun: str
    typed: Mapping[str, str]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody offers to lead an action."""

    ref: str


@dataclass(frozen=True, slots=True)
class OfferTaken:
    """An offer that is accepted with a role, or declined without one."""

    key: str
    role: str = ""


Order = (
    Decision
    | Ending
    | Doubt
    | Aim
    | DatesMoved
    | RegisterAsked
    | RegisterEntry
    | Offer
    | OfferTaken
)
