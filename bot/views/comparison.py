"""What an import would do, as lines for the command line."""

from collections import Counter
from collections.abc import Iterator

from bot.rules.comparison import Changed, Comparison
from bot.rules.outcomes import Change
from bot.views.words import FIELD, STATUS, counted, value

CHANGES_SHOWN = 30
QUIET_FIELDS = {"position", "series"}


def comparison_lines(found: Comparison) -> Iterator[str]:
    """What would be created, changed and left alone."""
    if found.does_nothing:
        yield f"{found.name}: nothing changed, {_things(found.unchanged)} as before."
        yield from _absent(found)
        return
    made = Counter(noun for noun, _ in found.created)
    counts = [counted(count, noun) for noun, count in made.items() if noun != "plan"]
    if counts:
        yield f"{found.name}{' (new)' if found.is_new else ''}: creates {', '.join(counts)}."
    for changed in found.changed[:CHANGES_SHOWN]:
        yield f"  changes {changed.noun} {changed.key}: {_changes(changed)}"
    if len(found.changed) > CHANGES_SHOWN:
        yield f"  and {counted(len(found.changed) - CHANGES_SHOWN, 'more change')}"
    if not found.is_new:
        yield f"  leaves {_things(found.unchanged)} as they are."
    yield from _absent(found)


def _things(count: int) -> str:
    return counted(count, "entry", "entries")


def _absent(found: Comparison) -> Iterator[str]:
    refs = [key for noun, key in found.absent if noun == "action"]
    if refs:
        yield f"  not in the file, and kept: {', '.join(refs)}"


def _changes(changed: Changed) -> str:
    return "; ".join(_change(change) for change in changed.changes)


def _change(change: Change) -> str:
    name = FIELD.get(change.field, change.field)
    if change.field in QUIET_FIELDS:
        return f"{name} changed"
    if change.field in ("start", "end", "as_of"):
        return f"{name} from {value('end', change.old)} to {value('end', change.new)}"
    return f"{name} from {_value(change.old)} to {_value(change.new)}"


def _value(it: object) -> str:
    if isinstance(it, list):
        return ", ".join(str(one) for one in it) or "none"
    return "none" if it is None else STATUS.get(str(it), f"“{it}”")


def question(found: Comparison) -> str:
    """What is asked before it is done."""
    return f"Bring this into {found.name}?"
