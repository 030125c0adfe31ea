"""What the intents of one message make of each other: repeats, and two minds about one action."""

from collections.abc import Sequence
from dataclasses import replace

from bot.language import asking
from bot.rules.intents import Intent, Unclear, Update


def settled(intents: Sequence[Intent]) -> tuple[Intent, ...]:
    """The intents without repeats, a completion asked about that the message itself disputes."""
    if len(intents) < 2:
        return tuple(intents)
    once = list(dict.fromkeys(intents))
    return tuple(_disputed(intent, once) or intent for intent in once)


def _disputed(intent: Intent, others: Sequence[Intent]) -> Unclear | None:
    """ "4.2 done. Actually, 4.2 is not done": one message, two minds."""
    if not isinstance(intent, Update):
        return None
    if twice := _told_twice(intent, others):
        return Unclear("ambiguous", asking.conflict(intent.action, twice), (intent,))
    if intent.status != "completed":
        return None
    for other in others:
        read = other.read if isinstance(other, Unclear) else (other,)
        fields = {replace(u, note=None) for u in read if isinstance(u, Update) and u is not intent}
        fields -= {Update(intent.action), replace(intent, note=None)} - _again(other, intent)
        if any(update.action == intent.action for update in fields):
            question = asking.doubt("ambiguous", [intent.action], True)
            return Unclear("ambiguous", question, (intent,))
    return None


def _told_twice(intent: Update, others: Sequence[Intent]) -> tuple[str, ...]:
    """The two ratings that one message has for one action: "4.2 red. Correction: 4.2 amber"."""
    said = [one for other in others for one in _said(other)]
    same = [one for one in said if isinstance(one, Update) and one.action == intent.action]
    told = tuple(dict.fromkeys(one.rag for one in same if one.rag))
    return told if len(told) > 1 and intent.rag else ()


def _said(intent: Intent) -> tuple[Intent, ...]:
    """An intent, or what a question is about that says how things stand today."""
    if not isinstance(intent, Unclear):
        return (intent,)
    return intent.read if intent.reason in ("ambiguous", "hearsay", "near_miss") else ()


def _again(other: Intent, intent: Update) -> set[Update]:
    """A doubt about the same completion disputes it; saying it once more does not."""
    return {replace(intent, note=None)} if isinstance(other, Unclear) else set()
