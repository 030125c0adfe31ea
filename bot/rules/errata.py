"""What a digest that was posted said, and what is known of its moment by now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rules.targets import Shortfall

FIELDS = ("status", "rag", "end", "closed")  # those by which a digest counts and lists actions
OF_OPEN = ("rag", "end")  # and of these, what it says of open actions alone
Standing = Mapping[str, Any]  # an action's fields


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the ledger about an action's field, or about all of them where it was made."""

    id: int
    key: str
    field: str
    new: Any
    at: datetime
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of an action: what was shown of it, and what it was."""

    ref: str
    field: str
    shown: Any
    was: Any
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class FigureCorrection:
    """A measure off its target, or not any more; `was` is None where it was on it after all."""

    action: str
    measure: str
    shown: Shortfall | None
    was: Shortfall | None
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Erratum:
    """What a digest as at a moment got wrong."""

    plan: str
    zone: str
    as_at: datetime
    corrections: tuple[Correction, ...] = ()
    figures: tuple[FigureCorrection, ...] = ()


def corrections(words: Iterable[Word], slot: datetime, told: int) -> list[Correction]:
    """Where what is known of a moment by now differs from what was known up to an entry."""
    words = list(words)
    back = {word.key for word in words if word.undoes is not None and word.id > told}
    then, now = _stood([w for w in words if w.id <= told], slot), _stood(words, slot)
    return [
        Correction(ref, field, then[ref].get(field), was.get(field), ref in back)
        for ref, was in now.items()
        for field in FIELDS
        if ref in then
        and then[ref].get(field) != was.get(field)
        and (field not in OF_OPEN or was.get("status") != "completed")
    ]


def _stood(words: Iterable[Word], slot: datetime) -> dict[str, dict[str, Any]]:
    """Each action's fields at a moment, without what was ever taken back."""
    words = list(words)
    undone = {word.undoes for word in words}
    found: dict[str, dict[str, Any]] = {}
    for word in words:
        if word.at > slot or word.id in undone or word.undoes is not None:
            continue
        values = word.new if word.field == "*" else {word.field: word.new}
        found.setdefault(word.key, {}).update(values or {})
    return found
