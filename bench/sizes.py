"""How much is measured: a quick run for every change, the usual one, and the full one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Rounds of each measurement, the actions of the large plan, and posts to be sent."""

    updates: int
    at_once: int
    digests: int
    actions: int
    messages: int
    starts: int
    posts: int


QUICK = Size(updates=20, at_once=64, digests=1, actions=500, messages=100, starts=1, posts=12)
USUAL = Size(
    updates=1200, at_once=3200, digests=7, actions=10_000, messages=6000, starts=5, posts=1000
)
FULL = Size(
    updates=3000, at_once=8000, digests=5, actions=100_000, messages=20_000, starts=7, posts=10_000
)
