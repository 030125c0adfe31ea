"""Buttons in messages, in forms and at home. Each answers where it was pressed."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.delivery.screens import Screens
from bot.rules.outcomes import Outcome
from bot.services.desk import Desk
from bot.views.answers import HISTORY_ACTION, MORE_ACTION, QUICK_ACTION
from bot.views.forms import done_view
from bot.views.home import plan_shown
from bot.views.outcomes import UNDO_ACTION, answer
from bot.views.questions import ANSWER_ACTION
from handlers.home import publish
from handlers.said import in_press

Body = dict[str, Any]


def register(app: App, desk: Desk, screens: Screens) -> None:
    """Listen to every button that records, answers, shows or takes back."""

    @app.action(UNDO_ACTION)
    def undo(ack: Ack, body: Body, action: Body) -> None:
        said, url = in_press(desk, body), body.get("response_url")
        show(desk, screens, body, desk.undo(said, action["value"], url))
        ack()

    @app.action(re.compile(f"^{ANSWER_ACTION}:"))
    def answer_question(ack: Ack, body: Body, action: Body) -> None:
        token, _, number = action["value"].partition(":")
        said, url = in_press(desk, body), body.get("response_url")
        show(desk, screens, body, desk.press(said, token, int(number), url))
        ack()

    @app.action(re.compile(f"^{QUICK_ACTION}:"))
    def quick(ack: Ack, body: Body, action: Body) -> None:
        word = action["action_id"].partition(":")[2]
        said, url = in_press(desk, body), body.get("response_url")
        show(desk, screens, body, desk.quick(said, action["value"], word, url))
        ack()

    @app.action(re.compile(f"^({HISTORY_ACTION}|{MORE_ACTION})$"))
    def more(ack: Ack, body: Body, action: Body) -> None:
        said, url = in_press(desk, body), body.get("response_url")
        show(desk, screens, body, desk.show_more(said, action["value"], url))
        ack()


def show(desk: Desk, screens: Screens, body: Body, outcome: Outcome) -> None:
    """In a form and at home there is no message to answer: the screen itself changes.

    Where Slack does not change it, the answer comes as a message: what was recorded is never
    left unsaid.
    """
    view = body.get("view")
    if not view:
        return
    said = in_press(desk, body)
    if view["type"] == "home":
        here = replace(said, plan=plan_shown(view))
        shown = publish(desk, screens, here, answer(outcome))
    else:
        shown = screens.update(view["id"], done_view(answer(outcome)))
    if not shown:
        desk.tell(said, outcome)
