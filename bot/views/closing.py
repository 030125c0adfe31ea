"""What is said when actions and plans come to an end."""

from collections.abc import Sequence

from bot.rules.carrying import Move, Obstacle
from bot.views.blocks import named
from bot.views.words import and_list, counted

REFS_SHOWN = 12
PART_SHOWN = 80


def carried(successor: str, moves: Sequence[Move], undecided: Sequence[str] = ()) -> str:
    """What has moved, and where it went."""
    lines = [f"• {_move(move)}" for move in moves[:REFS_SHOWN]]
    left = len(moves) - len(lines)
    more = [f"• and {left} more"] if left else []
    heading = f"Carried over to {named(successor)}: {counted(len(moves), 'action')}."
    links = "Each has its number, its lead and its measures there, and a link back."
    asked = [not_decided(undecided)] if undecided else []
    return "\n".join([heading, *lines, *more, links, *asked])


def not_decided(refs: Sequence[str]) -> str:
    """What had been asked for of actions that have gone over."""
    return (
        f"Something had been asked for and not been decided on {and_list(refs)}; whoever asked "
        "is told to ask again there."
    )


def _move(move: Move) -> str:
    number = "" if move.new_ref == move.ref else f" as {named(move.new_ref)}"
    part = f" in part, “{named(move.part, PART_SHOWN)}”," if move.part else ""
    return f"{move.ref}{part} to theme {named(move.theme)}{number}"


def carried_before() -> str:
    """The same thing delivered again."""
    return "That has been carried over already, once."


def cannot_carry(successor: str, found: Sequence[Obstacle]) -> str:
    """Why nothing was carried over."""
    lines = [f"• {_obstacle(one, successor)}" for one in found[:REFS_SHOWN]]
    return "\n".join(["Nothing was carried over.", *lines])


def _obstacle(it: Obstacle, successor: str) -> str:
    detail = named(it.detail)
    return {
        "set_aside": f"{it.ref} has been {detail.replace('_', ' ')} already.",
        "nothing_left": f"{named(it.ref)} is complete, or not in the plan: say which part of it "
        "goes on.",
        "passed_on": f"{it.ref} goes on as {detail} already.",
        "no_theme": f"{it.ref}: there is no such theme in {named(successor)}; "
        f"there are {detail or 'none'}.",
        "taken": f"{it.ref}: {named(successor)} has an action {detail} of its own; give it another "
        "number there.",
        "bad_number": f"{it.ref}: “{detail}” cannot be a number; write it like 4.2 or 4.2a.",
        "same_plan": f"{it.ref}: it takes another plan than its own, and an open one.",
    }[it.why]


def set_aside(ref: str, closed: str, carried_to: str | None) -> str:
    """An action that goes on elsewhere, or not at all."""
    if closed == "carried_over":
        return f"{ref} was carried over to {named(carried_to or '')}: say it there. Nothing saved."
    return f"{ref} was withdrawn; an administrator can reinstate it. Nothing was saved."


def not_open(ref: str) -> str:
    """There is nothing to withdraw."""
    return f"{ref} is not open: it is complete, carried over or withdrawn. Nothing was changed."


def not_set_aside(ref: str) -> str:
    """There is nothing to reinstate."""
    return f"{ref} is neither withdrawn nor carried over. Nothing was changed."


def lives_on(ref: str, where: str) -> str:
    """Taking it back would count it twice."""
    return (
        f"{ref} goes on as {named(where)}, and would be counted twice. Withdraw it there first, "
        "with a reason. Nothing was changed."
    )


def no_such_action(ref: str, plan: str) -> str:
    """A number that the plan does not have."""
    return f"There is no action {named(ref)} in {named(plan)}. Nothing was changed."


def reason_needed(ref: str) -> str:
    """Withdrawing is a decision, and says why."""
    return f"Say in a few words why, for the record of {ref}. Nothing was changed."


def take_back_otherwise(ref: str) -> str:
    """Undo is not the way back."""
    return (
        f"What set {ref} aside is not undone like a word: an administrator reinstates it, "
        "with a reason. Nothing was changed."
    )


def cannot_sign_off(plan: str, refs: Sequence[str]) -> str:
    """What keeps a plan from being signed off."""
    more = f" and {len(refs) - REFS_SHOWN} more" if len(refs) > REFS_SHOWN else ""
    which = ", ".join(refs[:REFS_SHOWN]) + more if more else and_list_all(refs)
    are = "is" if len(refs) == 1 else "are"
    return (
        f"{named(plan)} cannot be signed off yet: {which} {are} neither completed nor carried "
        "over nor withdrawn. Nothing was changed."
    )


def and_list_all(refs: Sequence[str]) -> str:
    """A few numbers, all of them."""
    return and_list(refs) if len(refs) < 3 else f"{', '.join(refs[:-1])} and {refs[-1]}"


def closed_for_good(plan: str) -> str:
    """A signed-off plan stays so."""
    return f"{named(plan)} is signed off and is read-only."


def turned(plan: str, to: str) -> str:
    """What a plan is now."""
    return {
        "signed_off": f"{named(plan)} is signed off. It is read-only from now on, and I am quiet "
        "about it; export and history go on.",
        "paused": f"{named(plan)} is paused: I am quiet about it, and record what people say.",
        "open": f"{named(plan)} is open: reminders and digests go out again.",
    }[to]


def exists_already(name: str) -> str:
    """A new plan under the name of another."""
    return f"There is a plan called {name} already. Nothing was changed."


def begun(name: str, themes: int) -> str:
    """A new plan, empty."""
    return f"{name} (new): {counted(themes, 'theme')}, and no action yet."


def how_themes_are_written() -> str:
    """Themes without numbers, titles, or both."""
    return (
        "A plan needs a name, and its themes one a line, each with a number of its own: "
        "1 Workforce. Nothing was changed."
    )
