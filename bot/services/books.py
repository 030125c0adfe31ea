"""The plans' books, kept in memory as long as their plan's revision stands."""

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.intents import Known, KnownAction, KnownMeasure
from bot.rules.plan_file import PlanFile
from bot.rules.policy import policy_of
from bot.rules.programmes import Programme
from bot.rules.said import Said
from bot.rules.targets import MeasureFacts
from bot.services import measuring
from bot.services.absence import absences
from bot.services.programmes import programmes_of
from models import action as actions
from models import measure as measures
from models import plan as plans
from models import role as roles
from models.plan import Plan, PlanHead


class Books:
    """Books by plan. Threads may share it: a race costs one more reading, nothing else."""

    def __init__(self) -> None:
        self._kept: dict[int, Book] = {}

    def of(self, session: Session, plan: Plan | PlanHead) -> Book:
        """The book of a plan at its present revision."""
        plan_id = plan.id or 0
        kept = self._kept.get(plan_id)
        if kept is None or kept.revision != plan.revision:
            kept = read_book(session, plan)
            self._kept[plan_id] = kept
        return kept


def book_with(session: Session, books: Books, said: Said, plan_id: int) -> Book | None:
    """The book of a plan by its number, if it is open and belongs to the workspace."""
    for head in plans.heads(session, said.workspace):
        if head.id == plan_id:
            return books.of(session, head)
    return None


def read_book(session: Session, plan: Plan | PlanHead) -> Book:
    """A plan's book, read afresh."""
    plan_id = plan.id or 0
    acts = actions.actions_of(session, plan_id)
    leads = actions.leads_of(session, plan_id)
    refs = {act.id or 0: act.ref for act in acts}
    facts = measuring.planned(session, measures.measures_of(session, plan_id), refs)
    programmes = programmes_of(session, plan_id)
    return Book(
        plan_id=plan_id,
        revision=plan.revision,
        name=plan.name,
        zone=plan.zone,
        known=_known(session, plan_id, acts, facts, programmes),
        measures=_by_action(facts),
        leads={act.ref: leads.get(act.id or 0, ()) for act in acts},
        roles={role.id: role for role in roles.roles_of(session, plan_id) if role.id is not None},
        holdings=_by_role(roles.holdings_of(session, plan_id)),
        administrators=frozenset(roles.administrators(session)),
        policy=policy_of(plans.policy_of(session, plan_id)),
        absences=absences(session),
        set_aside=frozenset(act.ref for act in acts if act.closed),
        programmes=programmes,
    )


def _by_role(found: list[roles.Holding]) -> dict[int, tuple[roles.Holding, ...]]:
    held: dict[int, tuple[roles.Holding, ...]] = {}
    for one in found:
        held[one.role_id] = (*held.get(one.role_id, ()), one)
    return held


def _by_action(facts: list[MeasureFacts]) -> dict[str, tuple[MeasureFacts, ...]]:
    found: dict[str, tuple[MeasureFacts, ...]] = {}
    for one in facts:
        found[one.action] = (*found.get(one.action, ()), one)
    return found


def _known(
    session: Session,
    plan_id: int,
    acts: list[actions.Action],
    facts: list[MeasureFacts],
    programmes: tuple[Programme, ...],
) -> Known:
    themes = {theme.id: theme.ref for theme in plans.themes_of(session, plan_id)}
    return Known(
        actions={a.ref: KnownAction(a.ref, themes[a.theme_id], a.end) for a in acts},
        measures=tuple(
            KnownMeasure(
                one.measure.ref,
                one.action,
                one.measure.unit,
                tuple(s.series.name for s in one.series if s.series.name),
            )
            for one in facts
        ),
        programmes=tuple(name for one in programmes for name in one.names),
    )


def known_of_file(file: PlanFile) -> Known:
    """What reading needs, from a plan file that has not been brought in."""
    return Known(
        actions={row.ref: KnownAction(row.ref, row.theme, row.end) for row in file.actions},
        measures=tuple(
            KnownMeasure(row.ref, row.action, row.unit, tuple(s.name for s in row.series if s.name))
            for row in file.measures
        ),
    )
