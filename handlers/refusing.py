"""Words for whoever did something that was not carried out, where they did it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltResponse, Respond

from bot.rules.form import Wrong
from bot.rules.identity import identifies
from bot.rules.outcomes import Outcome, Refused
from bot.views.forms import done_view, errors
from bot.views.guarding import in_form
from bot.views.outcomes import answer


def refuse(body: dict[str, Any], text: str, respond: Respond) -> BoltResponse | None:
    """Answer a command, a form or a button; None for an event, which nobody is waiting for.

    A form stays open with what was typed in it.
    """
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})
    if body.get("type") == "view_submission":
        inputs = [one["block_id"] for one in body["view"]["blocks"] if one["type"] == "input"]
        errors = {"response_action": "errors", "errors": {inputs[-1]: text}}
        return BoltResponse(status=200, body=errors)
    if body.get("response_url"):
        respond(text, response_type="ephemeral", replace_original=False)
        return BoltResponse(status=200)
    return None


def after_form(outcome: Outcome | Wrong, typed: Mapping[str, str]) -> dict[str, Any]:
    """How a form is acknowledged: what came of it in its place; or, where one of its fields is
    wrong, or the guard refused it, the form as it stands on the screen, with the reason under it.
    """
    if isinstance(outcome, Wrong):
        return {"response_action": "errors", "errors": errors(outcome)}
    if isinstance(outcome, Refused) and outcome.why == "identity":
        field = next(name for name, text in typed.items() if identifies(text) == outcome.detail)
        return {"response_action": "errors", "errors": {field: in_form(outcome.detail)}}
    return {"response_action": "update", "view": done_view(answer(outcome))}
