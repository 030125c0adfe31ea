"""The plain-text twins of what is posted: for the command line, and for whoever reads no blocks."""

import html
import re
from collections.abc import Iterator
from datetime import date

from bot.rules.reminding import RoleReminder
from bot.views.blocks import Block
from bot.views.words import counted, days, said_date

_MARKS = re.compile(r"(?<![\w\u2060])([*_`])((?:(?!\1|\n).)+?)(?<!\u2060)\1(?!\w)")


def as_text(blocks: list[Block]) -> str:
    """Blocks as lines of text."""
    return "\n".join(filter(None, (_block(block) for block in blocks)))


def _block(block: Block) -> str:
    match block["type"]:
        case "header":
            return f"{block['text']['text']}\n"
        case "section":
            return as_plain(block["text"]["text"])
        case "context":
            return "\n".join(as_plain(element["text"]) for element in block["elements"])
        case "actions":
            return "  ".join(f"[{one['text']['text']}]" for one in block["elements"])
        case _:
            return "-" * 20


def as_plain(text: str) -> str:
    """A sentence without Slack's formatting."""
    bare = text
    for _ in range(2):  # bold with code in it
        bare = _MARKS.sub(r"\2", bare)
    return html.unescape(bare.replace("\u2060", ""))


def reminder_lines(found: list[RoleReminder], day: date) -> Iterator[str]:
    """What each role has in front of it, for the command line."""
    if not found:
        yield f"Nothing is overdue on {said_date(day)}, and nothing ends within 14 days."
    for one in found:
        sends = "posts today" if one.posts_today else "quiet today"
        yield f"{one.role} ({one.user or 'vacant'}): {counted(len(one.items), 'action')}, {sends}"
        for it in one.items:
            item = it.item
            when = {"overdue": "late", "due_soon": "left", "silent": "quiet"}[item.reason]
            yield f"  {item.ref:5} {days(item.days)} {when}{', manages' if it.manages else ''}"
