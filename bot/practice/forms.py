"""What a person enters in an element, in the shape in which Slack reports it."""

import re

from bot.practice.blocks import all_elements
from bot.practice.errors import Json

# The key under which each kind of element reports what was chosen, and where it starts from.
REPORTED = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "file_input": ("files", "initial_files"),
}
# What Slack's own form asks of what is typed, and says where it is not so.
FORMS = {
    "number_input": (r"-?\d+(\.\d+)?", "This must be a number."),
    "email_text_input": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Please enter a valid email address."),
    "url_text_input": (r"https?://\S+", "Please enter a valid URL."),
}
REQUIRED = "Please complete this required field."


def entered(element: Json, value: object) -> Json:
    """The element's report of `value`: the words, or the value of an option that it offers."""
    kind = element["type"]
    if kind == "button":
        return {"text": element["text"], "value": element.get("value", "")}
    if kind == "overflow":
        return {"selected_option": _option(element, value)}
    key = REPORTED[kind][0]
    if key == "selected_option":
        return {key: _option(element, value)}
    if key == "selected_options":
        chosen = value if isinstance(value, (list, tuple, set)) else [value]
        return {key: [_option(element, each) for each in chosen]}
    return {key: value}


def _option(element: Json, value: object) -> Json | None:
    if value is None:
        return None
    groups = element.get("option_groups", [])
    options = element.get("options", []) + [each for group in groups for each in group["options"]]
    for option in options:
        if option["value"] == value:
            found: Json = option
            return found
    offered = [option["value"] for option in options]
    raise LookupError(f"{element.get('action_id')} does not offer {value!r}, only {offered}")


def state_of(blocks: list[Json], before: Json, values: Json) -> Json:
    """What stands in the form: what it began with, what was chosen before, then `values`.

    `values` are by block_id, by action_id or by both with a slash between; each is what a person
    would type or pick.
    """
    unknown = set(values)
    state: Json = {}
    for block, element in all_elements(blocks):
        if element["type"] not in REPORTED:
            continue
        block_id, action_id = block["block_id"], element.get("action_id", "")
        given = [name for name in names_of(block, element) if name in values]
        unknown -= {*given}
        report = entered(element, values[given[0]]) if given else _earlier(before, block, element)
        state.setdefault(block_id, {})[action_id] = {"type": element["type"], **report}
    if unknown:
        raise LookupError(f"the form has no {sorted(unknown)}")
    return state


def names_of(block: Json, element: Json) -> tuple[str, str, str]:
    """Under which a value may be given for an element, the most exact first."""
    block_id, action_id = block["block_id"], element.get("action_id", "")
    return f"{block_id}/{action_id}", block_id, action_id


def _earlier(before: Json, block: Json, element: Json) -> Json:
    kept: Json | None = before.get(block["block_id"], {}).get(element.get("action_id", ""))
    key, start = REPORTED[element["type"]]
    return kept or {key: element.get(start)}


def objections(blocks: list[Json], state: Json) -> dict[str, str]:
    """What Slack's own form would say, by block_id, before the app is asked."""
    found = {}
    for block in blocks:
        if block["type"] != "input" or block["element"]["type"] not in REPORTED:
            continue
        element = block["element"]
        report = state[block["block_id"]][element.get("action_id", "")]
        said = _objection(element, report[REPORTED[element["type"]][0]], block.get("optional"))
        found.update({block["block_id"]: said} if said else {})
    return found


def _objection(element: Json, value: object, optional: bool | None) -> str:
    if not value and value != 0:
        return "" if optional else REQUIRED
    if not isinstance(value, str):
        return ""
    if element["type"] in FORMS:
        pattern, words = FORMS[element["type"]]
        return "" if re.fullmatch(pattern, value) else words
    if element["type"] != "plain_text_input":
        return ""
    if len(value) < element.get("min_length", 0):
        return f"This must be at least {element['min_length']} characters."
    if len(value) > element.get("max_length", len(value)):
        return f"This must be at most {element['max_length']} characters."
    return ""
