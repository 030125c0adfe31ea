"""A new plan with themes and nothing in them yet, for what is carried over into it."""

from collections.abc import Mapping

from sqlmodel import Session

from bot.rules.plan_file import PlanFile, ThemeRow
from bot.rules.said import Said
from bot.services import importing
from bot.views.closing import exists_already
from models.errors import PlainError
from models.plan import Plan, plan_named


class PlanExistsError(PlainError):
    """There is a plan of that name."""


def begin(session: Session, said: Said, name: str, themes: Mapping[str, str], zone: str) -> Plan:
    """A plan of that name with these themes, references to titles. Raises PlanExistsError."""
    if plan_named(session, name):
        raise PlanExistsError(exists_already(name))
    rows = tuple(ThemeRow(ref, title) for ref, title in themes.items())
    file = PlanFile(None, zone, rows, (), (), ())
    return importing.carry_out(session, importing.compare(session, name, file), said)
