"""One opening of the practice workspace: the server first, the bot as soon as it is warm."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import SecretStr
from rich.console import Console

from bot.cli.practice_clock import PracticeClock
from bot.cli.practice_world import practice_slack
from bot.config import Settings
from models.store import Store

ZONE = "Europe/London"
WHILE_IT_BEGINS = 60.0  # a machine that is busy with the start is no reason for an error
PING_SECONDS = 1  # so that a connection that was dropped is soon made anew


class Session:
    """The workspace is served from `with` on; `begin` wakes the bot in it.

    `wall` is the real time in seconds, by which the clock runs and triggers end. `patience` is how
    many seconds people wait for an answer, as in Slack; only while it begins they wait longer.
    Raises OSError where the port cannot be used, UnreadableError where what was kept cannot.
    """

    def __init__(
        self,
        console: Console,
        database: Path,
        sample: Path,
        port: int,
        wall: Callable[[], float],
        patience: float = 3.0,
    ) -> None:
        self._console = console
        self._database = database
        self._sample = sample
        self._clock = PracticeClock(wall, datetime(2015, 3, 10, 16, tzinfo=UTC), ZONE)
        self._patience = patience
        self._slack = practice_slack(self._clock, wall, port)
        self._open = ExitStack()
        self._left = self._slack.bring_back(database.parent, database.stem)
        if self._left:
            self._clock.set(datetime.fromtimestamp(self._left, UTC))

    @property
    def address(self) -> str:
        """Where the page is."""
        return self._slack.url.removesuffix("api/")

    def __enter__(self) -> Self:
        self._open.enter_context(self._slack)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def begin(self) -> None:
        """The bot comes in; the first time, some days are played, and printed."""
        from bot.cli.rehearsal import Rehearsal, bring_in
        from models.schema import migrate

        self._slack.wait_at_most(WHILE_IT_BEGINS)
        store = Store(f"sqlite:///{self._database}")
        self._open.callback(store.close)
        migrate(store)
        if self._left is None:
            bring_in(self._console, store, self._sample)
        self._wake(store)
        rehearsal = Rehearsal(self._console, self._slack, self._clock)
        if self._left is None:
            rehearsal.play()
        else:
            rehearsal.print_new()
        self._slack.wait_at_most(self._patience)
        keeper = self._slack.keep_in(self._database.parent, self._database.stem)
        self._open.callback(keeper.stop)

    def _wake(self, store: Store) -> None:
        """The bot itself, connected by Socket Mode as it is to Slack."""
        from slack_bolt.adapter.socket_mode import SocketModeHandler

        from bot.app import make_app, make_client
        from bot.cli.practice_life import Life
        from bot.services import apart
        from bot.services.desk import Desk

        settings = self._settings(store)
        desk = Desk(store, self._clock, work_out=apart.work_out)
        client = make_client(settings)
        app = make_app(settings, desk, client)
        handler = SocketModeHandler(app, self._slack.app_token, ping_interval=PING_SECONDS)
        handler.connect()
        self._open.callback(self._part, handler)
        self._slack.wait_for(lambda: self._slack.sockets() == 1)
        life = Life(desk, client, self._clock).start()
        self._open.callback(life.stop)
        self._clock.live = life.live

    def _part(self, handler: Any) -> None:
        """The client closes at once where the other side has done so first; else it takes seconds.

        It looks at its queue once a second, so it is also given something to wake up for.
        """
        handler.client.logger.setLevel(logging.CRITICAL)  # else it may complain of the end
        handler.client.auto_reconnect_enabled = False
        self._slack.drop_sockets()
        self._slack.wait_for(lambda: not handler.client.is_connected())
        handler.client.closed = True
        handler.client.message_queue.put(None)
        handler.close()

    def _settings(self, store: Store) -> Settings:
        return Settings(
            database_url=store.url,
            slack_bot_token=SecretStr(self._slack.bot_token),
            slack_app_token=SecretStr(self._slack.app_token),
            slack_signing_secret=SecretStr(self._slack.signing_secret),
            slack_api_url=self._slack.url,
        )
