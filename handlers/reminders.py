"""`/reminders`: what is in front of me; `here` and `stop` for the channel's weekly ones."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.cadence import read_wishes
from bot.rules.outcomes import Told
from bot.services.desk import Desk
from bot.views.help import nothing_in_front
from bot.views.outcomes import answer
from handlers.said import in_command, split_verb
from models.body import REMINDERS


def register(app: App, desk: Desk, _screens: Screens) -> None:
    """Listen to `/reminders`."""

    @app.command("/reminders")
    def reminders(ack: Ack, command: dict[str, Any]) -> None:
        word, said = split_verb(in_command(desk, command))
        if word in ("here", "stop"):
            wishes, rest = read_wishes(said.plan or "")
            said = replace(said, plan=rest or None)
            message = answer(desk.subscribe(said, REMINDERS, word == "here", wishes))
        else:
            message = desk.reminders_now(said) or answer(Told(nothing_in_front()))
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")
