"""What is said of an action that is added, and of an offer to lead one."""

from collections.abc import Sequence

from bot.views.blocks import Message, message, named, section
from bot.views.words import and_list


def added(ref: str, title: str, theme: str) -> str:
    """A new action."""
    return f"Added to theme {named(theme)}: {ref} {named(title)}."


def heard_before() -> str:
    """The same thing delivered again."""
    return "That is on record already, once."


def no_number(ref: str) -> str:
    """A number that is taken or is none, or no title."""
    return (
        f"An action needs a title, and a number of its own like 4.9; “{named(ref)}” is taken or "
        "cannot be one. Nothing was saved."
    )


def no_theme(ref: str, known: Sequence[str]) -> str:
    """A theme that there is not."""
    return f"There is no theme {named(ref)}; there are {and_list(known)}. Nothing was saved."


def no_role(name: str) -> str:
    """A lead that there is not."""
    return f"There is no role {named(name)} in this plan. Nothing was saved."


def no_source(name: str) -> str:
    """A source that there is not."""
    return (
        f"There is no source {named(name)}; add it first with `/plan sources`. Nothing was saved."
    )


def no_end(why: str) -> str:
    """An end that is no date."""
    return f"{named(why)}. Nothing was saved."


def nothing_to_lead(ref: str) -> str:
    """An action that one leads already, or that is closed."""
    return f"{ref} is yours already, or is no longer in the plan. Nothing was saved."


def offered(plan: str, ref: str, who: str, key: str) -> Message:
    """An offer, for whoever decides."""
    text = (
        f"*{named(plan)}*: <@{who}> offers to lead {ref}. An administrator says "
        f"`accept offer {key} as Social Worker` (whatever the role is to be called), or "
        f"`decline offer {key}`."
    )
    return message(text.replace("*", ""), [section(text)])


def thanks(ref: str) -> str:
    """To whoever offered."""
    return f"Thank you. I have told those who decide that you offer to lead {ref}."


def no_offer(key: str) -> str:
    """An offer that is none, or is settled."""
    return f"There is no open offer {named(key)}. Nothing was changed."


def role_is_taken(name: str) -> str:
    """A role of that name."""
    return (
        f"There is a role called {named(name)} already; give this one a name of its own. "
        "Nothing was changed."
    )


def settled(ref: str, role: str) -> Message:
    """What came of an offer."""
    told = f"The offer to lead {ref} is accepted, as {named(role)}."
    text = told if role else f"The offer to lead {ref} is declined, with thanks."
    return message(text, [section(text)])
