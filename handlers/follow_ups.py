"""Follow-ups: the button that opens one, and its form."""

from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.outcomes import Refused
from bot.services import follow_up_desk
from bot.services.desk import Desk
from bot.views.follow_up_form import DOES, FORM, said_in
from bot.views.follow_ups import OPEN_ACTION
from bot.views.forms import done_view
from bot.views.outcomes import answer
from handlers.said import in_form, in_press

Body = dict[str, Any]


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to the button, and to the form when it is sent off."""

    @app.action(OPEN_ACTION)
    def open_form(ack: Ack, body: Body, action: Body) -> None:
        form = follow_up_desk.form(desk, in_press(desk, body), action["value"])
        screens.open(body["trigger_id"], form)
        ack()

    @app.view(FORM)
    def submitted(ack: Ack, body: Body, view: Body) -> None:
        outcome = follow_up_desk.speak(desk, in_form(desk, body), *said_in(view))
        message = answer(outcome)
        if isinstance(outcome, Refused):
            ack(response_action="errors", errors={DOES: message.text})
        else:
            ack(response_action="update", view=done_view(message))
