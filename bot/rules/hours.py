"""The hours in which somebody is written to who has not just asked for it."""

from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from bot.rules.policy import Policy
from bot.rules.times import ONE_DAY, at_local, is_working_day, is_zone, local_day
from models.member import Member


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, on working days, on the clock of a zone."""

    zone: str
    opens: time
    closes: time
    holidays: str

    def hold(self, now: datetime) -> bool:
        """Whether a moment lies within them."""
        day = local_day(now, self.zone)
        opens, closes = (at_local(day, clock, self.zone) for clock in (self.opens, self.closes))
        return is_working_day(day, self.holidays) and opens <= now <= closes

    def next(self, now: datetime) -> datetime:
        """The moment itself where it lies within them, else when they next begin."""
        if self.hold(now):
            return now
        day = local_day(now, self.zone)
        while True:
            opens = at_local(day, self.opens, self.zone)
            if opens > now and is_working_day(day, self.holidays):
                return opens
            day += ONE_DAY

    def kept(self) -> dict[str, str]:
        """As they stand beside a post."""
        return {name: str(it) for name, it in asdict(self).items()}


def hours_of(policy: Policy, zone: str, member: Member | None = None) -> Hours:
    """A policy's hours, where a person is; where the plan is, as long as Slack has not told us."""
    if member and member.zone and is_zone(member.zone):
        zone = member.zone
    return Hours(zone, policy.opens, policy.closes, policy.holidays)


def hours_in(kept: dict[str, Any]) -> Hours:
    """The hours that stand beside a post."""
    opens, closes = (time.fromisoformat(kept[name]) for name in ("opens", "closes"))
    return Hours(kept["zone"], opens, closes, kept["holidays"])
