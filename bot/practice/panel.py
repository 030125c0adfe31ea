"""The faults that can be switched on from the page, each by its name."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.practice.faults import EVERY_METHOD, Faults, rate_limited, server_error
from bot.practice.sockets import Sockets
from bot.practice.tiers import Tiers
from bot.practice.workspace import Workspace

CALLS, DROPS, TWICE, TIERS, DEAF = "calls", "drops", "twice", "tiers", "deaf"
SWITCHES = (CALLS, DROPS, TWICE, TIERS, DEAF)
SHARE = 0.05
DROP_SECONDS = 4.0
Pause = Callable[[float], Awaitable[None]]


class Panel:
    """What is switched on. `pause` waits between two drops of the sockets."""

    def __init__(
        self,
        workspace: Workspace,
        faults: Faults,
        tiers: Tiers,
        sockets: Sockets,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._workspace = workspace
        self._faults = faults
        self._tiers = tiers
        self._sockets = sockets
        self._pause = pause
        self._dropping: asyncio.Task[None] | None = None
        self.on: frozenset[str] = frozenset()

    async def switch(self, on: frozenset[str]) -> None:
        """Has exactly these go wrong from now on. Raises LookupError for a name it has not."""
        unknown = on.difference(SWITCHES)
        if unknown:
            raise LookupError(f"there is no fault called {', '.join(sorted(unknown))}")
        was, self.on = self.on, on
        self._calls_fail(CALLS in on)
        self._faults.events_twice = TWICE in on
        self._tiers.on = TIERS in on
        self._keep_dropping(DROPS in on)
        await self._deafen(DEAF in was, DEAF in on)
        self._workspace.news()

    def stop(self) -> None:
        """Leaves the sockets alone, at the end."""
        self._keep_dropping(False)

    def _calls_fail(self, fail: bool) -> None:
        self._faults.clear()
        if fail:
            self._faults.sometimes(EVERY_METHOD, SHARE / 2, rate_limited())
            self._faults.sometimes(EVERY_METHOD, SHARE / 2, server_error())

    def _keep_dropping(self, drop: bool) -> None:
        if drop and self._dropping is None:
            self._dropping = asyncio.create_task(self._drop())
        elif not drop and self._dropping:
            self._dropping.cancel()
            self._dropping = None

    async def _drop(self) -> None:
        while True:
            await self._pause(DROP_SECONDS)
            await self._sockets.drop()

    async def _deafen(self, was: bool, deaf: bool) -> None:
        """Those that are open now carry nothing more; to have them hear again, they are closed."""
        if deaf and not was:
            self._sockets.deafen()
        elif was and not deaf:
            await self._sockets.drop()
