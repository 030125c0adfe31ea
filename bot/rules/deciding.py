"""What an update changes, decided before anything is touched."""

from collections.abc import Iterable

from bot.rules.intents import Update
from bot.rules.outcomes import Change, Refused
from models.action import COMPLETED, Standing

SPOKEN_FIELDS = ("rag", "percent")
ASKED = ("end_asked", "status_asked")


def changes_of(
    action: Standing, update: Update, may_move: bool, may_complete: bool = True
) -> tuple[Change, ...] | Refused:
    """Only what was named, and only where it differs from what stands.

    A new end date moves the date where the person may decide that; otherwise it is asked for. So
    is a completion, where the plan has it confirmed.
    """
    changes = _status_changes(action, update, may_complete)
    if any(one.field == "status" and one.new == COMPLETED for one in changes) and not update.end:
        changes += _no_longer_asked(action)
    for field in SPOKEN_FIELDS:
        said, stands = getattr(update, field), getattr(action, field)
        if said is not None and said != stands:
            changes.append(Change(field, stands, said))
    if update.end is not None:
        if action.start and update.end < action.start:
            return Refused("end_before_start", action.ref, detail=action.start.isoformat())
        changes += _date_changes(action, update, may_move)
    return tuple(changes)


def _status_changes(action: Standing, update: Update, may_complete: bool) -> list[Change]:
    """Saying where it stands answers whether it is complete, for whoever may say that."""
    if update.status is None:
        return []
    asks = update.status == COMPLETED and action.status != COMPLETED and not may_complete
    changes = [Change("status_asked", action.status_asked, COMPLETED if asks else None)]
    if not asks:
        changes.insert(0, Change("status", action.status, update.status))
    return [change for change in changes if change.old != change.new]


def _no_longer_asked(action: Standing) -> list[Change]:
    """What is complete needs no other end date."""
    return [Change("end_asked", action.end_asked, None)] if action.end_asked else []


def asks(changes: Iterable[Change]) -> list[Change]:
    """The changes that ask somebody else to decide."""
    return [change for change in changes if change.field in ASKED and change.new]


def wants_reason(changes: Iterable[Change]) -> bool:
    """Whether a change is one that says little without a reason: amber, red, another end asked."""
    return any(
        (one.field == "rag" and one.new in ("amber", "red"))
        or (one.field == "end_asked" and one.new)
        for one in changes
    )


def _date_changes(action: Standing, update: Update, may_move: bool) -> list[Change]:
    """Moving the date, or asking for the one that stands, answers a question still open."""
    settled = may_move or update.end == action.end
    changes = [Change("end_asked", action.end_asked, None if settled else update.end)]
    if may_move:
        changes.insert(0, Change("end", action.end, update.end))
    return [change for change in changes if change.old != change.new]
