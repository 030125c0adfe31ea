"""A plan's policy in words."""

from collections.abc import Sequence

from bot.rules.outcomes import Change
from bot.rules.policy_settings import USUAL
from bot.views.blocks import named
from bot.views.words import or_list

POLICY_BUTTON = "Change the policy"
LABELS = {
    "before_end": "Remind so many working days before an end date",
    "silent_after": "Quiet after so many days without a word",
    "snooze_days": "A lead can ask for quiet for so many days",
    "snoozes": "And so many times in a row",
    "dates_by": "Who grants another end date: manager, or a role",
    "confirmed_by": "Who confirms a completion: manager, a role, or nobody",
    "reasons": "A reason for amber and red",
    "up_after": "Working days unanswered, before it goes up",
    "opens": "Nothing goes out before",
    "closes": "Or after",
    "holidays": "Whose bank holidays count",
    "ratings.late_red": "Red from so many days late",
    "ratings.behind_amber": "Amber from so many points behind its time",
    "ratings.behind_red": "Red from so many points behind its time",
    "ratings.not_started": "Has to begin so many days before its end",
    "ratings.stale_after": "A rating is stale after so many days",
}


def explained() -> str:
    """What the form does."""
    return (
        "When I remind, when something goes up, and who decides. Only what you change is changed, "
        "and it is on record; an empty field goes back to what is usual."
    )


def setting_line(name: str, text: str) -> str:
    """A setting on the command line."""
    usual = "" if text == USUAL[name] else f" (usually {USUAL[name] or 'empty'})"
    return f"{name} = {text or '-'}{usual}  # {LABELS[name]}"


def changed(plan: str, changes: Sequence[Change]) -> str:
    """What is otherwise now."""
    if not changes:
        return f"The policy of {named(plan)} is what it was."
    told = [f"{one.field} from {_shown(one.old)} to {_shown(one.new)}" for one in changes]
    return f"The policy of {named(plan)}: {'; '.join(told)}."


def _shown(text: object) -> str:
    return named(str(text)) if text else "nothing"


def not_kept_to(why: str) -> str:
    """A value that will not do."""
    return f"{why[:1].upper()}{why[1:]}; nothing was changed."


def no_such_role(text: str, roles: Sequence[str]) -> str:
    """Nobody could decide."""
    known = or_list(["manager", *roles])
    return f"There is no role called {named(text)}; nothing was changed. Say {known}."


def changed_meanwhile(text: str) -> str:
    """Somebody else was faster."""
    return f"Somebody has changed this meanwhile, to {_shown(text)}. Open the form anew."
