"""What becomes of an action when its plan ends: decided here, done by the services."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.rules.references import is_reference
from models.action import CARRIED_OVER, COMPLETED, RESIDUAL, Action

Why = Literal[
    "set_aside", "nothing_left", "passed_on", "no_theme", "taken", "same_plan", "bad_number"
]


@dataclass(frozen=True, slots=True)
class Move:
    """An action, the theme of the successor that it goes to, and what it is called there.

    `part` is what is left of a completed action; empty where all of it moves.
    """

    ref: str
    theme: str
    as_ref: str = ""
    part: str = ""

    @property
    def new_ref(self) -> str:
        """Its number in the successor: its own, unless that is taken there."""
        return self.as_ref or self.ref


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an action cannot be carried over."""

    ref: str
    why: Why
    detail: str = ""


def left_over(actions: Iterable[Action]) -> list[Action]:
    """The actions that keep a plan from being signed off, in its own order."""
    return [one for one in actions if one.is_open]


def obstacle(
    action: Action, move: Move, themes: Iterable[str], taken: Iterable[str]
) -> Obstacle | None:
    """What stands in the way of carrying an action over; None where nothing does."""
    if action.closed:
        return Obstacle(action.ref, "set_aside", action.closed)
    if action.status == COMPLETED and not move.part:
        return Obstacle(action.ref, "nothing_left")
    if action.carried_to:
        return Obstacle(action.ref, "passed_on", action.carried_to)
    if move.as_ref and not is_reference(move.as_ref):
        return Obstacle(action.ref, "bad_number", move.as_ref)
    known = list(themes)
    if move.theme not in known:
        return Obstacle(action.ref, "no_theme", ", ".join(known))
    return Obstacle(action.ref, "taken", move.new_ref) if move.new_ref in set(taken) else None


def changes_here(action: Action, move: Move, successor: str) -> dict[str, object]:
    """What changes of an action in the plan that it leaves; a completed one stays completed."""
    link = {"carried_to": f"{successor}/{move.new_ref}"}
    if action.status == COMPLETED:
        return dict(link)
    return {
        **link,
        "status": RESIDUAL,
        "closed": CARRIED_OVER,
        "end_asked": None,
        "status_asked": None,
    }
