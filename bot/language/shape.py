"""Intents as plain values for JSON: what was not said is left out, dates are ISO."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import get_args

from bot.rules.intents import Intent, Unclear

UNSAID = ("kind", "read", "unknown", "nearest")  # said first, said last, or said in the question


def as_json(text: str, intents: Iterable[Intent]) -> dict[str, object]:
    """A message and what it was read as, ready for `json.dumps`."""
    return {"text": whole(text), "intents": [_plain(intent) for intent in intents]}


def whole(text: str) -> str:
    """A text with the halves of broken characters replaced, so that it can be stored and sent."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, float) and value.is_integer() else value


# The fields of each kind of intent that are said, and the names that JSON has for them.
_SAID = {
    kind: [(one.name, one.name.rstrip("_")) for one in fields(kind) if one.name not in UNSAID]
    for kind in get_args(Intent)
}


def _plain(intent: Intent) -> dict[str, object]:
    shown: dict[str, object] = {"kind": intent.kind}
    for name, shown_as in _SAID[type(intent)]:
        value = getattr(intent, name)
        if value is not None:
            shown[shown_as] = _value(value)
    if isinstance(intent, Unclear):
        shown["read"] = [_plain(inner) for inner in intent.read]
    return shown
