"""`/audit`: a form with the questions of what somebody owes; with words, the same as a message."""

from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.outcomes import Helped, Outcome, Refused, Told
from bot.rules.return_form import ReturnForm
from bot.rules.said import Said
from bot.services import return_desk, return_forms
from bot.services.desk import Desk
from bot.views.allocating import INVOLVED_ACTION
from bot.views.auditing import FORM_ACTION
from bot.views.forms import done_view
from bot.views.outcomes import answer
from bot.views.return_forms import FORM, did_not_open, return_form
from handlers.said import in_command, in_form, in_press

Body = dict[str, Any]


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to `/audit`, to the button that opens its form, and to the form."""

    @app.command("/audit")
    def audit(ack: Ack, command: Body) -> None:
        said = in_command(desk, command)
        form = return_forms.wanted(desk, said)
        if isinstance(form, ReturnForm) and screens.open(command["trigger_id"], return_form(form)):
            ack()
            return
        message = answer(_without_form(said, form))
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")

    def _without_form(said: Said, form: ReturnForm | Refused | None) -> Outcome:
        if isinstance(form, ReturnForm):
            return Told(did_not_open())
        return form or return_desk.heard(desk, said) or Helped()

    @app.action(FORM_ACTION)
    def open_return_form(ack: Ack, body: Body, action: Body) -> None:
        said = in_press(desk, body)
        if not screens.open(
            body["trigger_id"], view_of(return_forms.pressed(desk, said, action["value"]))
        ):
            desk.tell(said, Told(did_not_open()), body.get("response_url"))
        ack()

    @app.action(INVOLVED_ACTION)
    def had_a_part(ack: Ack, body: Body, action: Body) -> None:
        said = in_press(desk, body)
        return_desk.involved(desk, said, action["value"], body.get("response_url"))
        ack()

    @app.view(FORM)
    def submitted(ack: Ack, body: Body, view: Body) -> None:
        outcome = return_forms.heard(desk, in_form(desk, body), view)
        if isinstance(outcome, dict):
            ack(response_action="errors", errors=outcome)
        else:
            ack(response_action="update", view=view_of(outcome))


def view_of(it: ReturnForm | Outcome) -> Body:
    """What is put on the screen: the form, or what came of it."""
    return return_form(it) if isinstance(it, ReturnForm) else done_view(answer(it))
