"""A server in a thread of its own, on the loopback address and nowhere else."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Coroutine
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, TypeVar

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
START_SECONDS = 10.0
STOP_SECONDS = 2.0
LOOK_AGAIN = 0.002
Result = TypeVar("Result")


class HangUpProtocol(H11Protocol):
    """HTTP that lets a request cut its own line: `request.state.hang_up()`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "hang_up": transport.abort}


class PromptServer(uvicorn.Server):
    """Stops the moment it is told to, where uvicorn looks now and then whether it should.

    A test that starts a server pays for its end: this makes that a hundredth of a second.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._end = asyncio.Event()

    def end(self) -> None:
        self._end.set()

    async def main_loop(self) -> None:
        await self._end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Python 3.11 loses a connection that is being accepted while its server is closed.
        for listener in sockets or []:
            asyncio.get_running_loop().remove_reader(listener)
        await asyncio.sleep(LOOK_AGAIN)
        for server in self.servers:
            server.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await self._drain()
        await self.lifespan.shutdown()

    async def _drain(self) -> None:
        """Tells every connection to go, and sees it go."""
        told: set[object] = set()
        while self.server_state.connections or self.server_state.tasks:
            for connection in self.server_state.connections - told:
                connection.shutdown()
                told.add(connection)
            await asyncio.sleep(LOOK_AGAIN)


class Runner:
    """Runs an app from `start` to `stop`, and coroutines in its loop from any other thread."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self._loop: asyncio.AbstractEventLoop | None = None
        self._up = threading.Event()
        self._server: PromptServer | None = None
        self._thread: threading.Thread | None = None

    def start(self, app: Starlette) -> int:
        """Serves the app until `stop`; returns the port."""
        listener = socket.create_server((HOST, self._port))
        config = uvicorn.Config(
            app,
            http=HangUpProtocol,
            ws="websockets-sansio",
            log_config=None,
            access_log=False,
            server_header=False,
        )
        self._server = PromptServer(config)
        work = self._serve(self._server, listener)
        self._thread = threading.Thread(target=asyncio.run, args=(work,), daemon=True)
        self._thread.start()
        if not self._up.wait(START_SECONDS):
            raise RuntimeError("the practice workspace did not start")
        port: int = listener.getsockname()[1]
        return port

    async def _serve(self, server: PromptServer, listener: socket.socket) -> None:
        self.attach()
        await server.serve(sockets=[listener])

    def attach(self) -> None:
        """Called in the loop that `run` is to use: what connects from now on is heard."""
        self._loop = asyncio.get_running_loop()
        self._up.set()

    def stop(self) -> None:
        if self._loop and self._server and self._thread:
            self._loop.call_soon_threadsafe(self._server.end)
            self._thread.join(2 * STOP_SECONDS)

    def run(self, work: Coroutine[Any, Any, Result], timeout: float) -> Result:
        """The result of the coroutine, waited for from another thread; TimeoutError."""
        if self._loop is None:
            work.close()
            raise RuntimeError("the practice workspace is not running")
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(timeout)
        except FutureTimeoutError:
            future.cancel()
            raise
