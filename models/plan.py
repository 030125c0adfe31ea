"""A plan and its themes: what an inspection was answered with."""

from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import CheckConstraint, UniqueConstraint, bindparam
from sqlalchemy import select as rows
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, or_, select, update

from models.errors import PlainError
from models.prepared import Prepared
from models.store import table

OPEN, PAUSED, SIGNED_OFF = "open", "paused", "signed_off"


class Plan(SQLModel, table=True):
    """An improvement plan.

    `revision` counts changes to what messages are read by: references, end dates, measures, people.
    """

    __tablename__: ClassVar[str] = "plan"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("status in ('open', 'paused', 'signed_off')", "plan_status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace: str | None = None  # Slack's team id; None until the bot first meets its workspace
    name: str
    status: str = OPEN
    zone: str = "Europe/London"
    as_of: date | None = None
    policy: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    created_at: datetime
    revision: int = 1
    corrected_to: int = 0  # the entry up to which errata of its digests were looked for


class PlanHead(NamedTuple):
    """A plan as far as a message has to know it. A row costs half of what an object does."""

    id: int
    name: str
    zone: str
    revision: int


class Theme(SQLModel, table=True):
    """An issue, a work stream, a priority: what a plan's actions stand under."""

    __tablename__: ClassVar[str] = "theme"
    __table_args__ = (UniqueConstraint("plan_id", "ref"),)

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    ref: str
    title: str
    position: int


# Made once: putting a statement together takes longer than carrying it out.
_PLAN = table(Plan).c
_ALL_HEADS = (
    rows(*(_PLAN[name] for name in PlanHead._fields))
    .where(_PLAN.status != SIGNED_OFF)
    .order_by(_PLAN.id)
)
_IS_OURS = or_(_PLAN.workspace == bindparam("workspace"), _PLAN.workspace.is_(None))
_HEADS, _OUR_HEADS = Prepared(_ALL_HEADS), Prepared(_ALL_HEADS.where(_IS_OURS))


def plan_named(session: Session, name: str) -> Plan | None:
    """The plan of that name, whatever its case."""
    plans = session.exec(select(Plan)).all()
    return next((plan for plan in plans if plan.name.casefold() == name.casefold()), None)


class OtherWorkspaceError(PlainError):
    """The plans kept here belong to another Slack workspace than the bot's."""


def open_plans(session: Session, workspace: str | None = None) -> list[Plan]:
    """Plans that speak of themselves, in the order they came; with a workspace, only its own."""
    return [plan for plan in all_plans(session, workspace) if plan.status == OPEN]


def all_plans(session: Session, workspace: str | None = None) -> list[Plan]:
    """Every plan in the order they came, those that are signed off too; as `open_plans`."""
    query = select(Plan).order_by(col(Plan.id))
    if workspace is not None:
        query = query.where(or_(col(Plan.workspace) == workspace, col(Plan.workspace).is_(None)))
    return list(session.exec(query).all())


def heads(session: Session, workspace: str | None) -> list[PlanHead]:
    """The plans that people are heard on, a paused one too: of a workspace, and of none yet.

    Without one, which is how the command line asks, of all.
    """
    if workspace is None:
        found = _HEADS.rows(session, {})
    else:
        found = _OUR_HEADS.rows(session, {"workspace": workspace})
    return [PlanHead(*row) for row in found]


def adopt_plans(session: Session, workspace: str) -> None:
    """Plans imported before the bot met its workspace belong to it from now on."""
    session.exec(update(Plan).where(col(Plan.workspace).is_(None)).values(workspace=workspace))


def refuse_others(session: Session, workspace: str) -> None:
    """Raises OtherWorkspaceError where every plan belongs to another workspace."""
    belongs = set(session.exec(select(Plan.workspace)).all())
    if belongs and workspace not in belongs:
        raise OtherWorkspaceError(
            f"The plans kept here belong to the Slack workspace {' and '.join(map(str, belongs))}, "
            f"and the token is for {workspace}. Use a database of its own for each (DATABASE_URL), "
            "or say once: python -m bot migrate --to-workspace " + workspace
        )


def move_to_workspace(session: Session, workspace: str) -> None:
    """All the plans kept here belong to another workspace from now on."""
    session.exec(update(Plan).values(workspace=workspace))


def bump(session: Session, plan_id: int) -> None:
    """Say that what messages are read by has changed."""
    session.exec(
        update(Plan).where(col(Plan.id) == plan_id).values(revision=col(Plan.revision) + 1)
    )


def corrected(session: Session, plan_id: int, since: int, upto: int) -> bool:
    """Note up to which entry errata were looked for; False where another was faster."""
    here = (_PLAN.id == plan_id) & (_PLAN.corrected_to == since)
    done = session.connection().execute(table(Plan).update().where(here).values(corrected_to=upto))
    return done.rowcount == 1


def hold(session: Session, plan_id: int) -> None:
    """Hold a plan until the transaction ends: what is opened once is not opened by two."""
    session.exec(select(Plan.id).where(Plan.id == plan_id).with_for_update()).one()


def policy_of(session: Session, plan_id: int) -> dict[str, Any] | None:
    """The settings of a plan's policy; None where it has none of its own."""
    kept = session.exec(select(Plan.policy).where(Plan.id == plan_id)).one()
    return None if kept is None else dict(kept)


def plan_with(session: Session, plan_id: int) -> Plan:
    """The plan of that number."""
    return session.get_one(Plan, plan_id)


def themes_of(session: Session, plan_id: int) -> list[Theme]:
    """A plan's themes in their order."""
    query = select(Theme).where(Theme.plan_id == plan_id).order_by(col(Theme.position))
    return list(session.exec(query).all())
