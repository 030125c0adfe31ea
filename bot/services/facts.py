"""A plan as plain facts: what a file says, what is kept, and what the ledger amounts to.

All three come in one shape, (noun, key) to field to value, so that importing is a comparison of a
file with what is kept, and verifying a comparison of what is kept with the ledger.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from bot.rules.comparison import Facts, Fields
from bot.rules.plan_file import ActionRow, MeasureRow, PlanFile
from bot.rules.role_names import display_name, role_key
from bot.rules.targets import MeasureFacts
from bot.services import measuring, register
from bot.services.programmes import PROGRAMME
from models import action as actions
from models import measure as measures
from models import plan as plans
from models import role as roles
from models.entry import CREATE, UNDO, Entry, unpacked
from models.plan import Plan

NOUNS = ("plan", "theme", "role", "action", "measure", PROGRAMME)  # in the order they can be made
GIVEN = ("reading", "target")  # by people, beside what a file says
ACTION = (
    "start",
    "end",
    "end_asked",
    "status",
    "status_asked",
    "rag",
    "percent",
    "closed",
    "carried_to",
    "carried_from",
)
TARGET = ("due", "value", "printed", "version")
READING = ("on", "value", "printed", "source")


def plain(value: Any) -> Any:
    """A value as the ledger writes it: dates as ISO texts, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def of_file(name: str, file: PlanFile) -> Facts:
    """What a plan file says. A field that it does not hold is None: it says nothing of it."""
    settings = {"zone": file.zone, "as_of": plain(file.as_of), "policy": plain(file.policy)}
    facts: Facts = {("plan", name): settings}
    for place, theme in enumerate(file.themes, 1):
        facts["theme", theme.ref] = {"title": theme.title, "position": place}
    for place, role in enumerate(file.roles, 1):
        above = role_key(role.reports_to) if role.reports_to else None
        fields = {"name": display_name(role.name), "reports_to": above, "position": place}
        facts["role", role_key(role.name)] = fields
    for place, action in enumerate(file.actions, 1):
        facts["action", action.ref] = _action_fields(action, place)
    for place, measure in enumerate(file.measures, 1):
        facts["measure", f"{measure.action}/{measure.ref}"] = _measure_fields(measure, place)
    return facts | {(PROGRAMME, key): {**it} for key, it in file.programmes.items()}


def _action_fields(action: ActionRow, place: int) -> Fields:
    return {
        "theme": action.theme,
        "title": action.title,
        "position": place,
        "leads": [role_key(lead) for lead in action.leads],
        "start": plain(action.start),
        "end": plain(action.end),
        "status": action.status,
        "rag": action.rag,
        "percent": action.percent,
    }


def _measure_fields(measure: MeasureRow, place: int) -> Fields:
    return {
        "title": measure.title,
        "unit": measure.unit,
        "kind": measure.kind,
        "position": place,
        "series": plain([asdict(series) for series in measure.series]),
    }


def of_store(session: Session, plan: Plan) -> Facts:
    """What is kept of a plan."""
    settings = {"zone": plan.zone, "as_of": plain(plan.as_of), "policy": plan.policy}
    if plan.status != plans.OPEN:
        settings["state"] = plan.status
    facts: Facts = {("plan", plan.name): settings}
    themes = plans.themes_of(session, plan.id or 0)
    for theme in themes:
        facts["theme", theme.ref] = {"title": theme.title, "position": theme.position}
    keys = {role.id: role.key for role in roles.roles_of(session, plan.id or 0)}
    for role in roles.roles_of(session, plan.id or 0):
        above = keys[role.reports_to] if role.reports_to else None
        fields = {"name": role.name, "reports_to": above, "position": role.position}
        facts["role", role.key] = fields
    facts |= _kept_actions(session, plan, {theme.id: theme.ref for theme in themes}, keys)
    facts |= _kept_measures(session, plan)
    programmes = register.items(session, plan.id or 0, PROGRAMME)  # kept in the ledger alone
    return facts | {(PROGRAMME, key): it for key, it in programmes.items()}


def _kept_actions(
    session: Session, plan: Plan, themes: dict[int | None, str], keys: dict[int | None, str]
) -> Facts:
    leads = actions.leads_of(session, plan.id or 0)
    names = ("title", "position", *ACTION)
    return {
        ("action", action.ref): {
            **{name: plain(getattr(action, name)) for name in names},
            "theme": themes.get(action.theme_id),
            "leads": [keys[role_id] for role_id in leads.get(action.id or 0, ())],
        }
        for action in actions.actions_of(session, plan.id or 0)
    }


def _kept_measures(session: Session, plan: Plan) -> Facts:
    kept = measures.measures_of(session, plan.id or 0)
    refs = {action.id or 0: action.ref for action in actions.actions_of(session, plan.id or 0)}
    facts: Facts = {}
    for one in measuring.gather(session, kept, refs):
        facts["measure", f"{one.action}/{one.measure.ref}"] = _fields_of(one)
        facts |= _given(one)
    return facts


def _given(facts: MeasureFacts) -> Facts:
    """The figures and the targets that people gave."""
    found: Facts = {}
    for line in facts.series:
        series = {"series": line.series.name}
        given = {t.key: _columns(t, *TARGET) for t in line.targets if t.key}
        found |= {("target", key): {**series, **it} for key, it in given.items()}
        said = {r.key: _columns(r, *READING, "who", "is_baseline") for r in line.readings if r.key}
        found |= {("reading", key): {**series, **it} for key, it in said.items()}
    return found


def _fields_of(facts: MeasureFacts) -> Fields:
    one = facts.measure
    return {
        "title": one.title,
        "unit": one.unit,
        "kind": one.kind,
        "position": one.position,
        "series": [
            {
                **_columns(line.series, "name", "baseline", "baseline_on", "baseline_printed"),
                "targets": [_columns(t, *TARGET) for t in line.targets if t.key is None],
                "readings": [_columns(r, *READING) for r in line.readings if r.key is None],
            }
            for line in facts.series
        ],
    }


def _columns(row: object, *names: str) -> Fields:
    return {name: plain(getattr(row, name)) for name in names}


def fold(entries: Iterable[Entry]) -> Facts:
    """What a run of entries amounts to: each noun as it was made, with what changed since."""
    facts: Facts = {}
    for entry in entries:
        if entry.act == CREATE:
            facts[entry.noun, entry.key] = dict(unpacked(entry.new) or {})
        elif entry.field == "*":  # its making was taken back
            facts.pop((entry.noun, entry.key), None)
        elif entry.field != "note":
            facts.setdefault((entry.noun, entry.key), {})[entry.field] = unpacked(entry.new)
    return facts


def entries_of(session: Session, plan: Plan, *acts: str) -> list[Entry]:
    """A plan's entries about what it is made of, in order; with acts, only those."""
    nouns = (*NOUNS, *GIVEN)
    query = select(Entry).where(Entry.plan_id == plan.id, col(Entry.noun).in_(nouns))
    if acts:
        query = query.where(col(Entry.act).in_(acts))
    return list(session.exec(query.order_by(col(Entry.id))).all())


def first_end(made: Fields) -> str | None:
    """The first end date of an action, by the entry that made it, or as it was carried over."""
    first: str | None = made.get("first_end") or made["end"]
    return first


def last_words(entries: Iterable[Entry]) -> dict[str, str]:
    """When each action was last spoken of, by the ledger alone, as ISO texts in UTC."""
    rows = [entry for entry in entries if entry.noun == "action"]
    undone = {entry.undoes for entry in rows if entry.act == UNDO}
    return {
        entry.key: entry.at.isoformat()
        for entry in rows
        if entry.act in ("change", "say") and entry.id not in undone
    }
