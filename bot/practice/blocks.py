"""Block Kit as Slack judges it: the faults in a list of blocks, and what stands in one."""

from collections.abc import Iterator
from itertools import count
from typing import Literal

from bot.practice import limits
from bot.practice.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from bot.practice.errors import Json
from bot.practice.shapes import (
    Check,
    anything,
    both,
    either,
    fault,
    flag,
    items,
    plain,
    rich,
    shape,
    typed,
    words,
)

Surface = Literal["message", "modal", "home"]
BLOCK_ID: dict[str, Check] = {"block_id": words(limits.BLOCK_ID)}


def _section_says_something(value: object, pointer: str) -> list[str]:
    if isinstance(value, dict) and ("text" in value or "fields" in value):
        return []
    return fault("must define either `text` or `fields`", f"{pointer}/type")


MRKDWN = shape({"text": words(limits.CONTEXT_TEXT)}, {"verbatim": flag})
SIMPLE = shape({"text": words(limits.CONTEXT_TEXT)}, {"emoji": flag})
SECTION = both(
    shape(
        {},
        {
            **BLOCK_ID,
            "text": rich(limits.SECTION_TEXT),
            "fields": items(limits.SECTION_FIELDS, rich(limits.FIELD_TEXT)),
            "accessory": either(typed(IN_SECTION)),
            "expand": flag,
        },
    ),
    _section_says_something,
)
IMAGE_BLOCK = shape(
    {"alt_text": words(limits.ALT_TEXT)},
    {
        **BLOCK_ID,
        "image_url": words(limits.IMAGE_URL),
        "slack_file": anything,
        "title": plain(limits.IMAGE_TITLE),
    },
)
CONTEXT = shape(
    {
        "elements": items(
            limits.CONTEXT_ELEMENTS,
            either(typed({"mrkdwn": MRKDWN, "plain_text": SIMPLE, "image": IMAGE})),
        )
    },
    BLOCK_ID,
)
ACTIONS = shape({"elements": items(limits.ACTIONS_ELEMENTS, either(typed(IN_ACTIONS)))}, BLOCK_ID)
INPUT = shape(
    {"label": plain(limits.LABEL_TEXT), "element": either(typed(IN_INPUT))},
    {**BLOCK_ID, "hint": plain(limits.HINT_TEXT), "optional": flag, "dispatch_action": flag},
)
EVERYWHERE: dict[str, Check] = {
    "section": SECTION,
    "divider": shape({}, BLOCK_ID),
    "header": shape({"text": plain(limits.HEADER_TEXT)}, BLOCK_ID),
    "image": IMAGE_BLOCK,
    "context": CONTEXT,
    "actions": ACTIONS,
    "input": INPUT,
    "rich_text": shape({"elements": anything}, BLOCK_ID),
}
IN_MESSAGES: dict[str, Check] = {
    **EVERYWHERE,
    "markdown": shape({"text": words(limits.MARKDOWN_TEXT)}, BLOCK_ID),
    "table": shape({"rows": anything}, {**BLOCK_ID, "column_settings": anything}),
}
MESSAGE_BLOCKS = items(limits.BLOCKS_IN_MESSAGE, typed(IN_MESSAGES), least=0)
VIEW_BLOCKS = items(limits.BLOCKS_IN_VIEW, typed(EVERYWHERE), least=0)


def block_faults(blocks: object, surface: Surface = "message") -> list[str]:
    """What Slack would object to, in its words and with the place of each; empty when nothing."""
    if surface == "message":
        found = MESSAGE_BLOCKS(blocks, "/blocks")
    else:
        found = VIEW_BLOCKS(blocks, "/view/blocks")
    return found or _repeated(blocks, "/blocks" if surface == "message" else "/view/blocks")


def _repeated(blocks: object, pointer: str) -> list[str]:
    """A `block_id` used by two blocks, or an `action_id` by two elements of one block."""
    found: list[str] = []
    seen: set[str] = set()
    for at, block in enumerate(blocks if isinstance(blocks, list) else []):
        found += _taken("block_id", [block.get("block_id")], seen, f"{pointer}/{at}")
        ids = [element.get("action_id") for element in elements_of(block)]
        found += _taken("action_id", ids, set(), f"{pointer}/{at}")
    return found


def _taken(name: str, given: list[str | None], seen: set[str], pointer: str) -> list[str]:
    found = []
    for each in filter(None, given):
        if each in seen:
            found += fault(f'`{name}` "{each}" already exists', pointer)
        seen.add(each)
    return found


def elements_of(block: Json) -> list[Json]:
    """The elements of a block that a person can act on or fill in."""
    if block.get("type") == "actions":
        return list(block["elements"])
    element = block.get("element") or block.get("accessory")
    return [element] if element and element.get("type") != "image" else []


def all_elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every such element, with the block it stands in."""
    for block in blocks:
        for element in elements_of(block):
            yield block, element


def text_length(part: object) -> int:
    """The characters of all the text in the blocks together, which Slack also limits."""
    if isinstance(part, list):
        return sum(map(text_length, part))
    if not isinstance(part, dict):
        return 0
    own = len(part["text"]) if isinstance(part.get("text"), str) else 0
    return own + sum(map(text_length, part.values()))


def with_block_ids(blocks: list[Json]) -> list[Json]:
    """The blocks, with an id for each that has none, as Slack hands them back."""
    taken = {block.get("block_id") for block in blocks}
    free = (each for each in map("b{}".format, count(1)) if each not in taken)
    return [
        block if block.get("block_id") else {**block, "block_id": next(free)} for block in blocks
    ]
