"""Slack over HTTP, and a page that says whether the bot is well."""

from datetime import datetime
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.services.desk import Desk
from bot.services.health import health
from models.errors import StoreUnavailableError


def web_app(app: App, desk: Desk) -> Starlette:
    """`/slack/events` takes everything that Slack sends; `/healthz` answers 200 or 503."""

    async def events(request: Request) -> Response:
        asked = to_bolt_request(request, await request.body())
        return to_starlette_response(await run_in_threadpool(app.dispatch, asked))

    async def healthz(_request: Request) -> Response:
        health = await run_in_threadpool(health_of, desk)
        return JSONResponse(health, status_code=200 if health["ok"] else 503)

    return Starlette(
        routes=[
            Route("/slack/events", events, methods=["POST"]),
            Route("/healthz", healthz, methods=["GET"]),
        ]
    )


def health_of(desk: Desk) -> dict[str, Any]:
    """Whether it is well, and when anything was last heard and sent and is due next."""
    try:
        with desk.store.reading() as session:
            found = health(session, desk.clock())
    except StoreUnavailableError as error:
        return {"ok": False, "database": str(error)}
    return {
        "ok": not found.troubles,
        "database": "ok",
        "troubles": list(found.troubles),
        "last_tick": _iso(found.ticked),
        "last_heard": _iso(found.heard),
        "last_sent": _iso(found.sent),
        "next_due": _iso(min((one.due for one in found.next), default=None)),
        "outbox": found.outbox,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
