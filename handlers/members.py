"""Who is listened to: full members of the workspace. Everybody else is told so, or left alone."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltResponse, Respond

from bot.delivery.screens import Screens
from bot.services.desk import Desk
from bot.services.members import UNKNOWN
from bot.views.errors import not_a_member, not_known
from handlers.messages import is_gone
from handlers.refusing import refuse
from models.member import FULL

Body = dict[str, Any]


def register(app: App, desk: Desk, _screens: Screens) -> None:
    """Stand before every listener, and hear when Slack changes somebody's account."""

    @app.middleware
    def only_members(
        body: Body,
        next_: Callable[[], BoltResponse],
        respond: Respond,
    ) -> BoltResponse:
        user = speaker(body)
        kind = desk.roster.kind(user) if desk.roster and user else FULL
        return next_() if kind == FULL else _refuse(body, kind, respond)

    @app.event("user_change")
    def changed(event: Body) -> None:
        if desk.roster:
            desk.roster.learn(event["user"])


def speaker(body: Body) -> str | None:
    """Who did what Slack brings; None where nobody did, or where it is about an account."""
    if "command" in body:
        return str(body["user_id"])
    event = body.get("event")
    if event is None:
        return str(body["user"]["id"]) if isinstance(body.get("user"), dict) else None
    within = (None if is_gone(event) else event.get("message")) or event.get("previous_message")
    within = within or {}
    user = event.get("user") or within.get("user")
    return user if isinstance(user, str) and not event.get("bot_id") else None


def _refuse(body: Body, kind: str, respond: Respond) -> BoltResponse:
    text = not_known() if kind == UNKNOWN else not_a_member()
    # An event that could not be judged is brought again; one of a guest's is done with.
    silent = BoltResponse(status=500 if kind == UNKNOWN else 200)
    return refuse(body, text, respond) or silent
