"""The arguments of an API call, read alike from a form and from JSON."""

import json
from typing import Any, TypeVar

from bot.practice.errors import Json, SlackError

LIMIT = 999
Item = TypeVar("Item")


class Arguments:
    """A form carries everything as words, and what has structure as JSON in words."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def __contains__(self, name: str) -> bool:
        return self.given.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        value = self.given.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """The argument, or `invalid_arguments` that names it."""
        value = self.text(name)
        if not value:
            note = f"[ERROR] missing required field: {name}"
            raise SlackError("invalid_arguments", response_metadata={"messages": [note]})
        return value

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        text = self.text(name)
        if not text:
            return default
        if not text.isdigit():
            raise SlackError("invalid_limit")
        return int(text)

    def page(self, found: list[Item], default: int, most: int = LIMIT) -> tuple[list[Item], str]:
        """The part of the list that `cursor` and `limit` ask for, and the cursor after it."""
        limit = self.number("limit", default)
        if not 0 < limit <= max(most, default):
            raise SlackError("invalid_limit")
        start = self._cursor()
        more = len(found) > start + limit
        return found[start : start + limit], f"next:{start + limit}" if more else ""

    def _cursor(self) -> int:
        given = self.text("cursor")
        position = given.removeprefix("next:")
        if given and not (given.startswith("next:") and position.isdigit()):
            raise SlackError("invalid_cursor")
        return int(position or 0)

    def listed(self, name: str) -> list[str]:
        value = self.given.get(name) or ""
        parts = value if isinstance(value, list) else str(value).split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def structure(self, name: str, error: str) -> Any:
        """A value with structure; `error` when the words are not JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError as bad:
            raise SlackError(error) from bad
