"""`/audit draw`: a round of cases given out, by a form; `undraw`, `swap` and `excuse` in words."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.outcomes import Outcome, Refused, Told
from bot.rules.programmes import ProgrammeError
from bot.services import drawing_desk
from bot.services.desk import Desk
from bot.views.drawing_form import FORM, LIST, draw_form, wanted_in
from bot.views.forms import done_view
from bot.views.outcomes import answer
from bot.views.return_forms import did_not_open
from handlers.said import in_command, in_form

Body = dict[str, Any]
WORDS = re.compile(r"^\s*(draw|undraw|swap|excuse)\b", re.IGNORECASE)


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to what an administrator says of a round, and to the form of a draw."""

    @app.command("/audit", matchers=[is_for_drawing])
    def audit_drawing(ack: Ack, command: Body) -> None:
        said = in_command(desk, command)
        if not said.text.strip().casefold().startswith("draw"):
            _tell(ack, drawing_desk.heard(desk, said))
            return
        wanted = drawing_desk.form_wanted(desk, said)
        if isinstance(wanted, Refused):
            _tell(ack, wanted)
        elif screens.open(command["trigger_id"], draw_form(*wanted)):
            ack()
        else:
            _tell(ack, Told(did_not_open()))

    @app.view(FORM)
    def sent(ack: Ack, body: Body, view: Body) -> None:
        wanted = wanted_in(view)
        try:
            outcome, rounds = drawing_desk.sent(desk, in_form(desk, body), wanted)
        except ProgrammeError as error:
            ack(response_action="errors", errors={LIST: str(error)})
            return
        if isinstance(outcome, Told) and not wanted.draws:
            ack(response_action="update", view=draw_form(wanted, rounds, outcome.text))
            return
        ack(response_action="update", view=done_view(answer(outcome)))


def _tell(ack: Ack, outcome: Outcome) -> None:
    message = answer(outcome)
    ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


def is_for_drawing(command: Body) -> bool:
    """Whether what follows the command is about a round that an administrator gives out."""
    return bool(WORDS.match(command.get("text") or ""))
