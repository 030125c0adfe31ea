"""What is said of a return to somebody who may see it, and of who has seen which."""

from collections.abc import Sequence
from datetime import datetime

from bot.rules.programmes import Programme
from bot.rules.returns import Return
from bot.views.auditing import GRADE
from bot.views.blocks import escaped, named
from bot.views.words import and_list, said_moment

TESTS = {
    "justified": "it is justified",
    "necessary": "it is necessary",
    "minimum": "it is the minimum",
    "need_to_know": "they need to know",
    "responsible": "they understand their responsibilities",
    "lawful": "it is lawful",
}


def shown(programme: Programme, one: Return) -> str:
    """A return as it was given, under its marking."""
    return "\n".join([f"*{_marking(programme)}* {one.case}", *_lines(programme, one), logged()])


def copy_of(programme: Programme, one: Return) -> str:
    """The copy that is handed on: the same without the case code."""
    text = "\n".join([f"*{_marking(programme)}*", *_lines(programme, one), logged()])
    return text.replace(str(one.case), "(the case)")


def _marking(programme: Programme) -> str:
    return f"{named(programme.marking).upper()} · {named(programme.name)}"


def _lines(programme: Programme, one: Return) -> list[str]:
    lines = [GRADE[one.grade].capitalize()] if one.grade else []
    answers = one.given.get("answers") or {}
    lines += [
        f"• {named(question.label)}: {_said(answers[question.name])}"
        for question in programme.asks
        if question.name in answers
    ]
    written = (("actions", "Action plan"), ("note", "Note"))
    return lines + [
        f"{label}: {escaped(str(one.given[name]))}"
        for name, label in written
        if one.given.get(name)
    ]


def _said(it: object) -> str:
    if isinstance(it, bool):
        return "yes" if it else "no"
    return and_list([escaped(str(one)) for one in it]) if isinstance(it, list) else escaped(str(it))


def logged() -> str:
    """What stands under every look."""
    return "It is on record that you have seen this."


def nothing_to_see() -> str:
    """A case that is not there, or not for this person: which of the two is not said."""
    return "There is no return of that case that you may see."


def reason_needed(outside: bool) -> str:
    """A look, or a share, without a reason."""
    if outside:
        return "Say who gets it and why; nothing was shared."
    return "Say why you need to see it; nothing was shown."


def tests_failed(failed: Sequence[str]) -> str:
    """A share that does not pass all six tests."""
    return (
        f"Nothing was shared. Not yet confirmed: that {and_list([TESTS[one] for one in failed])}."
    )


def look(
    at: datetime, zone: str, who: str, key: str, recipient: str | None, reason: str | None
) -> str:
    """One line of who saw what."""
    programme, month, role, number = key.split("/")
    to = f", for {named(recipient)}" if recipient else ""
    why = f": {escaped(reason)}" if reason else ""
    return (
        f"{said_moment(at, zone)} {who} saw {programme} {month}, {named(role)}, {number}{to}{why}"
    )


def nobody_looked() -> str:
    """A plan of which nobody has seen a return."""
    return "Nobody has asked to see a return yet."


def in_follow_up() -> str:
    """Why somebody saw a return, where they opened its follow-up."""
    return "its follow-up was opened"
