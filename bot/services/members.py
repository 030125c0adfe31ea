"""Who may speak to the bot: full members of the workspace, and nobody else."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from models.member import FULL, keep_members, kind_of, members
from models.store import Store

UNKNOWN = "unknown"
FRESH = timedelta(minutes=1)  # how long what is known in memory counts
Ask = Callable[[str], Mapping[str, Any] | None]


class Roster:
    """The kinds of account there are, as Slack told us; asked about once and kept.

    `ask` is given a Slack user id and returns Slack's user object, or None where Slack does not
    say in time. Threads may share a roster.
    """

    def __init__(
        self, store: Store, workspace: str, ask: Ask, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._workspace = workspace
        self._ask = ask
        self._clock = clock
        self._changing = Lock()  # held while what is known in memory is replaced
        self._kinds: dict[str, str] = {}
        self._loaded_at: datetime | None = None

    def kind(self, user: str) -> str:
        """What kind of account a person has; UNKNOWN where Slack does not say just now."""
        if self._is_stale():
            self._load()
        return self._kinds.get(user) or self._meet(user)

    def hears(self, user: str) -> bool:
        """Whether the bot listens to a person."""
        return self.kind(user) == FULL

    def learn(self, user: Mapping[str, Any]) -> str:
        """Keep what Slack says of an account, now or after a change of it; return its kind."""
        with self._store.writing() as session:
            keep_members(session, self._workspace, [user], self._clock())
        # Only now: whoever loads meanwhile may not see it yet, and would put it aside.
        with self._changing:
            self._kinds[str(user["id"])] = kind_of(user)
        return kind_of(user)

    def _is_stale(self) -> bool:
        return self._loaded_at is None or self._clock() - self._loaded_at >= FRESH

    def _load(self) -> None:
        """Slack tells one copy of the bot of a change; the others read it here."""
        with self._changing:
            if not self._is_stale():
                return
            loaded_at = self._clock()
            with self._store.reading() as session:
                self._kinds = {user: one.kind for user, one in members(session).items()}
            self._loaded_at = loaded_at

    def _meet(self, user: str) -> str:
        found = self._ask(user)
        return UNKNOWN if found is None else self.learn(found)
