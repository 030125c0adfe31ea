"""PracticeSlack: the workspace on a port of this machine, and the hands to try it with."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self, TypeVar

from starlette.applications import Starlette

from bot.practice import payloads
from bot.practice.acts import Acts
from bot.practice.courier import Courier
from bot.practice.delivery import Attempt, Delivery
from bot.practice.errors import Json
from bot.practice.faults import Faults
from bot.practice.front import Front
from bot.practice.hands import Hands
from bot.practice.installation import EVENTS, SCOPES, Installation
from bot.practice.keeping import Keeper, bring_back, read
from bot.practice.line import Lines
from bot.practice.messages import Message
from bot.practice.panel import Panel, Pause
from bot.practice.people import Person
from bot.practice.request_url import RequestUrl
from bot.practice.runner import HOST, Runner
from bot.practice.screen import Screens
from bot.practice.sockets import Sockets
from bot.practice.tiers import Tiers
from bot.practice.views import View
from bot.practice.web import Web
from bot.practice.workspace import Call, Seconds, Workspace

NO_FRONT = Front()
Found = TypeVar("Found")
LOOK_AGAIN = 0.05


class PracticeSlack(Hands):
    """A workspace with one app installed. `with PracticeSlack(...) as slack:` runs it.

    clock: seconds since 1970 by the workspace's calendar; dates messages and events.
    wall: real seconds since 1970; signs requests, and ends triggers and response URLs.
    people: a name or a Person by user id. channels: members by name; `bot` is the app's own.
    private: which of the channels are private. scopes, events, commands, shortcuts: as in the
    manifest. random: decides faults that come now and then. port: 0 takes a free one.
    answer_seconds: what a person waits for an answer. ack_seconds: how long one socket, or the
    request URL, has to acknowledge. retry_seconds: the pause before each retry of an event.
    front: what the page is told of whoever runs the workspace. pause: waits between two drops of
    the sockets, where the panel has them dropped.
    """

    def __init__(
        self,
        *,
        clock: Seconds,
        wall: Seconds,
        people: Mapping[str, str | Person],
        channels: Mapping[str, Iterable[str]],
        private: Iterable[str] = (),
        scopes: Iterable[str] = SCOPES,
        events: Iterable[str] = EVENTS,
        commands: Iterable[str] | None = None,
        shortcuts: Mapping[str, str] | None = None,
        random: Random | None = None,
        port: int = 0,
        answer_seconds: float = 3.0,
        ack_seconds: float = 3.0,
        retry_seconds: Sequence[float] = (0.0, 1.0, 5.0),
        front: Front = NO_FRONT,
        pause: Pause = asyncio.sleep,
    ) -> None:
        known = None if commands is None else frozenset(commands)
        self.app = Installation(frozenset(scopes), frozenset(events), known, shortcuts or {})
        workspace = Workspace(self.app, people, channels, private, clock, wall)
        self.faults = Faults(random or Random(0))  # noqa: S311 - a die, not a secret
        self._sockets = Sockets(workspace, ack_seconds)
        self._courier = Courier(
            self._sockets, workspace.note, self.faults, answer_seconds, retry_seconds
        )
        self.tiers = Tiers(wall)
        panel = Panel(workspace, self.faults, self.tiers, self._sockets, pause)
        workspace.base_url = f"http://{HOST}:{port}"
        workspace.tell = self._tell
        super().__init__(workspace, self._courier, self._sockets, Runner(port), panel)
        acts = Acts(workspace, self.speaking, self.handling, front, panel)
        lines = Lines(workspace, Screens(workspace, front, panel), acts)
        self._web = Web(workspace, self.faults, self.tiers, self._sockets, lines)

    @property
    def url(self) -> str:
        """The base of the Web API, for `WebClient(base_url=...)`."""
        return f"{self._workspace.base_url}/api/"

    @property
    def bot_token(self) -> str:
        return self.app.bot_token

    @property
    def app_token(self) -> str:
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.app.signing_secret

    @property
    def team_id(self) -> str:
        return self.app.team_id

    @property
    def app_id(self) -> str:
        return self.app.app_id

    @property
    def bot_user_id(self) -> str:
        return self.app.bot_user_id

    def asgi(self) -> Starlette:
        """The workspace as an ASGI app, for a server of one's own on the port given.

        A call can only be cut off (`hang_up`) where that server speaks `HangUpProtocol`.
        """
        return self._web.app(self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self._runner.attach()
        yield
        self.panel.stop()
        await self._courier.stop()

    def __enter__(self) -> Self:
        port = self._runner.start(self.asgi())
        self._workspace.base_url = f"http://{HOST}:{port}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._runner.stop()

    def deliver_to(self, request_url: str) -> None:
        """From now on everything goes to this URL over HTTP, once it has passed the handshake."""
        target = RequestUrl(
            request_url, self.app.signing_secret, self._workspace.wall, self._sockets.ack_seconds
        )
        self._run(target.verify())
        self._courier.carrier = target

    def deliver_to_sockets(self) -> None:
        """Back to Socket Mode, which is how a workspace begins."""
        self._courier.carrier = self._sockets

    def wait_at_most(self, seconds: float) -> None:
        """How long people wait for an answer from now on, and for what is told to be taken."""
        self._courier.answer_seconds = self._sockets.ack_seconds = seconds
        self.timeout = seconds + Hands.timeout

    def keep_in(self, folder: Path, name: str) -> Keeper:
        """From now on the workspace is kept there, in files that begin with the name; stop it."""
        path, files = _kept_at(folder, name)
        return Keeper(self._workspace, path, files).start()

    def bring_back(self, folder: Path, name: str) -> float | None:
        """Everything as it was kept there, and where its clock stood; None where nothing was.

        Raises UnreadableError.
        """
        path, files = _kept_at(folder, name)
        kept = read(path)
        if kept:
            bring_back(self._workspace, kept, files)
        return kept.now if kept else None

    def _tell(self, event: Json) -> None:
        """An event of the app's own doing, told while its call is still being answered."""
        body = payloads.event(self._workspace, event)
        self._courier.tell_later(Delivery("events_api", body))

    # ---- looking

    def messages(self, channel: str) -> list[Message]:
        """What stands in the channel, replies among it, in order."""
        with self._workspace.changed:
            return [each.copy() for each in self._workspace.channels.find(channel).messages]

    def dms(self, user: str) -> list[Message]:
        """What the bot and the person have written to each other, in order."""
        with self._workspace.changed:
            both = {user, self.app.bot_user_id}
            channel = self._workspace.channels.existing_direct(both)
            return [each.copy() for each in channel.messages] if channel else []

    def ephemerals(self, user: str) -> list[Message]:
        """What only this person sees."""
        with self._workspace.changed:
            return [each for each in self._workspace.ephemerals if each.only_for == user]

    def view(self, user: str) -> View | None:
        """The form on top of the person's screen."""
        with self._workspace.changed:
            return self._workspace.views.top(user)

    def home(self, user: str) -> View | None:
        """The person's home tab, once it has been published."""
        with self._workspace.changed:
            return self._workspace.views.homes.get(user)

    def calls(self, method: str = "") -> list[Call]:
        """The calls of a method (all when empty) in order, and what each was answered."""
        with self._workspace.changed:
            return [each for each in self._workspace.calls if method in ("", each.method)]

    def deliveries(self, kind: str = "") -> list[Attempt]:
        """What was brought to the app and how that went: `slash_commands`, `events_api` or
        `interactive`, all when empty."""
        with self._workspace.changed:
            return [each for each in self._workspace.attempts if kind in ("", each.kind)]

    def channel_id(self, name: str) -> str:
        with self._workspace.changed:
            return self._workspace.channels.find(name).id

    def sockets(self) -> int:
        """How many connections the app has open."""
        with self._workspace.changed:
            return len(self._sockets)

    def wait_for(self, predicate: Callable[[], Found], timeout: float | None = None) -> Found:
        """What the predicate returns once that is true; TimeoutError if it is not in time.

        It is looked at after every change of the workspace, and now and then besides.
        """
        timeout = timeout or self.timeout
        end = time.monotonic() + timeout
        version = self._workspace.version
        while not (found := predicate()):
            if time.monotonic() >= end:
                raise TimeoutError(f"not within {timeout} seconds")
            version = self._workspace.wait_for_change(version, LOOK_AGAIN)
        return found


def _kept_at(folder: Path, name: str) -> tuple[Path, Path]:
    return folder / f"{name}.json", folder / f"{name}-files"
