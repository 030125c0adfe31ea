"""Block Kit, and Slack's limits on it. A view that would pass a limit says how many it left out."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]

# https://docs.slack.dev/reference/block-kit/blocks
MESSAGE_BLOCKS = 50
SECTION_CHARACTERS = 3000
HEADER_CHARACTERS = 150
BUTTON_CHARACTERS = 75
BUTTON_VALUE_CHARACTERS = 2000
OPTION_CHARACTERS = 75
TEXT_CHARACTERS = 4000
# All the blocks of a message together: messages of 13,200 characters have been refused.
BUDGET_CHARACTERS = 10_000

# Slack reads these as formatting; a word joiner before them leaves them as they were typed.
_FORMATTING = str.maketrans({mark: f"\u2060{mark}" for mark in "*_~`"})
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_LINK = str.maketrans({"<": "%3C", ">": "%3E", "|": "%7C", " ": "%20"})


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: `text` is what a notification shows, and all that a screen reader may get."""

    text: str
    blocks: list[Block]


NAME_CHARACTERS = 120
_CUT_ENTITY = re.compile(r"&[a-z]{0,3}$")


def message(text: str, blocks: list[Block]) -> Message:
    """A message whose notification fits."""
    return Message(shortened(text, TEXT_CHARACTERS), blocks)


def named(text: str, limit: int = NAME_CHARACTERS) -> str:
    """A title, a role, a plan: what people typed, short enough to stand among our own words."""
    return escaped(shortened(" ".join(text.split()), limit))


def escaped(text: str) -> str:
    """A person's words, so that they can neither mention, nor link, nor format.

    Words that run from right to left do not turn ours round.
    """
    bare = unturned(text).translate(_ENTITIES).translate(_FORMATTING)
    runs_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in bare)
    return f"\u2068{bare}\u2069" if runs_left else bare


def unturned(text: str) -> str:
    """A text without the marks that turn the direction of what comes after it."""
    return text.translate(_TURNS)


def remark(text: str | None, limit: int) -> str:
    """A person's note in quotation marks, to stand in a line of ours; nothing where there is none.

    It stays in its line: what begins a new one could pass for ours.
    """
    return f" “{named(text, limit)}”" if text else ""


def escaped_link(link: str) -> str:
    """A link, so that it can neither end early nor show itself as something else."""
    return link.translate(_IN_LINK)


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was cut."""
    if len(text) <= limit:
        return text
    return _CUT_ENTITY.sub("", text[: limit - 1]).rstrip() + "…"


def header(text: str) -> Block:
    """A heading, in plain text."""
    return {"type": "header", "text": plain(shortened(text, HEADER_CHARACTERS))}


def section(text: str) -> Block:
    """A paragraph of our own words; what people typed goes through `escaped` first."""
    return {"type": "section", "text": _formatted(text)}


def _formatted(text: str) -> Block:
    """Slack's formatting, with nothing made into a link that we have not made one."""
    return {"type": "mrkdwn", "text": shortened(text, SECTION_CHARACTERS), "verbatim": True}


def quoted(text: str) -> Block:
    """A person's own words, literally."""
    return {"type": "section", "text": plain(shortened(unturned(text), SECTION_CHARACTERS))}


def context(text: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [_formatted(text)]}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def buttons(*made: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(made)}


def button(label: str, action_id: str, value: str, style: str | None = None) -> Block:
    """A button; `value` comes back with the press."""
    made: Block = {
        "type": "button",
        "text": plain(shortened(label, BUTTON_CHARACTERS)),
        "action_id": action_id,
        "value": value[:BUTTON_VALUE_CHARACTERS],
    }
    return {**made, "style": style} if style else made


def option(label: str, it: str) -> Block:
    """One line of a select."""
    return {"text": plain(shortened(label, OPTION_CHARACTERS)), "value": it}


def listed(heading: str, lines: list[str], total: int, limit: int) -> list[Block]:
    """A heading and its first lines, and how many more there are. Nothing for an empty list."""
    if not total:
        return []
    shown = lines[:limit]
    left = total - len(shown)
    more = [f"_and {left} more_"] if left else []
    blocks = [section(f"*{heading}*")] if heading else []
    return blocks + [section(text) for text in _packed([*shown, *more])]


def _packed(lines: Iterable[str]) -> list[str]:
    """Lines put together into as few sections as hold them."""
    packed: list[str] = []
    for line in lines:
        line = shortened(line, SECTION_CHARACTERS)
        if packed and len(packed[-1]) + len(line) < SECTION_CHARACTERS:
            packed[-1] += f"\n{line}"
        else:
            packed.append(line)
    return packed


def weight(blocks: list[Block]) -> int:
    """The characters of all blocks together, as Slack receives them."""
    return len(json.dumps(blocks, ensure_ascii=False))


def fits(blocks: list[Block]) -> bool:
    """Whether a message may hold these blocks."""
    return len(blocks) <= MESSAGE_BLOCKS and weight(blocks) <= BUDGET_CHARACTERS


def fitted(make: Callable[[int], list[Block]], limits: Sequence[int]) -> list[Block]:
    """The blocks made with the first limit under which a message may hold them."""
    blocks: list[Block] = []
    for limit in limits:
        blocks = make(limit)
        if fits(blocks):
            break
    return blocks


def plain(text: str) -> Block:
    """Text that is shown just as it is."""
    return {"type": "plain_text", "text": text or " ", "emoji": False}
