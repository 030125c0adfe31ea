"""Who holds which role, and who administers."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from bot.rules.book import holder_on
from bot.rules.outcomes import Change
from bot.rules.people import Assigned
from bot.rules.role_names import role_key
from bot.rules.said import Said
from bot.services import ledger
from models import plan as plans
from models.entry import CHANGE, CREATE
from models.errors import PlainError
from models.plan import Plan
from models.role import Administrator, Holding, Role, administrators, roles_of


class UnknownRoleError(PlainError):
    """There is no such role in the plan; the message names those that there are."""


def assign(
    session: Session, plan: Plan, said: Said, role_name: str, user: str | None, from_day: date
) -> Assigned:
    """Put a person (or None: nobody) in a role from a day on, until the next change already known.

    Raises UnknownRoleError. What was so before that day stays as it was.
    """
    role = _role(session, plan, role_name)
    held = _holdings(session, role)
    before = holder_on(held, from_day)
    if before != user:
        _close(session, held, from_day)
        session.add(
            Holding(
                role_id=role.id or 0, user=user, from_day=from_day, until_day=_until(held, from_day)
            )
        )
        key = f"{role.key}@{from_day.isoformat()}"
        change = Change("holder", before, user)
        ledger.write(session, said, plan.id, CHANGE, "holding", key, [change])
        plans.bump(session, plan.id or 0)
    return Assigned(role.name, user, before, from_day)


def _role(session: Session, plan: Plan, name: str) -> Role:
    found = roles_of(session, plan.id or 0)
    for role in found:
        if role.key == role_key(name):
            return role
    known = "; ".join(role.name for role in found)
    raise UnknownRoleError(f"There is no role “{name}” in {plan.name}. There are: {known}.")


def _holdings(session: Session, role: Role) -> list[Holding]:
    query = select(Holding).where(Holding.role_id == role.id).order_by(col(Holding.from_day))
    return list(session.exec(query).all())


def _close(session: Session, held: list[Holding], from_day: date) -> None:
    """End the holding that covers the day; one that begins on it never was."""
    for one in held:
        if one.from_day == from_day:
            session.delete(one)
        elif one.from_day < from_day and (one.until_day is None or one.until_day >= from_day):
            one.until_day = from_day - timedelta(days=1)
            session.add(one)
    session.flush()


def _until(held: list[Holding], from_day: date) -> date | None:
    """The last day before the next change that is known already."""
    later = [one.from_day for one in held if one.from_day > from_day]
    return min(later) - timedelta(days=1) if later else None


def name_administrator(session: Session, said: Said, user: str) -> bool:
    """Let a person administer; False where they did already."""
    if user in administrators(session):
        return False
    session.add(Administrator(user=user, named_at=said.at))
    ledger.write(session, said, None, CREATE, "administrator", user, [Change("user", None, user)])
    for plan in session.exec(select(Plan)).all():
        plans.bump(session, plan.id or 0)
    return True
