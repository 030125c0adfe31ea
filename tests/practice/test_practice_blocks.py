"""Block Kit as Slack judges it, a case a row."""

import pytest

from bot.practice.blocks import block_faults, text_length
from bot.practice.view_faults import view_faults


def plain(length: int = 1) -> dict:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int = 1) -> dict:
    return {"type": "mrkdwn", "text": "x" * length}


def section(**given) -> dict:
    return {"type": "section", "text": mrkdwn(), **given}


def button(**given) -> dict:
    return {"type": "button", "text": plain(), "action_id": "go", **given}


def actions(*elements: dict, **given) -> dict:
    return {"type": "actions", "elements": list(elements), **given}


def option(text: int = 1, value: int = 1) -> dict:
    return {"text": plain(text), "value": "v" * value}


def select(**given) -> dict:
    return {"type": "static_select", "action_id": "s", "options": [option()], **given}


def question(element: dict, **given) -> dict:
    return {"type": "input", "label": plain(), "element": element, **given}


TEXT_INPUT = {"type": "plain_text_input", "action_id": "t"}
IMAGE = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a chart"}

SOUND = [
    [],
    [{"type": "divider"}] * 50,
    [section(text=mrkdwn(3_000))],
    [{"type": "section", "fields": [mrkdwn(2_000)] * 10}],
    [{"type": "header", "text": plain(150)}],
    [{"type": "context", "elements": [mrkdwn()] * 9 + [IMAGE]}],
    [actions(*[button(action_id=f"a{n}") for n in range(25)])],
    [actions(button(text=plain(75), value="v" * 2_000, action_id="a" * 255), block_id="b" * 255)],
    [section(accessory=select(options=[option(75, 150)] * 100))],
    [section(accessory={"type": "overflow", "action_id": "o", "options": [option()] * 5})],
    [section(accessory=IMAGE)],
    [question(TEXT_INPUT)],
    [IMAGE],
    [actions({"type": "datepicker", "action_id": "d", "initial_date": "2015-03-18"})],
    [
        actions(
            button(
                style="danger",
                confirm={
                    "title": plain(100),
                    "text": mrkdwn(300),
                    "confirm": plain(30),
                    "deny": plain(30),
                },
            )
        )
    ],
    [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}],
]


@pytest.mark.parametrize("blocks", SOUND)
def test_blocks_within_the_limits_are_sound(blocks) -> None:
    assert block_faults(blocks) == []


BROKEN = [
    # one past each limit
    ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    (
        [section(text=mrkdwn(3_001))],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [{"type": "section", "fields": [mrkdwn()] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        [{"type": "section", "fields": [mrkdwn(2_001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        [{"type": "header", "text": plain(151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [{"type": "context", "elements": [mrkdwn()] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        [actions(*[button(action_id=f"a{n}") for n in range(26)])],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        [actions(button(text=plain(76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        [actions(button(value="v" * 2_001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        [actions(button(action_id="a" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        [section(block_id="b" * 256)],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    (
        [actions(select(options=[option(76)]))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        [actions(select(options=[option(1, 151)]))],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (
        [actions(select(options=[option()] * 101))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [section(accessory={"type": "overflow", "action_id": "o", "options": [option()] * 6})],
        "no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]",
    ),
    # what is missing
    (
        [{"type": "section"}],
        "must define either `text` or `fields` [json-pointer:/blocks/0/type]",
    ),
    ([{"type": "header"}], "missing required field: text [json-pointer:/blocks/0]"),
    ([{"text": plain()}], "missing required field: type [json-pointer:/blocks/0]"),
    (
        [section(text=mrkdwn(0))],
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([actions()], "must provide at least 1 items [json-pointer:/blocks/0/elements]"),
    (
        [{"type": "image", "image_url": "https://example.org/a.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    (
        [actions(select(options=[]))],
        "must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions({"type": "static_select", "action_id": "s"})],
        "must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
    ),
    # what does not belong
    ([{"type": "sections"}], "unsupported type: sections [json-pointer:/blocks/0/type]"),
    (
        [section(colour="red")],
        "invalid additional property: colour [json-pointer:/blocks/0]",
    ),
    (
        [actions(button(style="warning"))],
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        [actions(TEXT_INPUT)],
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        [question(button())],
        "unsupported type: button [json-pointer:/blocks/0/element/type]",
    ),
    (
        [{"type": "header", "text": mrkdwn()}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    # what is said twice
    (
        [section(block_id="same"), section(block_id="same")],
        '`block_id` "same" already exists [json-pointer:/blocks/1]',
    ),
    ([actions(button(), button())], '`action_id` "go" already exists [json-pointer:/blocks/0]'),
    # what is no block at all
    (["divider"], "must be an object [json-pointer:/blocks/0]"),
    ([section(text="bare words")], "must be an object [json-pointer:/blocks/0/text]"),
]


@pytest.mark.parametrize(("blocks", "fault"), BROKEN)
def test_each_fault_is_named_with_its_place(blocks, fault) -> None:
    assert fault in block_faults(blocks)


def test_the_same_action_in_two_blocks_is_sound() -> None:
    assert block_faults([actions(button()), actions(button())]) == []


def test_a_view_holds_a_hundred_blocks() -> None:
    assert block_faults([{"type": "divider"}] * 100, "modal") == []
    assert block_faults([{"type": "divider"}] * 101, "home") == [
        "no more than 100 items allowed [json-pointer:/view/blocks]"
    ]


def test_all_the_text_is_counted_together() -> None:
    blocks = [section(text=mrkdwn(10), fields=[plain(5)]), actions(button(text=plain(3)))]
    assert text_length(blocks) == 18


def modal(**given) -> dict:
    return {"type": "modal", "title": plain(), "blocks": [], **given}


VIEWS = [
    (modal(title=plain(25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain(25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
    (modal(close=plain(25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
    (
        modal(private_metadata="x" * 3_001),
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    (
        modal(callback_id="x" * 256),
        "must be less than 256 characters [json-pointer:/view/callback_id]",
    ),
    ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    ({"type": "home"}, "missing required field: blocks [json-pointer:/view]"),
    ({"blocks": []}, "missing required field: type [json-pointer:/view]"),
    ({"type": "page", "blocks": []}, "unsupported type: page [json-pointer:/view/type]"),
    (
        modal(submit_disabled=True),
        "invalid additional property: submit_disabled [json-pointer:/view]",
    ),
    (
        modal(blocks=[{"type": "divider"}, question(TEXT_INPUT)]),
        "must define `submit` to use an `input` block in modals"
        " [json-pointer:/view/blocks/1/input]",
    ),
    ([], "must be an object [json-pointer:/view]"),
]


@pytest.mark.parametrize(("view", "fault"), VIEWS)
def test_each_fault_of_a_view_is_named(view, fault) -> None:
    assert fault in view_faults(view)


def test_a_whole_form_is_sound() -> None:
    assert view_faults(modal(submit=plain(24), blocks=[question(TEXT_INPUT)])) == []
