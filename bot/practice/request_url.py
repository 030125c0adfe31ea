"""Delivery over HTTP: signed requests to the app's own URL."""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPMessage
from urllib.parse import urlencode, urlsplit

from bot.practice.delivery import Answer, Delivery
from bot.practice.errors import Json, SlackError

REQUEST_SECONDS = 3.0
CLIENT_ERROR = 400
SERVER_ERROR = 500


class RequestUrl:
    """The app's URL, and the secret that requests to it are signed with."""

    hands_on: frozenset[str] = frozenset()

    def __init__(
        self, url: str, secret: str, wall: Callable[[], float], seconds: float = REQUEST_SECONDS
    ) -> None:
        self._url = urlsplit(url)
        self._secret = secret
        self._wall = wall
        self._seconds = seconds

    async def attempt(self, delivery: Delivery) -> Answer:
        body, kind = _body(delivery)
        headers = {"Content-Type": kind, **self._signed(body), **_retry(delivery)}
        return await self._post(body, headers)

    async def verify(self) -> None:
        """Slack's handshake: the URL must give the challenge back."""
        challenge = secrets.token_hex(16)
        body = json.dumps({"type": "url_verification", "token": "practice", "challenge": challenge})
        answer = await self._post(
            body.encode(), {"Content-Type": "application/json", **self._signed(body.encode())}
        )
        if challenge not in (answer.body.get("challenge"), answer.body.get("text")):
            raise SlackError("url_verification_failed")

    async def _post(self, body: bytes, headers: dict[str, str]) -> Answer:
        try:
            async with asyncio.timeout(self._seconds):
                status, given, content = await asyncio.to_thread(self._exchange, body, headers)
        except TimeoutError:
            return Answer("http_timeout")
        except (OSError, HTTPException):
            return Answer("connection_failed")
        final = given.get("X-Slack-No-Retry") == "1"
        if status >= SERVER_ERROR:
            return Answer("http_error", final=final)
        if status >= CLIENT_ERROR:
            return Answer("http_client_error", final=final)
        return Answer(body=_read(content))

    def _exchange(self, body: bytes, headers: dict[str, str]) -> tuple[int, HTTPMessage, bytes]:
        line = HTTPConnection(self._url.hostname or "", self._url.port, timeout=self._seconds)
        try:
            line.request("POST", self._url.path, body, headers)
            response = line.getresponse()
            return response.status, response.msg, response.read()
        finally:
            line.close()

    def _signed(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._wall()))
        base = b"v0:" + timestamp.encode() + b":" + body
        digest = hmac.new(self._secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


def _body(delivery: Delivery) -> tuple[bytes, str]:
    """Events as JSON, commands as a form, interactions as a form with JSON in it."""
    if delivery.is_event:
        return json.dumps(delivery.payload).encode(), "application/json"
    command = delivery.kind == "slash_commands"
    form = delivery.payload if command else {"payload": json.dumps(delivery.payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _retry(delivery: Delivery) -> dict[str, str]:
    if not (delivery.is_event and delivery.attempt):
        return {}
    return {
        "X-Slack-Retry-Num": str(delivery.attempt),
        "X-Slack-Retry-Reason": delivery.reason,
    }


def _read(content: bytes) -> Json:
    """JSON, or plain words, which count as the text."""
    text = content.decode()
    try:
        read = json.loads(text) if text else {}
    except json.JSONDecodeError:
        return {"text": text}
    return read if isinstance(read, dict) else {"text": text}
