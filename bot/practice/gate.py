"""The door: only this machine's own address is let in, and no page from elsewhere."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

OWN_NAMES = frozenset({"127.0.0.1", "localhost"})
POLICY_VIOLATION = 1008


class Gate:
    """Refuses other Hosts (a name that was pointed here) and other Origins (a page elsewhere)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or is_own(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        else:
            words = "The practice workspace answers to 127.0.0.1 and localhost, to no other name."
            await PlainTextResponse(words, 403)(scope, receive, send)


def is_own(headers: Headers) -> bool:
    """Whether a request is for this machine by its own name, and not from another's page."""
    host, origin = headers.get("host", ""), headers.get("origin")
    try:
        named = urlsplit(f"//{host}").hostname in OWN_NAMES
    except ValueError:
        return False
    return named and origin in (None, f"http://{host}")
