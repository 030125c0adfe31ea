"""`/update 4.2 complete`: answered in the acknowledgement, once it is on the disk.

Alone, or with a number and nothing else, it opens a form.
"""

from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.outcomes import Helped, Outcome, Told
from bot.services.desk import Desk
from bot.views.forms import did_not_open
from bot.views.outcomes import answer
from handlers.forms import view_of
from handlers.said import in_command


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to `/update`."""

    @app.command("/update")
    def update(ack: Ack, command: dict[str, Any]) -> None:
        said = in_command(desk, command)
        form = desk.form_wanted(said) if _bare(said.text) else None
        if form is not None and screens.open(command["trigger_id"], view_of(form)):
            ack()
            return
        outcome: Outcome | None = desk.hear(said)
        if form is not None and isinstance(outcome, Helped | None):
            outcome = Told(did_not_open())
        message = answer(outcome or Helped())
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")


def _bare(text: str) -> bool:
    """Whether a text may be nothing but a reference, so that most are read only once."""
    words = text.split()
    return len(words) < 2 or (len(words) == 2 and words[0].casefold() == "action")
