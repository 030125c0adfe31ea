"""The elements of Block Kit: what each must have, may have, and how much of it."""

from bot.practice import limits
from bot.practice.shapes import (
    Check,
    anything,
    both,
    exactly_one,
    flag,
    items,
    number,
    one_of,
    plain,
    rich,
    shape,
    words,
)

CONFIRM = shape(
    {
        "title": plain(limits.CONFIRM_TITLE),
        "text": rich(limits.CONFIRM_TEXT),
        "confirm": plain(limits.CONFIRM_BUTTON),
        "deny": plain(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)


def _option(text: Check) -> Check:
    return shape(
        {"text": text, "value": words(limits.OPTION_VALUE)},
        {"description": rich(limits.OPTION_DESCRIPTION), "url": words(limits.BUTTON_URL)},
    )


OPTION = _option(plain(limits.OPTION_TEXT))
RICH_OPTION = _option(rich(limits.OPTION_TEXT))
OPTION_GROUP = shape(
    {"label": plain(limits.OPTION_TEXT), "options": items(limits.OPTIONS_IN_SELECT, OPTION)}, {}
)
ACTION = {"action_id": words(limits.ACTION_ID), "confirm": CONFIRM, "focus_on_load": flag}
ASKING = {**ACTION, "placeholder": plain(limits.PLACEHOLDER_TEXT)}
TYPED_IN = {
    "action_id": words(limits.ACTION_ID),
    "focus_on_load": flag,
    "placeholder": plain(limits.PLACEHOLDER_TEXT),
    "dispatch_action_config": anything,
    "initial_value": anything,
}
OPTIONS = items(limits.OPTIONS_IN_SELECT, OPTION)
OPTION_GROUPS = items(limits.GROUPS_IN_SELECT, OPTION_GROUP)


def _several(each: Check) -> dict[str, Check]:
    return {"initial_options": items(limits.OPTIONS_IN_SELECT, each), "max_selected_items": number}


def _picker(**more: Check) -> Check:
    return shape({}, {**ASKING, **more})


def _static(more: dict[str, Check]) -> Check:
    return both(
        shape({}, {**ASKING, "options": OPTIONS, "option_groups": OPTION_GROUPS, **more}),
        exactly_one("options", "option_groups"),
    )


def _choices(most: int, initial: dict[str, Check]) -> Check:
    return shape({"options": items(most, RICH_OPTION)}, {**ACTION, **initial})


BUTTON = shape(
    {"text": plain(limits.BUTTON_TEXT)},
    {
        **ACTION,
        "url": words(limits.BUTTON_URL),
        "value": words(limits.BUTTON_VALUE, least=0),
        "style": one_of("primary", "danger"),
        "accessibility_label": words(limits.BUTTON_TEXT),
    },
)
IMAGE = both(
    shape(
        {"alt_text": words(limits.ALT_TEXT)},
        {"image_url": words(limits.IMAGE_URL), "slack_file": anything},
    ),
    exactly_one("image_url", "slack_file"),
)
TEXT_INPUT = shape({}, {**TYPED_IN, "multiline": flag, "min_length": number, "max_length": number})
NUMBER_INPUT = shape(
    {"is_decimal_allowed": flag}, {**TYPED_IN, "min_value": anything, "max_value": anything}
)
MANY: dict[str, Check] = {"max_selected_items": number}

# What a person can act on, in a message's actions, a section's accessory or a form's input.
INTERACTIVE: dict[str, Check] = {
    "button": BUTTON,
    "checkboxes": _choices(
        limits.OPTIONS_IN_CHECKBOXES,
        {"initial_options": items(limits.OPTIONS_IN_CHECKBOXES, RICH_OPTION)},
    ),
    "radio_buttons": _choices(limits.OPTIONS_IN_RADIO, {"initial_option": RICH_OPTION}),
    "overflow": shape({"options": items(limits.OPTIONS_IN_OVERFLOW, OPTION)}, ACTION),
    "datepicker": _picker(initial_date=words(10)),
    "timepicker": _picker(initial_time=words(5), timezone=words(64)),
    "datetimepicker": _picker(initial_date_time=number),
    "static_select": _static({"initial_option": OPTION}),
    "external_select": _picker(initial_option=OPTION, min_query_length=number),
    "users_select": _picker(initial_user=words(20)),
    "channels_select": _picker(initial_channel=words(20), response_url_enabled=flag),
    "conversations_select": _picker(
        initial_conversation=words(20),
        default_to_current_conversation=flag,
        response_url_enabled=flag,
        filter=anything,
    ),
    "multi_static_select": _static(_several(OPTION)),
    "multi_external_select": _picker(**_several(OPTION), min_query_length=number),
    "multi_users_select": _picker(initial_users=anything, **MANY),
    "multi_channels_select": _picker(initial_channels=anything, **MANY),
    "multi_conversations_select": _picker(
        initial_conversations=anything,
        filter=anything,
        default_to_current_conversation=flag,
        **MANY,
    ),
}
TYPED: dict[str, Check] = {
    "plain_text_input": TEXT_INPUT,
    "number_input": NUMBER_INPUT,
    "email_text_input": shape({}, TYPED_IN),
    "url_text_input": shape({}, TYPED_IN),
    "rich_text_input": shape({}, TYPED_IN),
}
IN_ACTIONS = INTERACTIVE
IN_SECTION: dict[str, Check] = {**INTERACTIVE, "image": IMAGE}
IN_INPUT: dict[str, Check] = {
    **{name: check for name, check in INTERACTIVE.items() if name not in ("button", "overflow")},
    **TYPED,
    "file_input": shape(
        {}, {"action_id": words(limits.ACTION_ID), "filetypes": anything, "max_files": number}
    ),
}
