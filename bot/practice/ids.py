"""Ids in Slack's shape, numbered in the order they are given out."""

from collections import Counter


class Ids:
    """`next("D")` gives D0000000001, D0000000002 and so on, each prefix by itself."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def next(self, prefix: str) -> str:
        self._given[prefix] += 1
        return f"{prefix}{self._given[prefix]:010d}"
