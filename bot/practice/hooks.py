"""Response URLs: what a command or a click hands the app to answer with for half an hour."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.practice.errors import SlackError

HOOK_SECONDS = 30 * 60.0
HOOK_USES = 5


@dataclass
class Hook:
    """Who acted where, and the message that was acted on, if there was one."""

    user: str
    channel: str
    at: float
    ts: str = ""
    ephemeral: bool = False
    thread_ts: str = ""
    uses: int = 0


class Hooks:
    """The URLs given out, by the secret part of their path."""

    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._by_key: dict[str, Hook] = {}

    def give(
        self, user: str, channel: str, ts: str = "", ephemeral: bool = False, thread_ts: str = ""
    ) -> str:
        key = secrets.token_urlsafe(18)
        self._by_key[key] = Hook(user, channel, self._wall(), ts, ephemeral, thread_ts)
        return key

    def use(self, key: str) -> Hook:
        """The hook, with one of its five uses gone."""
        hook = self._by_key.get(key)
        if hook is None:
            raise SlackError("invalid_url")
        if self._wall() - hook.at > HOOK_SECONDS:
            raise SlackError("expired_url")
        if hook.uses >= HOOK_USES:
            raise SlackError("used_url")
        hook.uses += 1
        return hook
