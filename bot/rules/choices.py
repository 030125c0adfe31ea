"""The answers that a question offers, so that one press is enough."""

from dataclasses import dataclass, replace
from typing import Any

from bot.rules.intents import Unclear, Update


@dataclass(frozen=True, slots=True)
class Choice:
    """What one answer records; nothing where it leaves all as it is.

    `undo` are the requests that it takes back first. `numbered`: only the answer says which action
    it is about, since the question does not. `plan`: the words are heard anew, in that plan.
    """

    updates: tuple[Update, ...] = ()
    undo: tuple[str, ...] = ()
    numbered: bool = False
    plan: str | None = None


LEAVE = Choice()
COMPLETED = {"status": "completed"}
IN_PROGRESS = {"status": "in_progress"}
NOT_STARTED = {"status": "not_started"}
# A rating says nothing of the status that was doubted.
RATINGS: tuple[dict[str, Any], ...] = tuple(
    {"status": None, "rag": rag} for rag in ("green", "amber", "red")
)


def choices_of(unclear: Unclear) -> tuple[Choice, ...]:
    """The answers to what was not clear; none where only words can answer it."""
    updates = tuple(one for one in unclear.read if isinstance(one, Update))
    if not updates or len(updates) != len(unclear.read):
        return ()
    apart = len({update.action for update in updates}) > 1
    if unclear.reason == "ambiguous" and apart:
        return (*(Choice((update,)) for update in updates), LEAVE)
    return (*_ways(unclear, updates), LEAVE)


def _ways(unclear: Unclear, updates: tuple[Update, ...]) -> list[Choice]:
    """What was read, set right in each way that it may have been meant."""
    return [
        Choice(tuple(replace(update, **fields) for update in updates))
        for fields in _fields(unclear, updates[0])
    ]


def _fields(unclear: Unclear, read: Update) -> tuple[dict[str, Any], ...]:
    if unclear.reason == "bulk" or read.end is not None:
        return ({},)
    if read.percent == 100 and read.status is None:
        return (COMPLETED, {})
    if read.status == "completed":
        doubted = unclear.reason in ("negated", "future")
        return (IN_PROGRESS, *RATINGS) if doubted else (COMPLETED, IN_PROGRESS)
    if read.status is not None:
        return (NOT_STARTED, IN_PROGRESS, COMPLETED)
    return RATINGS if read.rag is not None else ({},)
