"""Who led actions at a moment."""

from datetime import datetime

from sqlmodel import Session, col
from sqlmodel import select as rows

from models import action as actions
from models.action import Action
from models.entry import Entry, unpacked
from models.plan import Plan
from models.role import Role, roles_of


def leads_at(
    session: Session, plan: Plan, refs: dict[str, int], as_at: datetime
) -> dict[str, tuple[str, ...]]:
    """The names of the roles that led these actions at a moment; `refs` are numbers to ids."""
    query = (
        rows(Action.ref, Role.key)
        .join(actions.ActionLead, col(actions.ActionLead.action_id) == Action.id)
        .join(Role, col(Role.id) == actions.ActionLead.role_id)
        .where(col(Action.id).in_(refs.values()))
        .order_by(col(actions.ActionLead.position))
    )
    keys: dict[str, list[str]] = {}
    for ref, key in session.exec(query).all():
        keys.setdefault(ref, []).append(key)
    keys |= _leads_before(session, plan, list(refs), as_at)
    names = {role.key: role.name for role in roles_of(session, plan.id or 0)}
    return {ref: tuple(names[key] for key in found) for ref, found in keys.items()}


def _leads_before(
    session: Session, plan: Plan, refs: list[str], as_at: datetime
) -> dict[str, list[str]]:
    """What the leads had been, of those whose leads were changed after the moment."""
    query = (
        rows(Entry)
        .where(Entry.plan_id == plan.id, Entry.noun == "action", Entry.field == "leads")
        .where(col(Entry.key).in_(refs), Entry.at > as_at)
        .order_by(col(Entry.id).desc())
    )
    return {entry.key: unpacked(entry.old) for entry in session.exec(query).all()}
