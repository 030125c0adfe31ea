"""Changes in words, from what to what."""

from bot.rules.outcomes import Change
from bot.views.words import FIELD, value


def changed(changes: tuple[Change, ...]) -> str:
    """Each change, from what to what."""
    if not changes:
        return "noted, nothing else changed."
    told = [
        f"{FIELD.get(c.field, c.field)} from {value(c.field, c.old)} to {value(c.field, c.new)}"
        for c in changes
    ]
    return f"{'; '.join(told)}."
