"""Adding a programme to a plan, and letting it have what its file says now. Administrators only."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from bot.rules.book import Book
from bot.rules.outcomes import Change, Outcome, Told
from bot.rules.programmes import Programme, programme_of
from bot.rules.said import Said
from bot.services import ledger, register
from bot.services.closing import administers, needs_administrator
from bot.services.programmes import PROGRAMME
from bot.views import programmes as says
from models import plan as plans
from models.entry import CHANGE, CREATE
from models.heard import first_time


def put(session: Session, book: Book, said: Said, key: str, settings: Mapping[str, Any]) -> Outcome:
    """Add a programme to a plan, or let one have what its file says now.

    Raises ProgrammeError where the settings make none. Rounds that are open keep what they ask.
    """
    made = programme_of(key, settings)
    if not administers(book, said):
        return needs_administrator(book)
    if not first_time(session, said.request, said.at, said.message):
        return Told(says.heard_before())
    was = register.items(session, book.plan_id, PROGRAMME).get(key)
    if was is None:
        whole = Change("*", None, dict(settings))
        ledger.write(session, said, book.plan_id, CREATE, PROGRAMME, key, [whole])
    else:
        now = {**dict.fromkeys(was), **settings}
        changes = [Change(n, was.get(n), it) for n, it in now.items() if was.get(n) != it]
        if not changes:
            return Told(says.programme_unchanged(made))
        ledger.write(session, said, book.plan_id, CHANGE, PROGRAMME, key, changes)
    plans.bump(session, book.plan_id)
    return Told(says.programme_kept(made, was is not None, owing(book, made)))


def owing(book: Book, programme: Programme) -> list[str]:
    """The names of the roles that owe returns in a programme, in the plan's order."""
    return [role.name for role in book.roles.values() if programme.owes(role.name)]
