"""Trigger ids: good for three seconds, and for one view."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.practice.errors import SlackError

TRIGGER_SECONDS = 3.0


@dataclass
class Trigger:
    """Whose act it was, when, and whether a view was had for it."""

    user: str
    at: float
    exchanged: bool = False


class Triggers:
    """The triggers given out; `wall` is real time in seconds."""

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._by_id: dict[str, Trigger] = {}

    def give(self, user: str) -> str:
        number = f"{len(self._by_id) + 1}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._by_id[number] = Trigger(user, self._wall())
        return number

    def exchange(self, trigger_id: str) -> Trigger:
        """The trigger, used up by this; or one of Slack's three refusals."""
        trigger = self._by_id.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackError("exchanged_trigger_id")
        if self._wall() - trigger.at > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.exchanged = True
        return trigger
