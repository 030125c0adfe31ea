"""Words for whoever did something that was not carried out, where they did it."""

from typing import Any

from slack_bolt import BoltResponse, Respond


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
