"""Rows among the actions that are none: headings of themes, totals, keys and footers."""

import re
from collections.abc import Iterable, Sequence

from bot.intake.cells import BLANK, Faults, Row
from bot.intake.headings import folded
from bot.intake.themes import names_theme

_WORDS = re.compile(
    r"((grand|sub) ?)?totals?|((rag|brag|status) )?(key|legend)|sources?|notes?|nb|summary"
    r"|average|count|end of (plan|table|document|report)"
)
_TOTAL = re.compile(r"((grand|sub) ?)?totals?\b")
_FOOTER = re.compile(
    r"((grand|sub) ?)?totals?\b|page \d|print(ed)?\b|last (updated|saved|printed)\b|updated\b"
    r"|version\b|end of\b|source\b|notes?\b|key\b|legend\b"
)
_LONG = 20
_WORTH = {"leads", "start", "revised_end", "end", "original_end"}


def without_asides(rows: Sequence[Row], faults: Faults) -> list[Row]:
    """The rows of actions: those under a theme's heading name it, what is left out is remarked on.

    What runs on below a total or a key is left out with it; below a page's footer among the
    actions it still belongs to the action above.
    """
    found: list[Row] = []
    theme, aside = "", False
    last = max((at for at, row in enumerate(rows) if _is_numbered(row)), default=-1)
    for at, row in enumerate(rows):
        if heading := _heading(row, at > last):
            theme, aside = heading, False
        elif _is_aside(row, at > last) or (aside and not row.text("ref")):
            aside = aside or at > last or _is_word(row)
            _leave_out(row, faults)
        else:
            aside = False
            found.append(row if row.text("theme") or not theme else _under(row, theme))
    return found


def _under(row: Row, theme: str) -> Row:
    return row.with_cell("theme", theme) if row.text("ref") else row


def _heading(row: Row, below_all: bool) -> str:
    """The theme that a row names and nothing else; empty where it is no heading."""
    text = BLANK if below_all else _lone(row)
    if row.filled() == {"ref"}:
        return text if names_theme(text) else BLANK
    return BLANK if _FOOTER.match(folded(text)) else text


def _lone(row: Row) -> str:
    """What stands alone in a row, in the column of references or of themes."""
    return next((row.text(field) for field in ("ref", "theme") if row.filled() == {field}), BLANK)


def _is_numbered(row: Row) -> bool:
    """An action, by its reference and its title."""
    ref = row.text("ref")
    return bool(re.search(r"\d", ref) and row.text("title")) and not _TOTAL.match(folded(ref))


def _is_aside(row: Row, below_all: bool) -> bool:
    if _is_word(row):
        return True
    if text := _lone(row):
        names_no_action = row.filled() == {"theme"} or len(text) > _LONG or names_theme(text)
        return bool(_FOOTER.match(folded(text))) or (below_all and names_no_action)
    return below_all and bool(_TOTAL.match(folded(row.text("ref"))))


def _is_word(row: Row) -> bool:
    """A total or a key, by what stands where the reference should."""
    return bool(_WORDS.fullmatch(folded(row.text("ref"))))


def _leave_out(row: Row, faults: Faults) -> None:
    text = ", ".join(_texts(row))
    if row.filled() & _WORTH:
        named = f"“{row.text('ref')}” is no" if row.text("ref") else "there is no"
        faults.add(row, "ref", f"{named} reference, and the row has dates or leads")
    else:
        faults.remark(f"{row.where.source}, row {row.where.row}", f"“{text}” is not read")


def _texts(row: Row) -> Iterable[str]:
    return (row.text(field) for field in row.cells if row.text(field))
