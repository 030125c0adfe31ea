"""A plan over its life, without Slack: people, what they say, and what is then kept."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from bot.rules.book import Book
from bot.rules.outcomes import Outcome
from bot.rules.plan_file import ActionRow, PlanFile, RoleRow
from bot.rules.said import Said
from bot.services.books import Books, read_book
from bot.services.exporting import exported
from bot.services.hearing import hear
from bot.services.verifying import differences
from bot.views.outcomes import answer
from bot.views.plain import as_text
from models.plan import Plan, plan_named
from models.store import Store
from tests.conversation.conftest import Talk
from tests.helpers.bot import running_bot
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD, bring_in, plan_file, said


@dataclass
class Life:
    """One plan in a store; each thing said is one transaction."""

    store: Store
    clock: Clock
    name: str = "Hillingdon"

    def say(self, text: str, user: str = ADMIN, plan: str | None = "") -> Outcome:
        """What a person says, and what came of it; None where they name no plan."""
        it = replace(self.said(text, user), plan=self.name if plan == "" else plan)
        with self.store.writing() as session:
            outcome = hear(session, Books(), it)
        assert outcome is not None
        return outcome

    def shown(self, text: str, user: str = ADMIN) -> str:
        """The same, as it is read."""
        return as_text(answer(self.say(text, user)).blocks)

    def told(self, outcome: Outcome) -> str:
        """An answer as it is read."""
        return as_text(answer(outcome).blocks)

    def said(self, text: str = "", user: str = ADMIN) -> Said:
        """Something said now; each call is another request."""
        return said(text, self.clock(), user)

    def do(self, work: Callable[..., Outcome], *args: object, user: str = ADMIN, text: str = ""):  # type: ignore[no-untyped-def]
        """Carry out a service on the plan, as a person."""
        with self.store.writing() as session:
            return work(session, self.book(session), self.said(text, user), *args)

    def book(self, session) -> Book:  # type: ignore[no-untyped-def]
        return read_book(session, self.plan(session))

    def plan(self, session) -> Plan:  # type: ignore[no-untyped-def]
        found = plan_named(session, self.name)
        assert found
        return found

    def export(self, as_at: datetime | None = None, plan: str | None = None) -> dict:  # type: ignore[type-arg]
        """The plan as it is handed over."""
        with self.store.reading() as session:
            found = plan_named(session, plan or self.name)
            assert found
            return exported(session, found, as_at)

    def measure(self, ref: str, action: str, as_at: datetime | None = None) -> dict:  # type: ignore[type-arg]
        """A measure in the export."""
        found = self.export(as_at)["measures"]
        return next(one for one in found if (one["ref"], one["action"]) == (ref, action))

    def is_sound(self) -> bool:
        """Whether the tables are what the ledger says, in every plan."""
        from sqlmodel import select

        with self.store.reading() as session:
            return not any(differences(session, plan) for plan in session.exec(select(Plan)).all())


@pytest.fixture
def life(sample: Store, clock: Clock) -> Life:
    """The sample plan on Wednesday 18 March 2015."""
    return Life(sample, clock)


def a_plan(*actions: ActionRow, **policy: object) -> PlanFile:
    """A plan file whose actions the usual lead leads, under the usual manager."""
    file = plan_file(*(replace(one, leads=("AD Child Protection",)) for one in actions))
    roles = (RoleRow("DCS", None), RoleRow("AD Child Protection", "DCS"))
    return replace(file, roles=roles, policy=policy or None)


@pytest.fixture
def make_life(store: Store, clock: Clock) -> Callable[..., Life]:
    """A plan of its own in an empty store, as of a day."""

    def make(file: PlanFile, at: str, name: str = "Hillingdon") -> Life:
        clock.set(at)
        bring_in(store, file, name, clock())
        return Life(store, clock, name)

    return make


@pytest.fixture
def talking(store: Store, clock: Clock) -> Iterator[Callable[[Life], Talk]]:
    """The bot in a workspace, on a plan of its own."""
    with ExitStack() as stack:

        def start(life: Life) -> Talk:
            return Talk(stack.enter_context(running_bot(store, clock)), life.store)

        yield start


__all__ = ["ADMIN", "LEAD", "Life"]
