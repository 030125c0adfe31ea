"""The page itself, and the files that are brought to it and fetched from it."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.practice.errors import SlackError
from bot.practice.limits import FILE_BYTES
from bot.practice.workspace import Workspace

FOLDER = Path(__file__).parent / "page"
# Nothing from elsewhere, nothing inline, in nobody's frame.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
# What a browser may show by itself; anything else is only saved.
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


class PageFiles:
    """The routes of the page and of the files in the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self._index),
            Route("/page/{name}", self._part),
            Route("/page/files/new", self._take, methods=["POST"]),
            Route("/page/files/{id}", self._show),
            Route("/upload/v1/{key}", self._upload, methods=["POST"]),
            Route("/files/{id}/{name:path}", self._private),
        ]

    async def _index(self, _request: Request) -> Response:
        return _static("index.html")

    async def _part(self, request: Request) -> Response:
        return _static(request.path_params["name"])

    async def _take(self, request: Request) -> Response:
        """A file that a person brings, before they say what it is for."""
        user, name = request.query_params.get("as", ""), request.query_params.get("name", "")
        content = await request.body()
        if user not in self._workspace.people or not name or len(content) > FILE_BYTES:
            return PlainTextResponse("no such person, no name, or too large", 400)
        with self._workspace.changing():
            file = self._workspace.files.begin(name, user, created=self._workspace.clock())
            file.content, file.complete = content, True
        return JSONResponse(file.as_json(self._workspace.base_url))

    async def _show(self, request: Request) -> Response:
        return self._content(request.path_params["id"])

    async def _private(self, request: Request) -> Response:
        """`url_private`, for the app with its token."""
        if request.headers.get("authorization") != f"Bearer {self._workspace.app.bot_token}":
            return PlainTextResponse("a token is needed", 403)
        return self._content(request.path_params["id"])

    def _content(self, file_id: str) -> Response:
        try:
            file = self._workspace.files.find(file_id)
        except SlackError:
            return PlainTextResponse("there is no such file", 404)
        kind = file.mimetype if file.mimetype in SHOWN else "application/octet-stream"
        return Response(file.content or b"", media_type=kind, headers=HEADERS)

    async def _upload(self, request: Request) -> Response:
        """The second step of an upload: the bytes, as they are or in a form."""
        content = await _content_of(request)
        try:
            with self._workspace.changing():
                file = self._workspace.files.at(request.path_params["key"])
                file.content = content
        except SlackError:
            return PlainTextResponse("there is no such upload", 404)
        return PlainTextResponse(f"OK - {len(content)}")


def _static(name: str) -> Response:
    """A part of the page; only what lies in its folder."""
    parts = {path.name: path for path in FOLDER.iterdir()}
    if name not in parts:
        return PlainTextResponse("there is no such page", 404, HEADERS)
    kind = TYPES.get(parts[name].suffix, "application/octet-stream")
    return FileResponse(parts[name], media_type=kind, headers=HEADERS)


async def _content_of(request: Request) -> bytes:
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        return body
    return _first_part(body, kind.partition("boundary=")[2].strip('"').encode())


def _first_part(body: bytes, boundary: bytes) -> bytes:
    """What stands in the first part of a form, between its headers and the next boundary."""
    part = body.split(b"--" + boundary)[1]
    return part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n")
