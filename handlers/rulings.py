"""Deciding on what was asked for: granted or refused, confirmed or sent back."""

import json
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.services import plan_desk
from bot.services.desk import Desk
from bot.views.rulings import GRANT_ACTION, REFUSE_ACTION, REFUSE_FORM, refusal_form
from handlers.presses import show
from handlers.refusing import after_form
from handlers.said import in_form, in_press

Body = dict[str, Any]


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to both buttons, and to the form that asks why not."""

    @app.action(GRANT_ACTION)
    def grant(ack: Ack, body: Body, action: Body) -> None:
        said, url = in_press(desk, body), body.get("response_url")
        show(desk, screens, body, plan_desk.grant(desk, said, action["value"], url))
        ack()

    @app.action(REFUSE_ACTION)
    def ask_why(ack: Ack, body: Body, action: Body) -> None:
        form = refusal_form(action["value"], body.get("response_url"))
        screens.open(body["trigger_id"], form)
        ack()

    @app.view(REFUSE_FORM)
    def refuse(ack: Ack, body: Body, view: Body) -> None:
        kept = json.loads(view["private_metadata"])
        reason = view["state"]["values"]["reason"]["reason"].get("value") or ""
        outcome = plan_desk.refuse(desk, in_form(desk, body), kept["target"], reason, kept["url"])
        ack(**after_form(outcome, {"reason": reason}))
