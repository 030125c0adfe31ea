"""The HTTP side: the Web API, the response URLs, and the door to Socket Mode."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute

from bot.practice import api_chat, api_conversations, api_files, api_team, api_views
from bot.practice.arguments import Arguments
from bot.practice.errors import Json, SlackError
from bot.practice.faults import Fault, Faults
from bot.practice.gate import Gate
from bot.practice.line import Lines
from bot.practice.methods import METHODS, Method
from bot.practice.page_files import PageFiles
from bot.practice.respond import respond
from bot.practice.sockets import Sockets
from bot.practice.tiers import Tiers
from bot.practice.workspace import Call, Workspace

# Importing these is what registers the methods that they hold.
API = (api_chat, api_conversations, api_files, api_team, api_views)
NO_FAULT = Fault(accepted=True)
RESPONSE_URL = "response_url"
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


class Web:
    """Answers the app's requests; what goes wrong on purpose goes wrong here."""

    def __init__(
        self, workspace: Workspace, faults: Faults, tiers: Tiers, sockets: Sockets, lines: Lines
    ) -> None:
        self._workspace = workspace
        self._faults = faults
        self._tiers = tiers
        self._sockets = sockets
        self._lines = lines

    def app(self, lifespan: Lifespan) -> Starlette:
        return Starlette(
            routes=[
                Route("/api/{method}", self._call, methods=["GET", "POST"]),
                Route("/actions/{team}/{key}", self._respond, methods=["POST"]),
                WebSocketRoute("/link/", self._sockets.serve),
                WebSocketRoute("/page/line", self._lines.serve),
                *PageFiles(self._workspace).routes(),
            ],
            middleware=[Middleware(Gate)],
            lifespan=lifespan,
            exception_handlers={SlackError: _refused},
        )

    async def _call(self, request: Request) -> Response:
        name = request.path_params["method"]
        given = await _arguments(request)
        fault = await self._fault(name, given)
        answer = {"ok": False, "error": fault.error}
        if fault.accepted:
            answer = self._run(name, request, given)
        self._log(name, given, fault, answer)
        scopes = {"x-oauth-scopes": ",".join(sorted(self._workspace.app.scopes))}
        return _response(request, fault, JSONResponse(answer, fault.status, scopes))

    def _run(self, name: str, request: Request, given: Json) -> Json:
        try:
            with self._workspace.changing():
                method = self._admitted(name, _token(request, given))
                return {"ok": True, **method.run(self._workspace, Arguments(given))}
        except SlackError as refused:
            return refused.answer()

    def _admitted(self, name: str, token: str) -> Method:
        """The method, once the token has been found good for it."""
        app, method = self._workspace.app, METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        if not method.caller:
            return method
        if not token:
            raise SlackError("not_authed")
        if token not in (app.bot_token, app.app_token):
            raise SlackError("invalid_auth")
        if self._workspace.uninstalled:
            raise SlackError("account_inactive")
        if (token == app.app_token) != (method.caller == "app"):
            raise SlackError("not_allowed_token_type")
        app.need(method.scopes)
        return method

    async def _respond(self, request: Request) -> Response:
        """A response URL: plain words when it works, and a status when it does not."""
        given = await _arguments(request)
        fault = await self._fault(RESPONSE_URL, given)
        response: Response = PlainTextResponse(fault.error, fault.status)
        answer: Json = {"ok": False, "error": fault.error}
        if fault.accepted:
            answer, response = self._responded(request.path_params["key"], given)
        self._log(RESPONSE_URL, given, fault, answer)
        return _response(request, fault, response)

    def _responded(self, key: str, given: Json) -> tuple[Json, Response]:
        try:
            with self._workspace.changing():
                respond(self._workspace, self._workspace.hooks.use(key), given)
        except SlackError as refused:
            status = 404 if refused.error.endswith("_url") else 400
            return refused.answer(), JSONResponse({"ok": False, "error": refused.error}, status)
        return {"ok": True}, PlainTextResponse("ok")

    async def _fault(self, name: str, given: Json) -> Fault:
        fault = self._tiers.draw(name, given) or self._faults.draw(name) or NO_FAULT
        if fault.delay:
            await asyncio.sleep(fault.delay)
        return fault

    def _log(self, name: str, given: Json, fault: Fault, answer: Json) -> None:
        with self._workspace.changing():
            told = None if fault.hangs_up else answer
            self._workspace.calls.append(Call(name, given, fault.status, told))


def _response(request: Request, fault: Fault, response: Response) -> Response:
    """The response with what the fault does to it; a cut line needs the runner's protocol."""
    if fault.retry_after:
        response.headers["Retry-After"] = str(fault.retry_after)
    if fault.hangs_up:
        request.state.hang_up()
    return response


async def _arguments(request: Request) -> Json:
    """Query and body together, whether the body is JSON or a form."""
    body = (await request.body()).decode()
    kind = request.headers.get("content-type", "")
    as_json = bool(body) and kind.startswith("application/json")
    read = _object(body) if as_json else dict(parse_qsl(body))
    return dict(request.query_params) | read


def _object(body: str) -> Json:
    try:
        read = json.loads(body)
    except json.JSONDecodeError as bad:
        raise SlackError("invalid_json") from bad
    if not isinstance(read, dict):
        raise SlackError("json_not_object")
    return read


async def _refused(_request: Request, refused: Exception) -> Response:
    return JSONResponse(refused.answer() if isinstance(refused, SlackError) else {})


def _token(request: Request, given: Json) -> str:
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    return bearer or str(given.pop("token", ""))
