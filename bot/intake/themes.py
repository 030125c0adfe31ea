"""The themes of a plan: from a sheet of their own, or from what the actions say."""

import re
from collections.abc import Iterable, Sequence

from bot.intake.cells import Faults, Row
from bot.intake.headings import folded
from bot.rules.plan_file import ThemeRow

FIRST = "1"
_NUMBERED = re.compile(
    r"(?:(?:issue|theme|priority|work ?stream|section)\s+(\d{1,3}|[a-z])\b[\s.:)–—-]*"
    r"|(\d{1,3}|[a-z])(?:\s*[.:)]\s*|\s+[-–—]\s*|$))(.*)",
    re.IGNORECASE,
)


def read_themes(rows: Iterable[Row], faults: Faults) -> list[ThemeRow]:
    """The themes of a sheet, each reference once."""
    found: dict[str, ThemeRow] = {}
    for row in rows:
        theme = ThemeRow(_parts(row.text("ref"))[0] or row.text("ref"), row.text("title"))
        if not theme.ref:
            faults.add(row, "ref", "there is no reference")
        elif not theme.title:
            faults.add(row, "title", "there is no title")
        elif found.setdefault(theme.ref, theme) is not theme:
            faults.add(row, "ref", f"theme “{theme.ref}” stands here a second time")
    return list(found.values())


class Themes:
    """Says which theme each action belongs to; those without a sheet are made as they are met.

    A theme is named by its number ("4", "Issue 4: Plans") or its title. An action that names none
    belongs to the part of its reference before the dot, and where the plan's references have no
    dot, to the theme of the action above.
    """

    def __init__(self, given: Sequence[ThemeRow], refs: Iterable[str]) -> None:
        self._titles = {theme.ref: theme.title for theme in given}
        self._closed = bool(given)
        self._dotted = any("." in ref for ref in refs)
        self._above = FIRST

    def of(self, row: Row, ref: str, faults: Faults) -> str:
        """The reference of the theme that an action belongs to."""
        shown = row.text("theme")
        number, title = _parts(shown)
        title = row.text("theme_title") or title
        theme = self._known(number, title)
        if theme is None and shown and self._closed:
            faults.add(row, "theme", f"“{shown}” is not among the themes")
        if theme is None:
            theme = number or self._unnumbered(ref, title)
        self._titles[theme] = self._titles.get(theme) or title
        self._above = theme
        return theme

    def rows(self) -> tuple[ThemeRow, ...]:
        """All the themes, in order."""
        return tuple(ThemeRow(ref, title or None) for ref, title in self._titles.items())

    def _known(self, number: str, title: str) -> str | None:
        if number:
            return number if number in self._titles else None
        named = (ref for ref, known in self._titles.items() if folded(known or "") == folded(title))
        return next(named, None) if title else None

    def _unnumbered(self, ref: str, title: str) -> str:
        """A reference for a theme that came without one."""
        own = ref.partition(".")[0] if self._dotted else ""
        if not title:
            return own or self._above
        if own and not self._titles.get(own):
            return own
        numbers = map(str, range(1, len(self._titles) + 2))
        return next(number for number in numbers if number not in self._titles)


def names_theme(text: str) -> bool:
    """Whether a text is a theme's heading, such as "Issue 1: Plans", "Theme B" or "2. Staff"."""
    number, title = _parts(text)
    is_worded = bool(number) and text[:2].isalpha()
    return is_worded or (bool(number) and bool(re.match(r"[^\W\d]{3}", title)))


def _parts(shown: str) -> tuple[str, str]:
    """The number and the title in a theme's cell, each empty where there is none."""
    found = _NUMBERED.fullmatch(shown)
    return (found[1] or found[2], found[3]) if found else ("", shown)
