"""An action: its number, its leads, its dates, and where it stands."""

from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, bindparam, func
from sqlalchemy import select as rows
from sqlmodel import Field, Session, SQLModel, UTCDateTime, col, select

from models.prepared import Prepared
from models.store import table

NOT_STARTED, IN_PROGRESS = "not_started", "in_progress"
COMPLETED, RESIDUAL = "completed", "residual"
CARRIED_OVER, WITHDRAWN = "carried_over", "withdrawn"
CLOSED = (CARRIED_OVER, WITHDRAWN)
STATUSES = (NOT_STARTED, IN_PROGRESS, COMPLETED, RESIDUAL)
# A residual action is work for the next plan: it stays open until it has been carried over.


class Action(SQLModel, table=True):
    """One numbered action as it stands now; how it came to stand so is in the ledger."""

    __tablename__: ClassVar[str] = "action"
    __table_args__ = (
        UniqueConstraint("plan_id", "ref"),
        CheckConstraint(f"status in {STATUSES}", "action_status"),
        CheckConstraint("rag in ('green', 'amber', 'red')", "action_rag"),
        CheckConstraint("percent between 0 and 100", "action_percent"),
        CheckConstraint('"end" >= start', "action_dates"),
        CheckConstraint("status_asked = 'completed'", "action_status_asked"),
        CheckConstraint("closed in ('carried_over', 'withdrawn')", "action_closed"),
        Index("action_status_end", "plan_id", "status", "end"),
        # Partial ones, of what is open and of what is unsettled, as their migrations say; to say it
        # here would load PostgreSQL's dialect at every start.
        Index("action_open_end", "plan_id", "end"),
        Index("action_unsettled", "plan_id", "position"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    theme_id: int = Field(foreign_key="theme.id")
    ref: str
    position: int
    title: str
    start: date | None = None
    end: date | None = None
    original_end: date | None = None
    end_asked: date | None = None  # a new end that was asked for and not yet granted
    status: str = NOT_STARTED
    status_asked: str | None = None  # said to be complete, and not yet confirmed
    closed: str | None = None  # open work no longer: carried over to another plan, or withdrawn
    carried_to: str | None = None  # where its work went on, as "Plan/4.2"
    carried_from: str | None = None  # where its work came from
    rag: str | None = None
    percent: int | None = None
    recorded_from: datetime  # from when the action counts as being on record
    last_update: datetime | None = None
    entered_at: datetime  # when the ledger last had an entry of it; the next is not before that
    version: int = 1

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to do it, in this plan."""
        return self.status != COMPLETED and self.closed is None


class ActionLead(SQLModel, table=True):
    """A role that leads an action; the first one named comes first."""

    __tablename__: ClassVar[str] = "action_lead"

    action_id: int = Field(foreign_key="action.id", primary_key=True)
    role_id: int = Field(foreign_key="role.id", primary_key=True, index=True)
    position: int


class Standing(NamedTuple):
    """An action as whoever changes it meets it. A row costs a third of what an object does."""

    id: int
    version: int
    ref: str
    title: str
    start: date | None
    end: date | None
    original_end: date | None
    end_asked: date | None
    status: str
    rag: str | None
    percent: int | None
    last_update: datetime | None
    entered_at: datetime
    status_asked: str | None
    closed: str | None
    carried_to: str | None
    carried_from: str | None

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to do it, in this plan."""
        return self.status != COMPLETED and self.closed is None


# Made once: putting a statement together takes longer than carrying it out.
_ACTION = table(Action).c
_LOCKED = Prepared(
    rows(*(_ACTION[name] for name in Standing._fields))
    .where(_ACTION.plan_id == bindparam("plan"), _ACTION.ref == bindparam("ref"))
    .with_for_update()
)
_UNCHANGED = (_ACTION.id == bindparam("was_id")) & (_ACTION.version == bindparam("was_version"))
_CHANGE = Prepared(table(Action).update().where(_UNCHANGED))


def locked(session: Session, plan_id: int, ref: str) -> Standing:
    """An action, held until the transaction ends so that what it stands at is what is changed."""
    (found,) = _LOCKED.rows(session, {"plan": plan_id, "ref": ref})
    return Standing(*found)


def change(session: Session, stands: Standing, values: dict[str, Any]) -> None:
    """Change the columns of an action that is held."""
    was = {"was_id": stands.id, "was_version": stands.version, "version": stands.version + 1}
    if _CHANGE.changed(session, {**values, **was}) != 1:
        raise AssertionError(f"{stands.ref} changed under its own lock")  # pragma: no cover


def hold_all(session: Session, plan_id: int) -> None:
    """Hold every action of a plan until the transaction ends."""
    session.exec(select(Action.id).where(Action.plan_id == plan_id).with_for_update()).all()


def last_entered(session: Session, plan_id: int) -> datetime | None:
    """The latest moment at which the ledger had an entry of any of a plan's actions."""
    latest = func.max(Action.entered_at, type_=UTCDateTime())
    return session.exec(select(latest).where(Action.plan_id == plan_id)).one()


def actions_of(session: Session, plan_id: int) -> list[Action]:
    """All of a plan's actions in its own order."""
    query = select(Action).where(Action.plan_id == plan_id)
    return list(session.exec(query.order_by(col(Action.position), col(Action.id))).all())


def leads_of(session: Session, plan_id: int) -> dict[int, tuple[int, ...]]:
    """Action id to the ids of the roles that lead it, first one first."""
    query = (
        select(ActionLead)
        .join(Action, col(Action.id) == ActionLead.action_id)
        .where(Action.plan_id == plan_id)
        .order_by(col(ActionLead.position))
    )
    found: dict[int, tuple[int, ...]] = {}
    for lead in session.exec(query).all():
        found[lead.action_id] = (*found.get(lead.action_id, ()), lead.role_id)
    return found
