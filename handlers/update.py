"""`/update 4.2 complete`: answered in the acknowledgement, once it is on the disk."""

from typing import Any

from slack_bolt import Ack, App

from bot.rules.outcomes import Helped
from bot.services.desk import Desk
from bot.views.outcomes import answer
from handlers.said import in_command


def register(app: App, desk: Desk) -> None:
    """Listen to `/update`."""

    @app.command("/update")
    def update(ack: Ack, command: dict[str, Any]) -> None:
        outcome = desk.hear(in_command(desk, command))
        message = answer(outcome or Helped())
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")
