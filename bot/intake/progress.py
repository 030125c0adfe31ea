"""How far the reading of a long file has come."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

EVERY_ROWS = 500
Item = TypeVar("Item")


class Progress:
    """Tells a callback how many rows are done, of how many, now and then and at the end."""

    def __init__(self, tell: Callable[[int, int], None] | None = None) -> None:
        self._tell = tell
        self._done = self._total = 0

    def expect(self, rows: int) -> None:
        """Add rows that are still to come."""
        self._total += rows

    def over(self, rows: Iterable[Item]) -> Iterator[Item]:
        """The same rows, counted as they pass."""
        for row in rows:
            yield row
            self._done += 1
            if self._done % EVERY_ROWS == 0:
                self._say()

    def finish(self) -> None:
        """All rows are read: what was expected was an estimate."""
        self._total = self._done
        self._say()

    def _say(self) -> None:
        if self._tell:
            self._tell(self._done, max(self._total, self._done))
