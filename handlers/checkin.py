"""`/checkin 30 April`: each lead is asked ahead of a reporting date; and the buttons of that."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.services.desk import Desk
from bot.views.checkins import CHECKIN_ACTION
from bot.views.outcomes import answer
from handlers.presses import show
from handlers.said import in_command, in_press

Body = dict[str, Any]


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to `/checkin`, and to what is pressed in a check-in."""

    @app.command("/checkin")
    def checkin(ack: Ack, command: Body) -> None:
        message = answer(desk.announce(in_command(desk, command)))
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")

    @app.action(re.compile(f"^{CHECKIN_ACTION}:"))
    def pressed(ack: Ack, body: Body, action: Body) -> None:
        word = action["action_id"].partition(":")[2]
        said, url = in_press(desk, body), body.get("response_url")
        show(desk, screens, body, desk.answer_checkin(said, action["value"], word, url))
        ack()
