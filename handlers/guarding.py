"""The buttons about a text that was refused: "This is a false alarm", and "Allow once"."""

from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.services import guarding
from bot.services.desk import Desk
from bot.views.guarding import ALLOW_ACTION, FALSE_ALARM_ACTION
from handlers.presses import show
from handlers.said import in_press

Body = dict[str, Any]


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to both buttons."""

    @app.action(FALSE_ALARM_ACTION)
    def false_alarm(ack: Ack, body: Body, action: Body) -> None:
        said, url = in_press(desk, body), body.get("response_url")
        asked = desk.pressed(
            said, url, lambda session: guarding.ask(session, said, action["value"])
        )
        show(desk, screens, body, asked)
        ack()

    @app.action(ALLOW_ACTION)
    def allow(ack: Ack, body: Body, action: Body) -> None:
        said, url, number = in_press(desk, body), body.get("response_url"), int(action["value"])
        desk.pressed(said, url, lambda session: guarding.allow(session, said, number))
        ack()
