"""What an administrator reads when Slack would not take a message, and what puts it right."""

from bot.views.blocks import Message, context, message, section

# Slack's word for it: what it means, and what to do.
MEANS = {
    "channel_not_found": (
        "Slack does not know it",
        "invite me to it, or say `/digest here` in another",
    ),
    "not_in_channel": ("I am not in it", "invite me to it"),
    "is_archived": ("it is archived", "bring it back, or say `/digest here` in another"),
    "account_inactive": ("the account is closed", "say who holds the role now"),
    "user_disabled": ("the account is closed", "say who holds the role now"),
    "user_not_found": ("Slack does not know them", "say who holds the role now"),
    "restricted_action": ("its settings do not let me write", "let me write in it"),
}
OTHERWISE = ("Slack refuses it", "look into it with `python -m bot doctor`")


def undeliverable(place: str, reason: str) -> Message:
    """That a message could not be delivered, why, and what to do."""
    person = place.startswith(("U", "W"))
    where = f"<@{place}>" if person else f"<#{place}>"
    why, remedy = MEANS.get(reason, OTHERWISE)
    lead = f"I could not deliver a message to {where}: {why} (`{reason}`)."
    advice = f"What can be done: {remedy}. I say this once; what failed is not sent again."
    return message(lead, [section(lead), context(advice)])
