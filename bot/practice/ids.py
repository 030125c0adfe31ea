"""Ids in Slack's shape, numbered in the order they are given out."""

from collections import Counter
from collections.abc import Mapping


class Ids:
    """`next("D")` gives D0000000001, D0000000002 and so on, each prefix by itself."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def restore(self, given: Mapping[str, int]) -> None:
        """Goes on from the numbers that were given out before."""
        self.given = Counter(given)

    def next(self, prefix: str) -> str:
        self.given[prefix] += 1
        return f"{prefix}{self.given[prefix]:010d}"
