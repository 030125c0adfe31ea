"""The Undo button under an answer, which it replaces with what it is again."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.desk import Desk
from bot.views.outcomes import UNDO_ACTION
from handlers.said import in_press


def register(app: App, desk: Desk) -> None:
    """Listen to the Undo button."""

    @app.action(UNDO_ACTION)
    def undo(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        desk.undo(in_press(desk, body), action["value"], body.get("response_url"))
        ack()
