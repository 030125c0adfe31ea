"""Why nothing was stored, and what to do next."""

from collections.abc import Callable
from datetime import date

from bot.rules.outcomes import Refused
from bot.views.blocks import named
from bot.views.guarding import not_kept
from bot.views.help import helped
from bot.views.words import NAMES_LISTED, and_list, or_list, said_date


def refused(outcome: Refused) -> str:
    """The sentence for a refusal."""
    return _REFUSALS[outcome.why](outcome)


def _no_plan(outcome: Refused) -> str:
    which = f" called “{named(outcome.detail)}”" if outcome.detail else ""
    return (
        f"There is no open plan{which} here yet, so nothing was saved. Whoever runs the bot "
        "brings one in with `python -m bot import`."
    )


def _several_plans(outcome: Refused) -> str:
    return (
        f"There are several open plans: {and_list(outcome.names)}. I cannot tell which one you "
        "mean, so nothing was saved. `/digest NAME` and `/reminders NAME` show one of them."
    )


def _not_permitted(outcome: Refused) -> str:
    leads = or_list(outcome.names) or "an administrator"
    return (
        f"Only {leads}, their manager or an administrator can report on {outcome.action}; "
        f"nothing was saved for {outcome.action}. Ask one of them, or ask an administrator to "
        "give you the role."
    )


def _identity(outcome: Refused) -> str:
    return not_kept(outcome.detail)


def _end_before_start(outcome: Refused) -> str:
    start = said_date(date.fromisoformat(outcome.detail))
    return f"{outcome.action} starts on {start}; it cannot end before that. Nothing was saved."


def _not_administrator(outcome: Refused) -> str:
    if not outcome.names:
        return (
            "Only an administrator can do that, and there is none yet. Whoever runs the bot names "
            "one with `python -m bot people admin`."
        )
    whom = " or ".join(f"<@{user}>" for user in outcome.names[:NAMES_LISTED])
    return f"Only an administrator can do that; nothing was changed. Ask {whom}."


_REFUSALS: dict[str, Callable[[Refused], str]] = {
    "no_plan": _no_plan,
    "several_plans": _several_plans,
    "not_permitted": _not_permitted,
    "identity": _identity,
    "end_before_start": _end_before_start,
    "not_administrator": _not_administrator,
    "plan_closed": lambda _: (
        "That plan takes no updates at present, so nothing was saved. Ask an administrator."
    ),
    "nothing_said": lambda _: f"I found nothing to record in that. {helped()}",
    "nothing_to_undo": lambda _: "There is nothing of yours to undo.",
    "undo_late": lambda o: (
        f"That word on {o.action} is more than a day old, so only an administrator can undo it. "
        "You can say how it stands now instead."
    ),
    "undo_overtaken": lambda o: (
        f"{o.action} has been changed again since, so I left it as it is. Say how it stands now."
    ),
    "undo_done": lambda o: f"That word on {o.action} had been undone already.",
    "not_yours": lambda o: (
        f"Somebody else wrote that on {o.action}; they can undo it, or an administrator."
    ),
    "before_last": lambda o: (
        f"{o.action} already has a word on record from after that time; the record is not written "
        "backwards. Nothing was saved."
    ),
    "not_asked": lambda _: "That question was for somebody else; nothing was saved.",
    "answered": lambda _: (
        "That question has been answered already, or you went on to say how it stands; "
        "nothing more was saved."
    ),
    "lapsed": lambda _: (
        "That question has lapsed; nothing was saved. Say it again, like `/update 4.2 complete`."
    ),
    "reason_needed": lambda o: (
        f"In this plan that needs a reason, in the same breath: `{o.action} amber waiting for "
        "training`. Nothing was saved."
    ),
    "said_why": lambda o: o.sentence or "Nothing was saved.",
    "bad_usage": lambda o: named(o.detail),
}
