"""Slack's rate limits: each method has a tier, each tier so many calls a minute.

https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from bot.practice.errors import Json
from bot.practice.faults import Fault, rate_limited

MINUTE = 60.0
# Tier 1 is "one and more", with a small burst tolerated.
CALLS_A_MINUTE = {1: 5, 2: 20, 3: 50, 4: 100}
TIERS = {
    "apps.connections.open": 1,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.join": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "conversations.replies": 3,
    "files.completeUploadExternal": 4,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "users.info": 4,
    "users.list": 2,
    "users.lookupByEmail": 3,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}
POSTING = "chat.postMessage"  # has a limit of its own: one a second in each channel


class Tiers:
    """Counts calls while it is `on`. `wall` is real time in seconds."""

    def __init__(self, wall: Callable[[], float]) -> None:
        self.on = False
        self._wall = wall
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def draw(self, method: str, args: Json) -> Fault | None:
        """The refusal of a call that comes too soon, with when to come back; None lets it in."""
        if not self.on:
            return None
        if method == POSTING:
            return self._admit(f"{method}:{args.get('channel')}", 1, 1.0)
        tier = TIERS.get(method)
        return self._admit(method, CALLS_A_MINUTE[tier], MINUTE) if tier else None

    def _admit(self, key: str, most: int, seconds: float) -> Fault | None:
        now, calls = self._wall(), self._calls[key]
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        if len(calls) >= most:
            return rate_limited(max(1, math.ceil(calls[0] + seconds - now)))
        calls.append(now)
        return None
