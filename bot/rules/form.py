"""The form about one action: what it showed when it was opened, and what was typed into it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

FIELDS = ("status", "rag", "percent", "end")


@dataclass(frozen=True, slots=True)
class Opened:
    """An action as a form showed it: what is typed is held against this."""

    plan_id: int
    ref: str
    version: int
    was: dict[str, Any]  # FIELDS to values; dates as ISO texts, as they travel through Slack


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form held when it was sent off."""

    values: dict[str, Any]  # FIELDS to values, as in Opened
    note: str = ""

    def touched(self, opened: Opened) -> dict[str, Any]:
        """The fields that were changed by hand; one that was emptied says nothing."""
        return {
            name: value
            for name, value in self.values.items()
            if value is not None and value != opened.was.get(name)
        }


@dataclass(frozen=True, slots=True)
class Form:
    """What is shown: an action's present values, over them what was typed, and why it is back."""

    opened: Opened
    plan: str
    title: str
    may_move: bool
    typed: Typed = field(default_factory=lambda: Typed({}))
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Picker:
    """A form that first asks which action it is about: references and titles.

    `note` is the message that is to be recorded, where there is one.
    """

    plan_id: int
    plan: str
    actions: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be recorded, under the field it stands in; `field` is one of FIELDS or note."""

    field: str
    sentence: str


def as_value(it: object) -> Any:
    """A value as it travels through Slack."""
    return it.isoformat() if isinstance(it, date) else it
