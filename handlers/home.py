"""The home tab: shown when it is opened, and anew after each press in it."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.outcomes import Refused
from bot.rules.said import Said
from bot.services.desk import Desk
from bot.views.blocks import Message
from bot.views.home import REFRESH_ACTION, home_view, no_home
from handlers.said import in_opening, in_press


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to the home tab being opened, and to its Refresh button."""

    @app.event("app_home_opened")
    def opened(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            publish(desk, screens, in_opening(desk, body))

    @app.action(re.compile(f"^{REFRESH_ACTION}"))
    def refresh(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        publish(desk, screens, replace(in_press(desk, body), plan=action["value"]))
        ack()


def publish(desk: Desk, screens: Screens, said: Said, notice: Message | None = None) -> bool:
    """Show somebody's home tab as things stand; False where Slack does not take it."""
    home = desk.home(said)
    if isinstance(home, Refused):
        return screens.publish(said.user, no_home(home))
    return screens.publish(said.user, home_view(home, notice))
