"""Plans and people for tests."""

from datetime import date, datetime
from itertools import count
from pathlib import Path

from bot.intake.reader import read_plan
from bot.rules.plan_file import ActionRow, PlanFile, RoleRow, ThemeRow, Where
from bot.rules.said import Said
from bot.services.importing import carry_out, compare
from bot.services.people import assign, name_administrator
from models.plan import Plan
from models.store import Store

SAMPLE = read_plan(Path(__file__).parents[2] / "examples" / "hillingdon")
LEAD, MANAGER, SCHOOL = "U0LEAD", "U0MANAGER", "U0SCHOOL"
ADMIN, STRANGER = "U0ADMIN", "U0STRANGER"
# The lead of 4.2 (and of 2.3, 3.3 ...), the one it reports to, and the lead of 7.1.
HOLDERS = {"AD Child Protection": LEAD, "DCS": MANAGER, "Head of Virtual School": SCHOOL}
LONG_AGO = date(2014, 1, 1)
_numbers = count(1)


def said(text: str = "", at: datetime | None = None, user: str = LEAD, **other: str) -> Said:
    """Something said; each call is another request."""
    at = at or datetime.fromisoformat("2015-03-18T09:30+00:00")
    request = other.pop("request", f"test:{next(_numbers)}")
    return Said(user, text, at, other.pop("recorded_at", at), "test", request, **other)  # type: ignore[arg-type]


def action(ref: str = "4.2", **other: object) -> ActionRow:
    """An action of a plan file, with sensible defaults."""
    values: dict[str, object] = {
        "theme": ref.split(".")[0],
        "title": f"Action {ref}",
        "leads": ("Head of Service",),
        "start": date(2014, 1, 1),
        "end": date(2015, 3, 31),
        "status": "in_progress",
        "rag": None,
        "percent": None,
        "where": Where("test", 1),
    }
    return ActionRow(ref=ref, **{**values, **other})  # type: ignore[arg-type]


def plan_file(*actions: ActionRow, as_of: date | None = None) -> PlanFile:
    """A plan file of these actions, led by a role that reports to a director."""
    names = dict.fromkeys(name for one in actions for name in one.leads)
    others = (RoleRow(name, "Director") for name in names if name != "Director")
    roles = (RoleRow("Director", None), *others)
    themes = dict.fromkeys(one.theme for one in actions)
    rows = tuple(ThemeRow(ref, f"Theme {ref}") for ref in themes)
    return PlanFile(as_of, "Europe/London", rows, actions, (), roles)


def bring_in(store: Store, file: PlanFile, name: str, now: datetime) -> None:
    """Import a plan file, put the usual people in those of the usual roles that it has."""
    with store.writing() as session:
        plan = carry_out(session, compare(session, name, file), said(at=now, user="import"))
        for role, user in HOLDERS.items():
            if any(row.name == role for row in file.roles):
                assign(session, plan, said(at=now, user="admin"), role, user, LONG_AGO)
        name_administrator(session, said(at=now, user="admin"), ADMIN)


def only_plan(store: Store) -> Plan:
    """The plan that was brought in."""
    from sqlmodel import select

    with store.reading() as session:
        return session.exec(select(Plan)).one()
