"""Changes in words, from what to what."""

from bot.rules.outcomes import Change
from bot.views.blocks import named
from bot.views.words import FIELD, value


def changed(changes: tuple[Change, ...]) -> str:
    """Each change, from what to what."""
    if not changes:
        return "noted, nothing else changed."
    return f"{'; '.join(map(_told, changes))}."


def _told(it: Change) -> str:
    what = FIELD.get(it.field) or named(it.field)
    return f"{what} from {value(it.field, it.old)} to {value(it.field, it.new)}"
