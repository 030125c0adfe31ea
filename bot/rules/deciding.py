"""What an update changes, decided before anything is touched."""

from bot.rules.intents import Update
from bot.rules.outcomes import Change, Refused
from models.action import Standing

SPOKEN_FIELDS = ("status", "rag", "percent")


def changes_of(action: Standing, update: Update, may_move: bool) -> tuple[Change, ...] | Refused:
    """Only what was named, and only where it differs from what stands.

    A new end date moves the date where the person may decide that; otherwise it is asked for.
    """
    changes = []
    for field in SPOKEN_FIELDS:
        said, stands = getattr(update, field), getattr(action, field)
        if said is not None and said != stands:
            changes.append(Change(field, stands, said))
    if update.end is not None:
        if action.start and update.end < action.start:
            return Refused("end_before_start", action.ref, detail=action.start.isoformat())
        changes += _date_changes(action, update, may_move)
    return tuple(changes)


def _date_changes(action: Standing, update: Update, may_move: bool) -> list[Change]:
    """Moving the date, or asking for the one that stands, answers a question still open."""
    settled = may_move or update.end == action.end
    changes = [Change("end_asked", action.end_asked, None if settled else update.end)]
    if may_move:
        changes.insert(0, Change("end", action.end, update.end))
    return [change for change in changes if change.old != change.new]
