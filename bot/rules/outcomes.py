"""What came of a message, as values. Views put them into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from bot.rules.auditing import Counted, Rounds
from bot.rules.choices import Choice
from bot.rules.digest import Digest
from bot.rules.follow_ups import Followed
from bot.rules.obstacles import Obstacle
from bot.rules.policy import DEFAULT as POLICY
from bot.rules.rated import Rated
from bot.rules.readings import Point
from bot.rules.targets import FigureLine, Shortfall


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
    thin: bool = False  # kept, though it says nothing: one question goes back
    bare: bool = False  # kept without a reason that it needs
    heard_before: bool = False
    figures: tuple[FigureLine, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was stored: why, and the facts that the sentence about it needs, or the sentence."""

    why: Obstacle
    action: str = ""
    names: tuple[str, ...] = ()
    detail: str = ""
    sentence: str = ""  # a view's own, where it says best why
    alarm: str = ""  # what the button "This is a false alarm" carries


@dataclass(frozen=True, slots=True)
class Asked:
    """A question back, and the answers it offers; nothing of the plan was changed.

    `token` is what the buttons carry.
    """

    question: str
    choices: tuple[Choice, ...] = ()
    token: str = ""
    about: str | None = None


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
    every: str = "weekly"


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
    target: str = ""  # what the buttons under it carry; empty for who may not write
    moves: int = 0  # of its end date
    status_asked: str | None = None
    closed: str | None = None
    carried_to: str | None = None
    carried_from: str | None = None
    evidence: tuple[str, ...] = ()  # links
    rated: Rated | None = None  # beside what the rules propose, while it is open
    rulings: tuple[tuple[str, str], ...] = ()  # fields that the reader decides on, and targets


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action among others, as it stands; `target` is what its button carries."""

    ref: str
    title: str
    leads: tuple[str, ...]
    status: str
    rag: str | None
    end: date | None
    last_word: date | None
    target: str = ""


Listed = Literal["mine", "managed", "overdue", "due", "silent"]


@dataclass(frozen=True, slots=True)
class Listing:
    """Actions that were asked for, worst first; `total` counts those that are not listed, too.

    `skipped` of them were listed before.
    """

    about: Listed
    plan: str
    day: date
    lines: tuple[ActionLine, ...]
    total: int
    first: date | None = None  # of the days asked about
    last: date | None = None
    skipped: int = 0
    plan_id: int = 0
    quiet_days: int = POLICY.silent_after  # without a word, after which one has gone quiet

    @property
    def left(self) -> int:
        """How many are still to come."""
        return self.total - self.skipped - len(self.lines)


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing in an action's history: what one request did to it."""

    at: datetime
    who: str
    act: str
    changes: tuple[Change, ...]
    note: str | None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The last things that happened to an action, latest first; `skipped` were told before."""

    ref: str
    title: str
    zone: str
    happened: tuple[Happened, ...]
    total: int
    skipped: int = 0
    plan_id: int = 0
    quiet_days: int = POLICY.silent_after  # without a word, after which one has gone quiet


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One series of a measure: where it began, where it is, where it should be."""

    measure: str
    action: str
    title: str
    series: str
    unit: str
    baseline: float | None
    latest: str | None
    latest_on: date | None
    target: str | None
    target_due: date | None
    original: str | None = None  # the first target due on that day, where it was revised
    disputed: str | None = None
    points: tuple[Point, ...] = ()
    reached: date | None = None  # by when the target is, at the pace that the figures have
    target_of: str = ""  # what its button carries; empty for who may not write
    promised: date | None = None  # the day a baseline that is missing was promised for


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure that was asked about, under each action that has one of that label."""

    lines: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """What is kept of a kind in a plan, by key; where words were asked for, what holds them."""

    plan: str
    plan_id: int
    noun: str
    items: Mapping[str, Mapping[str, Any]]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the plan stands, or what has changed in it."""

    digest: Digest
    only_changes: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """An answer within a check-in that waits for a word; `mark` is what its buttons carry."""

    recorded: Recorded
    mark: str


@dataclass(frozen=True, slots=True)
class Several:
    """What came of a message that held several things, in their order; two at the least."""

    outcomes: "tuple[Outcome, ...]"


Outcome = (
    Recorded
    | Undone
    | Refused
    | Asked
    | Told
    | Subscribed
    | Helped
    | ActionCard
    | Listing
    | History
    | Measured
    | Counted
    | Rounds
    | Followed
    | Register
    | Stands
    | Progress
    | Several
)


def each(outcome: Outcome | None) -> tuple[Outcome, ...]:
    """The outcomes in one, singly."""
    if isinstance(outcome, Several):
        return outcome.outcomes
    return () if outcome is None else (outcome,)


def together(outcomes: Sequence[Outcome]) -> Outcome | None:
    """Outcomes as one; None where there is none."""
    return Several(tuple(outcomes)) if len(outcomes) > 1 else next(iter(outcomes), None)
