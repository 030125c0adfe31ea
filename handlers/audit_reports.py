"""`/audit report`: a month of audits in figures; `here` and `stop` for the channel's monthly one.

`/audit grid 2014`: who returned what, for an administrator alone.
"""

import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.cadence import read_wishes
from bot.services import report_desk
from bot.services.desk import Desk
from bot.views.nudging import DONE_ACTION
from bot.views.outcomes import answer
from handlers.presses import show
from handlers.said import in_command, in_press, split_verb
from models.body import AUDITS

Body = dict[str, Any]
WORDS = re.compile(r"^\s*(report|grid|recommend)\b\s*", re.IGNORECASE)


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to `/audit report`, `/audit grid`, and the button that says all of it is done."""

    @app.command("/audit", matchers=[is_for_reports])
    def audit_report(ack: Ack, command: dict[str, Any]) -> None:
        said = in_command(desk, command)
        verb = WORDS.match(said.text)
        which, rest = (verb[1].casefold() if verb else ""), WORDS.sub("", said.text)
        word, said = split_verb(replace(said, text=rest))
        if which == "grid":
            message = report_desk.grid(desk, said, rest)
        elif which == "recommend":
            message = answer(report_desk.recommend(desk, in_command(desk, command), rest))
        elif word in ("here", "stop"):
            wishes, plan = read_wishes(said.plan or "")
            said = replace(said, plan=plan or None)
            message = answer(desk.subscribe(said, AUDITS, word == "here", wishes))
        else:
            message = report_desk.report(desk, said, rest)
        ack(text=message.text, blocks=message.blocks, response_type="ephemeral")

    @app.action(DONE_ACTION)
    def all_done(ack: Ack, body: Body, action: Body) -> None:
        said, url = in_press(desk, body), body.get("response_url")
        show(desk, screens, body, report_desk.all_done(desk, said, action["value"], url))
        ack()


def is_for_reports(command: dict[str, Any]) -> bool:
    """Whether what follows the command asks for a report or a grid."""
    return bool(WORDS.match(command.get("text") or ""))
