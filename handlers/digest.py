"""`/digest`: where the plan stands now; `here` and `stop` for the channel's weekly one."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.cadence import read_wishes
from bot.services.desk import Desk
from bot.views.outcomes import answer
from handlers.said import in_command, split_verb
from models.body import DIGEST


def register(app: App, desk: Desk, _screens: Screens) -> None:
    """Listen to `/digest`."""

    @app.command("/digest")
    def digest(ack: Ack, command: dict[str, Any]) -> None:
        word, said = split_verb(in_command(desk, command))
        if word in ("here", "stop"):
            wishes, rest = read_wishes(said.plan or "")
            said = replace(said, plan=rest or None)
            message = answer(desk.subscribe(said, DIGEST, word == "here", wishes))
        else:
            message = desk.digest_now(said)
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")
