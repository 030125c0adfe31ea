"""What is said about figures: recorded, refused, short of their target, in doubt."""

from collections.abc import Sequence
from datetime import date

from bot.rules.readings import Fault, Figure, Report
from bot.rules.targets import FigureLine
from bot.views.blocks import named
from bot.views.digest import shortfall
from bot.views.words import and_list, number, or_list, said_date


def with_unit(printed: str, unit: str) -> str:
    """A figure as it is read aloud: 97%, 40 cases, yes, 6/7%."""
    if not printed[-1:].isdigit() or unit in ("", "count", "number"):
        return printed
    return f"{printed}%" if unit == "%" else f"{printed} {unit}"


def figure_noted(ref: str, unit: str, it: Report) -> str:
    """A figure as it stands in an action's history, in the person's plain words."""
    what = "baseline of " if it.is_baseline else ""
    label = " ".join(filter(None, (ref, it.series)))
    halves = it.figure.printed
    if it.figure.second is not None:
        halves += f"/{number(it.figure.second)}"
    on = f" on {said_date(it.on)}" if it.on else ""
    source = f" ({it.source})" if it.source else ""
    return f"{what}{label}: {with_unit(halves, unit)}{on}{source}"


def figure_line(it: FigureLine) -> str:
    """What was recorded of a measure, and how far that is from the target in force."""
    what = " began at" if it.is_baseline else ":"
    label = " ".join(filter(None, (it.measure, named(it.series))))
    told = f"*{label}*{what} {named(with_unit(it.printed, it.unit))} on {said_date(it.on)}."
    return f"{told} {shortfall(it.short)}." if it.short else told


def target_noted(ref: str, unit: str, printed: str, due: date, reason: str) -> str:
    """A target as it stands in an action's history."""
    because = f", {reason}" if reason else ""
    return f"target of {ref}: {with_unit(printed, unit)} by {said_date(due)}{because}"


def dispute_noted(ref: str, printed: str, why: str) -> str:
    """A doubt, or its end, as it stands in an action's history."""
    return f"{ref} ({printed}) is disputed: {why}" if why else f"{ref} ({printed}) stands again"


def which_measure(ref: str, actions: Sequence[str]) -> str:
    """No measure of that label, or several."""
    if not actions:
        return f"There is no measure {named(ref)} in this plan; nothing was saved."
    return (
        f"There is a {named(ref)} under {and_list(actions)}; nothing was saved. "
        f"Say which: `{actions[0]} {named(ref)} ...`"
    )


def which_series(ref: str, names: Sequence[str]) -> str:
    """A label with several lines of figures."""
    known = or_list(name for name in names if name)
    if not known:
        return f"{ref} has only one line of figures, without a name; nothing was saved."
    return f"{ref} has several lines of figures: say {known} with it. Nothing was saved."


def no_figure(ref: str) -> str:
    """A field that holds no figure."""
    return (
        f"That is no figure of {named(ref)}: write it like 97, 6/7%, 70/30, yes, or "
        "“reported met”. Nothing was saved."
    )


def not_come_yet(day: date) -> str:
    """A figure for a day to come."""
    return f"{said_date(day)} has not come yet, so there is no figure for it. Nothing was saved."


def nothing_to_dispute(ref: str) -> str:
    """A measure without a figure."""
    return f"{ref} has no figure yet that could be disputed; nothing was saved."


def who_sets_targets(ref: str) -> str:
    """Targets are set by those who decide on dates."""
    return (
        f"Only the manager of the lead, or an administrator, sets a target of {ref}; "
        "nothing was saved."
    )


def not_sound(fault: Fault, ref: str, unit: str, figure: Figure) -> str:
    """Why a figure is none of a measure's."""
    said = named(figure.printed)
    why = {
        "not_a_figure": f"{ref} is a figure, not yes or no.",
        "not_yes_no": f"{ref} is met or not: say `{ref} yes` or `{ref} no`.",
        "not_a_pair": f"{ref} has two halves that make 100: say both, like `{ref} 70/30`.",
        "not_100": _not_100(ref, figure),
        "not_percent": f"{ref} is a percentage, and {said} is more than 100.",
        "other_unit": f"{ref} is counted in {named(unit)}, not in {named(figure.unit or '')}; "
        "it may be another measure.",
    }[fault]
    return f"{why} Nothing was saved."


def _not_100(ref: str, figure: Figure) -> str:
    first, second = figure.value or 0.0, figure.second or 0.0
    halves = f"{number(first)} and {number(second)}"
    return f"The two halves of {ref} make 100, and {halves} make {number(first + second)}."
