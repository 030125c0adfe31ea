"""A new plan with themes and nothing in them yet, for what is carried over into it."""

from collections.abc import Mapping

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.outcomes import Outcome, Refused, Told
from bot.rules.plan_file import PlanFile, ThemeRow
from bot.rules.references import is_reference
from bot.rules.said import Said
from bot.services import closing, guarding, importing
from bot.views import closing as says
from bot.views.blocks import named
from models.errors import PlainError
from models.plan import Plan, plan_named

LONGEST_NAME = 80


class PlanExistsError(PlainError):
    """There is a plan of that name."""


def begin_from(session: Session, book: Book, said: Said, name: str, themes: str) -> Outcome:
    """Begin the plan after a plan, from a form; `themes` has one a line, its number first."""
    if not closing.administers(book, said):
        return closing.needs_administrator(book)
    lines = [line.strip().partition(" ") for line in themes.splitlines() if line.strip()]
    found = {ref: title.strip() for ref, _, title in lines}
    plain = " ".join(name.split())[:LONGEST_NAME]
    odd = not all(is_reference(ref) for ref in found)
    if odd or not plain or not all(found.values()) or len(found) < len(lines) or not found:
        return Refused("said_why", sentence=says.how_themes_are_written())
    refused = guarding.refusal(session, said, name, themes)
    if refused:
        return refused
    if plan_named(session, plain):
        return Refused("said_why", sentence=says.exists_already(named(plain)))
    begin(session, said, plain, found, book.zone)
    return Told(says.begun(named(plain), len(found)))


def begin(session: Session, said: Said, name: str, themes: Mapping[str, str], zone: str) -> Plan:
    """A plan of that name with these themes, references to titles. Raises PlanExistsError."""
    if plan_named(session, name):
        raise PlanExistsError(says.exists_already(name))
    rows = tuple(ThemeRow(ref, title) for ref, title in themes.items())
    file = PlanFile(None, zone, rows, (), (), ())
    return importing.carry_out(session, importing.compare(session, name, file), said)
