"""Forms: opened by a button, a command or a message's menu; answered in the acknowledgement."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.form import Form, Picker, Wrong
from bot.rules.outcomes import Helped, Outcome, Told
from bot.rules.said import Said
from bot.services.desk import Desk
from bot.views import forms as views
from bot.views.answers import UPDATE_ACTION
from bot.views.outcomes import answer
from handlers.said import in_form, in_press

SHORTCUT = "record_as_update"


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to what opens a form, and to forms that are sent off."""

    @app.action(re.compile(f"^{UPDATE_ACTION}"))
    def open_form(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        said = in_press(desk, body)
        show(said, body, desk.form(said, action["value"]))
        ack()

    @app.message_shortcut(SHORTCUT)
    def open_for_message(ack: Ack, body: dict[str, Any]) -> None:
        said = in_press(desk, body, body["message"].get("text") or "")
        show(said, body, desk.form_of_message(said))
        ack()

    def show(said: Said, body: dict[str, Any], it: Form | Picker | Outcome) -> None:
        if not screens.open(body["trigger_id"], view_of(it)):
            desk.tell(said, Told(views.did_not_open()), body.get("response_url"))

    @app.view(views.CHOOSE)
    def chosen(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        plan_id, ref, note = views.chosen_in(view)
        form = desk.form(replace(in_form(desk, body), text=note), f"{plan_id}:{ref}")
        ack(response_action="update", view=view_of(form))

    @app.view(views.FORM)
    def submitted(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        said = in_form(desk, body)
        outcome = desk.submit(said, views.opened_in(view), views.typed_in(view))
        if isinstance(outcome, Wrong):
            ack(response_action="errors", errors=views.errors(outcome))
        else:
            ack(response_action="update", view=view_of(outcome or Helped()))


def view_of(it: Form | Picker | Outcome) -> dict[str, Any]:
    """What is put on the screen: a form, or what came of it."""
    if isinstance(it, Form):
        return views.form_view(it)
    if isinstance(it, Picker):
        return views.picker_view(it)
    return views.done_view(answer(it))
