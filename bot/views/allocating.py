"""What is said of a draw: to administrators in figures, to each auditor which cases are theirs."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.rules.drawing import Drawn
from bot.views.blocks import Block, Message, button, buttons, context, message, named, section
from bot.views.words import and_list, counted, said_date

INVOLVED_ACTION = "audit_involved"


def drawn(round_: str, it: Drawn, seed: str, due: date, vacant: Sequence[str], dry: bool) -> str:
    """What came of a draw."""
    verb = "would be" if dry else "are"
    auditors = counted(len([codes for codes in it.given.values() if codes]), "auditor")
    parts = [
        f"{named(round_)}: {counted(it.total, 'case')} {verb} with {auditors}, due "
        f"{said_date(due)}. Seed {named(seed)}."
    ]
    if it.short:
        parts.append(f"{counted(sum(it.short.values()), 'case')} short: none left that fits.")
    if vacant:
        parts.append(f"Nobody to tell for {and_list([named(one) for one in vacant])}.")
    if dry:
        parts.append("Nothing was saved.")
    return " ".join(parts)


def each_drawn(names: Mapping[str, str], it: Drawn) -> str:
    """Which cases would go to whom; for administrators alone."""
    return "\n".join(
        f"{named(names[role])}: {', '.join(codes) or 'none'}" for role, codes in it.given.items()
    )


def yours(programme: str, round_: str, cases: Sequence[tuple[str, str]], due: date) -> Message:
    """The cases that somebody is to audit; `cases` are codes with what their buttons carry."""
    codes = and_list([code for code, _ in cases])
    text = f"*{named(programme)}*, {named(round_)}: yours are {codes}, due {said_date(due)}."
    blocks: list[Block] = [section(text)]
    for code, target in cases:
        blocks.append(buttons(button(f"I have had a part in {code}", INVOLVED_ACTION, target)))
    blocks.append(context("Only you are told these codes. Say `HX-1042 good`, or use `/audit`."))
    return message(f"{named(round_)}: {counted(len(cases), 'case')} to audit", blocks)


def swapped(code: str, other: str | None, due: date) -> str:
    """Another case in the place of one."""
    if other is None:
        return (
            f"{code} is taken off you. No other case of the list fits; an administrator draws one."
        )
    return f"{code} is taken off you; {other} is yours instead, due {said_date(due)}."


def swapped_for(role: str, found: bool) -> str:
    """The same, for the administrator who did it."""
    if found:
        return f"{named(role)} has another case instead, and is told which."
    return f"{named(role)} has one case fewer: none of the list fits. Draw again with a longer one."


def excused(role: str, round_: str, back: bool) -> str:
    """A role that is in no denominator of a round, or in it again."""
    if back:
        return f"{named(role)} owes returns for {named(round_)} again."
    return f"{named(role)} is excused from {named(round_)}, with the reason on record."


def undrawn(round_: str, count: int) -> str:
    """A draw that was taken back."""
    return f"The draw for {named(round_)} is taken back: {counted(count, 'case')}."


# ---- why not


def no_draw(round_: str) -> str:
    """A round that nothing was drawn for."""
    return f"Nothing has been drawn for {named(round_)}; nothing was saved."


def not_of_cases(programme: str) -> str:
    """A programme whose returns are of no case."""
    return f"{named(programme)} goes by no cases, so there is nothing to draw."


def all_have_theirs(round_: str) -> str:
    """A round in which everybody has as many as they owe."""
    return f"Everybody has their cases for {named(round_)} already; nothing was saved."


def no_such_case() -> str:
    """A case that is allocated to nobody, was returned, or is not theirs to swap."""
    return "That case is not allocated and still to be returned; nothing was saved."


def reason_needed() -> str:
    """An excusal or a swap without a reason."""
    return "Say why in a few words; nothing was saved."


def no_such_role() -> str:
    """A role that owes nothing in the round."""
    return "No role of that name owes anything in that round; nothing was saved."
