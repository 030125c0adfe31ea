"""The plan's book: references, measures, roles and who holds them, all that a message is read by.

It changes only when people or references do, so it is kept in memory until the plan's revision
moves on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.rules.absence import Absence
from bot.rules.intents import Known
from bot.rules.policy import DEFAULT, Policy
from bot.rules.programmes import Programme
from bot.rules.targets import MeasureFacts
from models.role import Holding, Role


@dataclass(frozen=True, slots=True)
class Book:
    """One revision of a plan's references and people."""

    plan_id: int
    revision: int
    name: str
    zone: str
    known: Known
    measures: Mapping[str, tuple[MeasureFacts, ...]]  # by action; without their readings
    leads: Mapping[str, tuple[int, ...]]
    roles: Mapping[int, Role]
    holdings: Mapping[int, tuple[Holding, ...]]  # by role, earliest first
    administrators: frozenset[str]
    policy: Policy = DEFAULT
    absences: Mapping[str, Absence] = field(default_factory=dict)  # by the person who is away
    set_aside: frozenset[str] = frozenset()  # actions that were carried over or withdrawn
    programmes: tuple[Programme, ...] = ()

    def holder(self, role_id: int, day: date) -> str | None:
        """The Slack user in a role on a day; None while it is vacant."""
        return holder_on(self.holdings.get(role_id, ()), day)

    def reader(self, role_id: int, day: date) -> str | None:
        """Who is written to for a role on a day: its holder, or who stands in while they are away.

        None while it is vacant, or its holder is away and nobody stands in.
        """
        user = self.holder(role_id, day)
        away = self.absences.get(user) if user else None
        return away.stand_in if away and away.covers(day) else user

    def line(self, role_id: int) -> Iterator[Role]:
        """The roles above a role, nearest first."""
        above, seen = self.roles[role_id].reports_to, {role_id}
        while above is not None and above not in seen:
            seen.add(above)
            yield self.roles[above]
            above = self.roles[above].reports_to

    def manager(self, role_id: int, day: date) -> Role | None:
        """The nearest role above that somebody holds: a vacant one passes its work up."""
        for role in self.line(role_id):
            if role.id is not None and self.holder(role.id, day):
                return role
        return None

    def lead_names(self, ref: str) -> list[str]:
        """The roles that lead an action, by name."""
        return [self.roles[role_id].name for role_id in self.leads.get(ref, ())]

    def held_by(self, user: str, day: date) -> list[int]:
        """The roles that a person holds on a day."""
        return [role_id for role_id in self.roles if self.holder(role_id, day) == user]

    def leads_it(self, user: str, ref: str, day: date) -> bool:
        """Whether a person holds one of the action's lead roles, or stands in for who does."""
        leads = self.leads.get(ref, ())
        return any(user in (self.holder(one, day), self.reader(one, day)) for one in leads)

    def manages_it(self, user: str, ref: str, day: date) -> bool:
        """Whether a person is an administrator, or manages one of the action's leads."""
        return user in self.administrators or self.answers_for(user, ref, day)

    def answers_for(self, user: str, ref: str, day: date) -> bool:
        """Whether a person manages one of the action's leads."""
        managers = [self.manager(role_id, day) for role_id in self.leads.get(ref, ())]
        return any(
            role and role.id is not None and self.holder(role.id, day) == user for role in managers
        )

    def may_write(self, user: str, ref: str, day: date) -> bool:
        """Leads write their own actions, managers their leads', administrators all.

        Nobody writes one that was carried over or withdrawn.
        """
        if ref in self.set_aside:
            return False
        return self.leads_it(user, ref, day) or self.manages_it(user, ref, day)


def covers(held: Holding, day: date) -> bool:
    """Whether a day lies within a holding."""
    return held.from_day <= day and (held.until_day is None or day <= held.until_day)


def holder_on(holdings: Iterable[Holding], day: date) -> str | None:
    """Who is in a role on a day, by its holdings; None while it is vacant."""
    return next((held.user for held in holdings if covers(held, day)), None)
