"""Roles and people, as lines for the command line."""

from bot.rules.absence import Absence
from bot.rules.people import Assigned, RoleLine
from bot.views.words import counted, said_date


def role_line(line: RoleLine) -> str:
    """A role, who holds it, to whom it reports, and who held it before."""
    holds = f"{line.user} since {said_date(line.since)}" if line.user and line.since else "vacant"
    above = f"; reports to {line.reports_to}" if line.reports_to else ""
    earlier = ", ".join(
        f"{user} from {said_date(start)}{f' to {said_date(end)}' if end else ''}"
        for user, start, end in line.earlier
    )
    others = f"; also: {earlier}" if earlier else ""
    return f"{line.role}: {holds}; {counted(line.actions, 'action')}{above}{others}"


def administrator_line(users: list[str]) -> str:
    """Who administers."""
    if not users:
        return "No administrator yet; name one with: python -m bot people admin USER"
    return f"Administrators: {', '.join(users)}"


def assigned(done: Assigned) -> str:
    """Who holds a role now, and who did before."""
    if done.user == done.before:
        return f"{done.role}: {done.user or 'vacant'} on {said_date(done.from_day)} already."
    now = f"{done.user} from" if done.user else "vacant from"
    before = f" (before: {done.before})" if done.before else ""
    return f"{done.role}: {now} {said_date(done.from_day)}{before}."


def away(it: Absence) -> str:
    """Who is away, from when to when, and who stands in."""
    span = f"from {said_date(it.from_day)} to {said_date(it.until_day)}"
    stands_in = f"; {it.stand_in} stands in" if it.stand_in else "; nobody stands in"
    return f"{it.user} is away {span}{stands_in}."
