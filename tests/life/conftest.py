"""A plan over its life, without Slack: people, what they say, and what is then kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from bot.rules.book import Book
from bot.rules.outcomes import Outcome
from bot.rules.said import Said
from bot.services.books import Books, read_book
from bot.services.exporting import exported
from bot.services.hearing import hear
from bot.services.verifying import differences
from models.plan import Plan, plan_named
from models.store import Store
from tests.helpers.clock import Clock
from tests.helpers.plans import ADMIN, LEAD, said


@dataclass
class Life:
    """One plan in a store; each thing said is one transaction."""

    store: Store
    clock: Clock
    name: str = "Hillingdon"

    def say(self, text: str, user: str = ADMIN, plan: str | None = None) -> Outcome:
        """What a person says, and what came of it."""
        it = replace(self.said(text, user), plan=plan or self.name)
        with self.store.writing() as session:
            outcome = hear(session, Books(), it)
        assert outcome is not None
        return outcome

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


__all__ = ["ADMIN", "LEAD", "Life"]
