"""A plan with managers who owe audits, and what they say of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.intake.programmes import read_programme
from bot.rules.auditing import Counted
from bot.rules.outcomes import Outcome
from bot.rules.plan_file import MeasureRow, RoleRow
from bot.services.people import assign
from bot.services.standing import history
from models.store import Store
from tests.helpers.clock import Clock
from tests.helpers.plans import LONG_AGO, action, bring_in, plan_file, said
from tests.life.conftest import Life

PROGRAMMES = Path(__file__).parents[2] / "examples" / "programmes"
DIRECTOR, AREA, QUALITY = "U0DIRECTOR", "U0AREA", "U0QUALITY"


def manager(number: int) -> str:
    """The Slack user who is the manager of that number, counted from 1."""
    return f"U0M{number}"


def settings_of(name: str) -> dict[str, Any]:
    """What an example programme's file says."""
    return read_programme(PROGRAMMES / f"{name}.toml")[1]


def roles_of(managers: int) -> tuple[RoleRow, ...]:
    """A director, an area manager below, quality assurance, and so many team managers."""
    above = (
        RoleRow("Director", None),
        RoleRow("Service Lead", "Director"),
        RoleRow("Head of Performance and Improvement", "Director"),
    )
    teams = (RoleRow(f"Team Manager {n}", "Service Lead") for n in range(1, managers + 1))
    return (*above, *teams)


class Audits(Life):
    """A plan of team managers who owe three case-file audits a month."""

    def counted(self, text: str, user: str, at: str | None = None) -> Counted:
        """What a manager says, which has to be recorded."""
        if at:
            self.clock.set(at)
        outcome = self.say(text, user)
        assert isinstance(outcome, Counted), self.told(outcome)
        return outcome

    def totals(self, month: str, on: str, key: str = "case-file-audits") -> dict[str, Any]:
        """A round's totals as the command prints them."""
        day = datetime.fromisoformat(on).date()
        with self.store.reading() as session:
            states = history(session, self.book(session), key, day)
        return next(one.as_json() for one in states if month in one.period)


@pytest.fixture
def make_audits(store: Store, clock: Clock) -> Callable[..., Audits]:
    """A plan with so many managers, on a day, with some programmes."""

    def make(
        managers: int = 3,
        at: str = "2015-03-18T09:30",
        measures: tuple[MeasureRow, ...] = (),
        **programmes: Any,
    ) -> Audits:
        clock.set(f"{at}+00:00")
        file = plan_file(replace(action(), leads=("Team Manager 1",)), as_of=LONG_AGO)
        owing = programmes or {
            "case-file-audits": {**settings_of("case-file-audits"), "owed_by": ["Team Manager *"]}
        }
        file = replace(file, roles=roles_of(managers), programmes=owing, measures=measures)
        bring_in(store, file, "Audits", clock())
        made = Audits(store, clock, "Audits")
        people = {f"Team Manager {n}": manager(n) for n in range(1, managers + 1)}
        people |= {"Director": DIRECTOR, "Service Lead": AREA}
        people["Head of Performance and Improvement"] = QUALITY
        with store.writing() as session:
            for role, user in people.items():
                assign(
                    session,
                    made.plan(session),
                    said(at=clock(), user="admin"),
                    role,
                    user,
                    LONG_AGO,
                )
        return made

    return make


__all__ = ["Audits", "Outcome"]
