"""What is said about a text that was refused as a child's identity. The text is never repeated."""

from bot.views.blocks import Message, button, buttons, message, named, section
from bot.views.words import NAMES_LISTED

FALSE_ALARM_ACTION = "guard_false_alarm"
ALLOW_ACTION = "guard_allow_once"
REASON_CHARACTERS = 300


def refused_identity(reason: str, alarm: str) -> Message:
    """Why it was not kept, what to do, and a way to say that it names no child."""
    text = not_kept(reason)
    if not alarm:
        return message(text, [section(text)])
    said = f"{text} {if_harmless()}"
    row = buttons(button("This is a false alarm", FALSE_ALARM_ACTION, alarm))
    return message(said, [section(said), row])


def not_kept(reason: str) -> str:
    """Why, and what is left to do in Slack."""
    return (
        f"I have not kept that. {named(reason, REASON_CHARACTERS)} Please also delete your message "
        "from Slack if it stands there: I cannot do that for you."
    )


def if_harmless() -> str:
    """The guard errs now and then."""
    return "If it names no child, say so: an administrator can let it through once."


def in_form(reason: str) -> str:
    """Under a field of a form, which stays open with what was typed."""
    return (
        f"I cannot keep that. {named(reason, REASON_CHARACTERS)} If it names no child, I have sent "
        "you a message with a button for that."
    )


def asks_leave(user: str, reason: str, where: str, number: int) -> Message:
    """To an administrator: who, where, which rule; of the words there is nothing to show."""
    text = (
        f"<@{user}> says that I was wrong to refuse something {where}. "
        f"{named(reason, REASON_CHARACTERS)} I have not kept the words and cannot show them: ask "
        f"<@{user}> what they were. If they name no child or family, you can let the same words "
        "through once."
    )
    row = buttons(button("Allow once", ALLOW_ACTION, str(number)))
    return message(text, [section(text), row])


def said_where(via: str, place: str) -> str:
    """Where something was typed."""
    if via == "form":
        return "in a form"
    if not place.startswith(("C", "G")):
        return "in a message to me" if via == "message" else f"in a {named(via)}"
    return f"in <#{place}>"


def leave_asked(administrators: list[str]) -> str:
    """To whoever was refused."""
    whom = " and ".join(f"<@{one}>" for one in administrators[:NAMES_LISTED])
    return (
        f"I have asked {whom}, without the words: I "
        "have not kept them. I tell you when you can send them again."
    )


def asked_before() -> str:
    """A second press."""
    return "An administrator has been asked about that already."


def leave_given(user: str) -> str:
    """To the administrator who gave it."""
    return f"<@{user}> can send the same words once, within three days. I have told them."


def may_say_it(by: str) -> Message:
    """To whoever was refused: they may send it again."""
    text = (
        f"<@{by}> has let through once what I refused. Send the same words again within three "
        "days, the same way as before."
    )
    return message(text, [section(text)])


def leave_gone() -> str:
    """Another administrator was faster, or it was too long ago."""
    return "That has been allowed already, or it was asked more than three days ago."
