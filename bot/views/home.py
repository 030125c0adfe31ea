"""The home tab: what is yours, worst first, with one-press answers; then the plan."""

from typing import Any

from bot.rules.home import Home, Setup, Waiting
from bot.rules.outcomes import Listing, Refused
from bot.views import follow_ups
from bot.views.answers import UPDATE_ACTION, action_buttons, action_line, more
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    divider,
    escaped,
    header,
    listed,
    section,
)
from bot.views.digest import movement_blocks, ratings, standing
from bot.views.life import life_blocks, slip_blocks
from bot.views.plans import FORM_ACTION
from bot.views.policies import POLICY_BUTTON
from bot.views.questions import which_plan
from bot.views.refusals import refused
from bot.views.words import and_list, said_moment

REFRESH_ACTION = "refresh_home"
CHANGES_SHOWN = 6
PLANS_OFFERED, METADATA = 25, 3000
LIFE_SHOWN = 3


def home_view(home: Home, notice: Message | None = None) -> dict[str, Any]:
    """A home tab; `notice` is what came of the button that was pressed in it."""
    blocks = [
        *([*notice.blocks, divider()] if notice else []),
        *_mine(home.mine),
        *_waiting(home.waiting),
        *_managed(home.managed),
        *_plan(home),
        *(_setup(home.setup) if home.setup else []),
    ]
    return {"type": "home", "blocks": blocks, "private_metadata": home.digest.plan[:METADATA]}


def no_home(why: Refused) -> dict[str, Any]:
    """A home tab where there is nothing to show yet, or one of several plans is to be chosen."""
    if why.why != "several_plans":
        return {"type": "home", "blocks": [section(refused(why))]}
    plans = why.names[:PLANS_OFFERED]
    made = [button(plan, f"{REFRESH_ACTION}:{n}", plan) for n, plan in enumerate(plans)]
    return {"type": "home", "blocks": [section(escaped(which_plan(plans))), buttons(*made)]}


def plan_shown(view: dict[str, Any]) -> str | None:
    """The plan that a home tab is about."""
    return view.get("private_metadata") or None


def _mine(mine: Listing) -> list[Block]:
    if not mine.total:
        return []
    blocks = [header(f"Yours ({mine.total})")]
    for line in mine.lines:
        blocks.append(section(action_line(line, mine)))
        if line.target:
            blocks.append(action_buttons(line.target))
    return blocks + _more(mine)


def _waiting(it: Waiting | None) -> list[Block]:
    return follow_ups.waiting(it.lines, it.plan_id, it.day) if it else []


def _managed(managed: Listing) -> list[Block]:
    if not managed.total:
        return []
    blocks = [header(f"Led by those who report to you ({managed.total})")]
    for line in managed.lines:
        update = button(f"Update {line.ref}", UPDATE_ACTION, line.target)
        blocks.append({**section(action_line(line, managed)), "accessory": update})
    return blocks + _more(managed)


def _more(listing: Listing) -> list[Block]:
    return [buttons(*made)] if (made := more(listing)) else []


def _plan(home: Home) -> list[Block]:
    digest = home.digest
    return [
        header(f"{digest.plan}: where the plan stands"),
        section(standing(digest)),
        section(ratings(digest)),
        *movement_blocks(digest.movement, CHANGES_SHOWN),
        *slip_blocks(digest.life, LIFE_SHOWN),
        *life_blocks(digest.life, LIFE_SHOWN),
        context(f"As recorded by {said_moment(digest.as_at, digest.zone)}."),
        buttons(button("Refresh", REFRESH_ACTION, digest.plan)),
    ]


def _setup(setup: Setup) -> list[Block]:
    policy = buttons(button(POLICY_BUTTON, f"{FORM_ACTION}:policy", str(setup.plan_id)))
    if not setup.missing:
        return [policy]
    lines = []
    if setup.vacant:
        lines.append(
            f"• nobody holds {and_list(setup.vacant)}: `python -m bot people assign ROLE USER`"
        )
    if not setup.digest:
        lines.append("• no channel gets the digest: say `/digest here` in the senior team's")
    if not setup.reminders:
        lines.append("• no channel gets the reminders: say `/reminders here` in the plan's own")
    if not setup.managers:
        lines.append("• no role reports to another, so nothing late goes up: see roles.csv")
    return [policy, divider(), *listed("Still to set up", lines, len(lines), len(lines))]
