"""`/plan`: where a plan is in its life; its registers; and the forms about it."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.outcomes import Refused
from bot.rules.plan_forms import PlanForm
from bot.services import plan_desk
from bot.services.desk import Desk
from bot.views.forms import done_view
from bot.views.outcomes import answer
from bot.views.plans import FORM_ACTION, PAUSE_ACTION, PLAN_FORM, form_view, opened_in, typed_in
from handlers.refusing import after_form
from handlers.said import in_command, in_form, in_press

Body = dict[str, Any]


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to `/plan`, to its buttons, and to the forms that they open."""

    @app.command("/plan")
    def plan(ack: Ack, command: Body) -> None:
        message = plan_desk.shown(desk, in_command(desk, command))
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")

    @app.action(re.compile(f"^{FORM_ACTION}:"))
    def open_plan_form(ack: Ack, body: Body, action: Body) -> None:
        kind = action["action_id"].partition(":")[2].partition("/")[0]
        screens.open(
            body["trigger_id"],
            view_of(plan_desk.form(desk, in_press(desk, body), kind, action["value"])),
        )
        ack()

    @app.action(PAUSE_ACTION)
    def pause(ack: Ack, body: Body, action: Body) -> None:
        plan_desk.pause(desk, in_press(desk, body), int(action["value"]), body.get("response_url"))
        ack()

    @app.view(PLAN_FORM)
    def submitted(ack: Ack, body: Body, view: Body) -> None:
        typed = typed_in(view)
        outcome = plan_desk.submit(desk, in_form(desk, body), opened_in(view), typed)
        ack(**after_form(outcome, typed))


def view_of(it: PlanForm | Refused) -> Body:
    """What is put on the screen: a form, or why there is none."""
    return form_view(it) if isinstance(it, PlanForm) else done_view(answer(it))
