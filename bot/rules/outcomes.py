"""What came of a message, as values. Views put them into words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.rules.targets import Shortfall


@dataclass(frozen=True, slots=True)
class Change:
    """One field, from what to what, as the ledger holds them (dates as ISO texts)."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Recorded:
    """An update that stands in the ledger under `request`, which is what Undo takes back."""

    request: str
    plan: str
    zone: str
    action: str
    title: str
    at: datetime
    changes: tuple[Change, ...] = ()
    note: str | None = None
    unmet: tuple[Shortfall, ...] = ()
    deciders: tuple[str, ...] = ()  # roles that decide on a date that was asked for
    heard_before: bool = False


@dataclass(frozen=True, slots=True)
class Undone:
    """An update taken back: the changes read from what it had been to what it is again."""

    plan: str
    zone: str
    action: str
    title: str
    at: datetime
    changes: tuple[Change, ...] = ()
    note: bool = False


Obstacle = Literal[
    "no_plan",
    "several_plans",
    "not_permitted",
    "identity",
    "nothing_said",
    "nothing_to_undo",
    "undo_late",
    "undo_overtaken",
    "undo_done",
    "not_yours",
    "before_last",
    "not_here_yet",
    "one_at_a_time",
    "not_administrator",
    "end_before_start",
    "bad_usage",
]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was stored: why, and the facts that the sentence about it needs."""

    why: Obstacle
    action: str = ""
    names: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question back; nothing was stored."""

    question: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that changes nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A channel now receives something, or no longer does."""

    channel: str
    receives: str
    active: bool
    plan: str
    first: datetime | None = None
    zone: str = "Europe/London"


@dataclass(frozen=True, slots=True)
class Helped:
    """The person asked what can be said here."""

    plan: str = ""


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One action as it stands, for somebody who asked about it."""

    ref: str
    title: str
    leads: tuple[str, ...]
    status: str
    rag: str | None
    percent: int | None
    end: date | None
    original_end: date | None
    end_asked: date | None
    last_update: date | None
    as_at: date


Outcome = Recorded | Undone | Refused | Asked | Told | Subscribed | Helped | ActionCard
