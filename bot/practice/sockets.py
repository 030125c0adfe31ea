"""Socket Mode: the app's connections, each envelope to one of them, and their answers."""

import asyncio
import json
import secrets

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.practice.arguments import Arguments
from bot.practice.delivery import Answer, Delivery
from bot.practice.errors import Json
from bot.practice.methods import method
from bot.practice.workspace import Workspace

GOING_AWAY = 1001


@method("apps.connections.open", caller="app")
def open_connection(workspace: Workspace, _: Arguments) -> Json:
    ticket = secrets.token_urlsafe(16)
    workspace.tickets.add(ticket)
    base = workspace.base_url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link/?ticket={ticket}&app_id={workspace.app.app_id}"}


class Unanswered:
    """The envelopes that are out. A client that is moving over may answer on another line."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[Socket, asyncio.Future[Answer]]] = {}

    def add(self, envelope_id: str, socket: "Socket") -> "asyncio.Future[Answer]":
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = socket, waiting
        return waiting

    def settle(self, envelope_id: str, answer: Answer) -> None:
        _, waiting = self._waiting.pop(envelope_id, (None, None))
        if waiting and not waiting.done():
            waiting.set_result(answer)

    def forget(self, envelope_id: str) -> None:
        self._waiting.pop(envelope_id, None)

    def lose(self, socket: "Socket") -> None:
        """Whatever was sent on this connection will have to go on another."""
        for envelope_id, (carrier, _) in list(self._waiting.items()):
            if carrier is socket:
                self.settle(envelope_id, Answer("socket_closed"))


class Socket:
    """One connection. A deaf one stays open, and nothing that is sent on it arrives."""

    def __init__(self, websocket: WebSocket, unanswered: Unanswered) -> None:
        self._websocket = websocket
        self._unanswered = unanswered
        self.deaf = False

    async def ask(self, envelope: Json) -> Answer:
        """Sends the envelope and waits, for as long as it takes, for its acknowledgement."""
        waiting = self._unanswered.add(envelope["envelope_id"], self)
        try:
            if not self.deaf:
                await self.send(envelope)
            return await waiting
        finally:
            self._unanswered.forget(envelope["envelope_id"])

    async def send(self, message: Json) -> None:
        try:
            await self._websocket.send_text(json.dumps(message))
        except (WebSocketDisconnect, RuntimeError):
            self._unanswered.lose(self)

    async def listen(self) -> None:
        """Hears acknowledgements until the other side goes."""
        try:
            while True:
                heard = json.loads(await self._websocket.receive_text())
                answer = Answer(body=heard.get("payload") or {})
                self._unanswered.settle(heard.get("envelope_id", ""), answer)
        except WebSocketDisconnect:
            self._unanswered.lose(self)

    async def close(self) -> None:
        self._unanswered.lose(self)
        await self._websocket.close(GOING_AWAY)


class Sockets:
    """The open connections. `ack_seconds` is how long one has for an envelope."""

    hands_on = frozenset({"timeout", "socket_closed"})

    def __init__(self, workspace: Workspace, ack_seconds: float) -> None:
        self._workspace = workspace
        self.ack_seconds = ack_seconds
        self._open: list[Socket] = []
        self._unanswered = Unanswered()
        self._arrived = asyncio.Event()

    def __len__(self) -> int:
        return len(self._open)

    async def attempt(self, delivery: Delivery) -> Answer:
        try:
            async with asyncio.timeout(self.ack_seconds):
                if not self._open and delivery.attempt == 0:
                    return Answer("no_connection")
                socket = await self._pick(delivery)
                return await socket.ask(_envelope(delivery))
        except TimeoutError:
            return Answer("timeout")

    async def _pick(self, delivery: Delivery) -> Socket:
        """The connection that has waited longest, sooner one that has not had this before."""
        while not self._open:
            self._arrived.clear()
            await self._arrived.wait()
        fresh = [each for each in self._open if id(each) not in delivery.tried]
        socket = (fresh or self._open)[0]
        delivery.tried.add(id(socket))
        self._open.remove(socket)
        self._open.append(socket)
        return socket

    async def serve(self, websocket: WebSocket) -> None:
        """A connection from its ticket, which is good for one, to its end."""
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._workspace.tickets:
            await websocket.close()
            return
        self._workspace.tickets.remove(ticket)
        await websocket.accept()
        await self._serve(Socket(websocket, self._unanswered))

    async def _serve(self, socket: Socket) -> None:
        await socket.send(self._hello())
        self._join(socket)
        try:
            await socket.listen()
        finally:
            self._leave(socket)

    def _join(self, socket: Socket) -> None:
        with self._workspace.changing():
            self._open.append(socket)
        self._arrived.set()

    def _leave(self, socket: Socket) -> None:
        with self._workspace.changing():
            if socket in self._open:
                self._open.remove(socket)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open) + 1,
            "connection_info": {"app_id": self._workspace.app.app_id},
            "debug_info": {"host": "practice", "build_number": 1},
        }

    async def drop(self) -> None:
        """Closes every connection without a word."""
        for socket in list(self._open):
            self._leave(socket)
            await socket.close()

    async def refresh(self) -> None:
        """Asks every client politely to come back on a new connection."""
        for socket in list(self._open):
            await socket.send({"type": "disconnect", "reason": "refresh_requested"})

    def deafen(self) -> None:
        """The connections that are open now stay so, and carry nothing more."""
        for socket in self._open:
            socket.deaf = True


def _envelope(delivery: Delivery) -> Json:
    envelope = {
        "envelope_id": delivery.envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": not delivery.is_event,
    }
    retry = {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
    return envelope | (retry if delivery.is_event or delivery.attempt else {})
