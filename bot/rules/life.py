"""What a digest says of a plan's life: what moved, what waits to be decided, what is owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.rules.targets import Promised

SHOWN = 20  # of each kind; the rest is counted


@dataclass(frozen=True, slots=True)
class Slip:
    """An action that ends on another day than it first did: how often it moved, and how far."""

    ref: str
    title: str
    first: date
    end: date
    moves: int

    @property
    def days(self) -> int:
        """How many days later; fewer than none where it was brought forward."""
        return (self.end - self.first).days


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was asked for and waits for a decision; a completion where no day is wanted."""

    ref: str
    wanted: date | None


@dataclass(frozen=True, slots=True)
class Owed:
    """Something due by a day that is not there yet: a risk's review, an answer to a board."""

    noun: str
    key: str
    title: str
    due: date


@dataclass(frozen=True, slots=True)
class PlanLife:
    """A plan's life at a moment; the lists hold the first of each kind, the worst ones first."""

    slipped: tuple[Slip, ...] = ()
    slipped_total: int = 0
    waiting: tuple[Waiting, ...] = ()
    waiting_total: int = 0
    baselines: tuple[Promised, ...] = ()
    owed: tuple[Owed, ...] = ()
    still_open: tuple[tuple[str, int], ...] = ()  # of the registers: which, and how many


def worst_first(slips: Iterable[Slip]) -> list[Slip]:
    """Slips, the longest first."""
    return sorted(slips, key=lambda one: (-one.days, -one.moves, one.ref))


def life_json(life: PlanLife) -> dict[str, Any]:
    """The same, as `digest --json` prints it."""
    return {
        "slipped": [
            {
                "ref": one.ref,
                "first": one.first.isoformat(),
                "end": one.end.isoformat(),
                "moves": one.moves,
                "days": one.days,
            }
            for one in life.slipped
        ],
        "waiting": [
            {"ref": one.ref, "end": one.wanted.isoformat() if one.wanted else None}
            for one in life.waiting
        ],
        "baselines_due": [
            {
                "ref": one.measure,
                "action": one.action,
                "series": one.series or None,
                "due": one.due.isoformat(),
            }
            for one in life.baselines
        ],
        "owed": [
            {"kind": one.noun, "key": one.key, "title": one.title, "due": one.due.isoformat()}
            for one in life.owed
        ],
        "registers": dict(life.still_open),
    }
