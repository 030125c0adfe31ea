"""A digest as values: where a plan stands, what is late, what moved."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.rules.audit_figures import RoundFigures, audits_json
from bot.rules.life import PlanLife, life_json
from bot.rules.ratings import DEFAULT as RATING_RULES
from bot.rules.targets import Shortfall

DUE_SOON_DAYS = 14
ORDER = ("completed", "residual", "in_progress", "not_started")
SHOWN = 50  # lines of one kind that a digest holds; it counts the rest


@dataclass(frozen=True, slots=True)
class Line:
    """One action in a digest; `days` is how late, how long left, or how long silent."""

    ref: str
    title: str
    leads: tuple[str, ...]
    days: int
    status: str
    rag: str | None
    end: date | None
    last_word: date | None  # the day of the last update; None where there has been none


@dataclass(frozen=True, slots=True)
class Move:
    """One action whose end date or rating went from something to something else."""

    ref: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What changed in the span that a digest covers, net of what was taken back."""

    completed: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    moved: tuple[Move, ...] = ()
    rag: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """How a theme's actions stand: how many of each status, and how many are overdue."""

    ref: str
    title: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All of its actions."""
        return sum(self.counts[status] for status in ORDER)


@dataclass(frozen=True, slots=True)
class Week:
    """How many actions were complete, open and overdue at a moment."""

    day: date
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What stands under a digest: each theme with its worst open actions, and the weeks before."""

    themes: tuple[ThemeCounts, ...]
    worst: dict[str, tuple[Line, ...]]  # by theme
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A plan at a moment. `as_at_day` is set where a whole day was asked for."""

    plan: str
    zone: str
    as_at: datetime
    day: date
    since: datetime
    whole_day: bool
    counts: dict[str, int]
    rag: dict[str, int]
    overdue: tuple[Line, ...]
    due_soon: tuple[Line, ...]
    silent: tuple[Line, ...]
    movement: Movement
    off_track: tuple[tuple[str, Shortfall], ...]
    omitted: dict[str, int]
    red: tuple[Line, ...] = ()  # rated red and not overdue
    unmet: tuple[tuple[str, Shortfall], ...] = ()  # of completed actions
    themes: tuple[str, ...] = ()  # those it is about; all where there are none
    life: PlanLife = field(default_factory=PlanLife)
    stale_after: int = RATING_RULES.stale_after  # days without a word, after which a rating is
    audits: tuple[RoundFigures, ...] = ()  # each programme's last rounds, the last one first


Kind = Literal["overdue", "due_soon", "silent", "red"]


def as_json(digest: Digest) -> dict[str, object]:
    """The digest as `digest --json` prints it."""
    return {
        "plan": digest.plan,
        "as_at": digest.day.isoformat() if digest.whole_day else digest.as_at.isoformat(),
        "since": digest.since.isoformat(),
        "counts": digest.counts,
        "rag": digest.rag,
        "overdue": [_line(line) for line in digest.overdue],
        "due_soon": [_line(line) for line in digest.due_soon],
        "silent": [_line(line) for line in digest.silent],
        "movement": {
            "completed": list(digest.movement.completed),
            "reopened": list(digest.movement.reopened),
            "moved": [_move(move) for move in digest.movement.moved],
            "rag": [_move(move) for move in digest.movement.rag],
        },
        "audits": audits_json(digest.audits),
        "measures_off_track": [_off_track(*one) for one in digest.off_track],
        "completed_unmet": [_off_track(*one) for one in digest.unmet],
        "omitted": digest.omitted,
        **life_json(digest.life),
    }


def _line(line: Line) -> dict[str, object]:
    return {"ref": line.ref, "days": line.days}


def _move(move: Move) -> dict[str, object]:
    return {"ref": move.ref, "from": move.before, "to": move.after}


def _off_track(action: str, short: Shortfall) -> dict[str, object]:
    return {
        "ref": short.measure,
        "action": action,
        "series": short.series or None,
        "value": short.value,
        "target": short.target,
        "due": short.due.isoformat() if short.due else None,
        "short": short.short,
        "disputed": short.disputed,
    }
