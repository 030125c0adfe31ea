"""The button “Not now” under a reminder: a form that asks until when, and why."""

from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.services.desk import Desk
from bot.views.blocks import message, section
from bot.views.forms import done_view
from bot.views.reminders import SNOOZE_ACTION
from bot.views.snoozing import REASON, SNOOZE_FORM, snooze_in
from handlers.said import in_form, in_press


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to the button, and to the form when it is sent off."""

    @app.action(SNOOZE_ACTION)
    def open_form(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        screens.open(body["trigger_id"], desk.snooze_form(in_press(desk, body), action["value"]))
        ack()

    @app.view(SNOOZE_FORM)
    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        target, until, reason = snooze_in(view)
        snoozed = desk.snooze(in_form(desk, body), target, until, reason)
        if snoozed.kept:
            done = done_view(message(snoozed.says, [section(snoozed.says)]))
            ack(response_action="update", view=done)
        else:
            ack(response_action="errors", errors={REASON: snoozed.says})
