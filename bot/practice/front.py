"""What the page is told by whoever runs the workspace: its people, its clock, its tour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.practice.errors import Json


class ClockError(Exception):
    """The clock cannot be moved so; the message is the one clear sentence."""


class Calendar(Protocol):
    """The workspace's clock as a control. Moving it lives through the days between."""

    @property
    def zone(self) -> str: ...

    @property
    def moving(self) -> bool: ...

    def choices(self) -> list[tuple[str, float]]:
        """Moments one may want to go to: a name, and seconds since 1970."""

    def moment(self, wall_clock: str) -> float:
        """A moment such as 2015-03-23T09:00 on the zone's clock. Raises ClockError."""

    def move(self, to: float) -> None:
        """Goes there, through the days between; takes its time. Raises ClockError."""


@dataclass(frozen=True)
class Front:
    """`people` are whom one can be, with what they are; `commands` as in the manifest.

    `tour` holds the things to try, each a title, a text and perhaps `try`, what to type.
    Without a calendar the clock cannot be moved.
    """

    people: Sequence[tuple[str, str]] = ()
    commands: Sequence[Json] = ()
    tour: Sequence[Json] = ()
    calendar: Calendar | None = None
