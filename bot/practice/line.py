"""The page's WebSocket: one for each page that is open, as one person."""

import asyncio
import contextlib
import json

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.practice.acts import Acts
from bot.practice.errors import Json, SlackError
from bot.practice.front import ClockError
from bot.practice.screen import Looking, Screens
from bot.practice.workspace import Workspace

NOT_SOMEBODY = 4004
# Either may be what starlette says once the page has gone.
GONE = (WebSocketDisconnect, RuntimeError)


class Lines:
    """Sends the screen at every change, and hands on what is done."""

    def __init__(self, workspace: Workspace, screens: Screens, acts: Acts) -> None:
        self._workspace = workspace
        self._screens = screens
        self._acts = acts
        self._doing: set[asyncio.Task[None]] = set()

    async def serve(self, websocket: WebSocket) -> None:
        """A page, from its coming to its going. What was begun is done to its end."""
        await websocket.accept()
        people = [person for person, _ in self._screens.people()]
        user = websocket.query_params.get("as") or people[0]
        if user not in people:
            await websocket.close(NOT_SOMEBODY)
            return
        with self._workspace.changing():
            self._workspace.channels.direct(user, self._workspace.app.bot_user_id)
        with contextlib.suppress(*GONE):
            await self._talk(websocket, Looking(user))

    async def _talk(self, websocket: WebSocket, looking: Looking) -> None:
        news, loop = asyncio.Event(), asyncio.get_running_loop()

        def tell() -> None:
            loop.call_soon_threadsafe(news.set)

        news.set()
        await websocket.send_json({"first": self._screens.first()})
        self._workspace.listeners.add(tell)
        showing = asyncio.create_task(self._show(websocket, looking, news))
        try:
            await self._hear(websocket, looking, news)
        finally:
            self._workspace.listeners.discard(tell)
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    async def _show(self, websocket: WebSocket, looking: Looking, news: asyncio.Event) -> None:
        """One screen for however many changes there were since the last."""
        while True:
            await news.wait()
            news.clear()
            await websocket.send_json({"screen": self._screens.of(looking)})

    async def _hear(self, websocket: WebSocket, looking: Looking, news: asyncio.Event) -> None:
        while True:
            said = json.loads(await websocket.receive_text())
            if said["act"] == "look":
                self._look(looking, said)
                news.set()
                continue
            task = asyncio.create_task(self._do(websocket, looking.user, said))
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)

    def _look(self, looking: Looking, said: Json) -> None:
        """Turns to a conversation; with `read`, all that stands there has been seen."""
        try:
            channel = self._workspace.channels.find(said["channel"])
        except SlackError:
            return
        if looking.user not in channel.members:
            return
        if channel.id != looking.channel:
            looking.read = self._workspace.reads.get(looking.user, {}).get(channel.id, "")
        looking.channel, looking.thread = channel.id, said.get("thread") or ""
        if said.get("read"):
            self._workspace.read(looking.user, channel)

    async def _do(self, websocket: WebSocket, user: str, said: Json) -> None:
        try:
            done = await self._acts.do(user, said)
        except (LookupError, PermissionError, ClockError, ValueError, TypeError) as refused:
            done = {"problem": str(refused)}
        except SlackError as refused:
            done = {"problem": refused.error}
        with contextlib.suppress(*GONE):  # what it asked for is done all the same
            await websocket.send_json({"done": said.get("id"), **done})
