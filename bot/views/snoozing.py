"""The form that asks for quiet for a while, and what is said about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.views.blocks import context, named, plain
from bot.views.words import days, said_date

SNOOZE_FORM = "snooze_form"
UNTIL, REASON = "until", "reason"
REASON_CHARACTERS = 300


def snooze_view(target: str, ref: str, tomorrow: date, most: int) -> dict[str, Any]:
    """Until when, and why; `target` comes back with the form."""
    picked = {"type": "datepicker", "action_id": UNTIL, "initial_date": tomorrow.isoformat()}
    written = {"type": "plain_text_input", "action_id": REASON, "max_length": REASON_CHARACTERS}
    return {
        "type": "modal",
        "callback_id": SNOOZE_FORM,
        "private_metadata": target,
        "title": plain(f"{named(ref, 12)}: not now"),
        "submit": plain("Be quiet"),
        "close": plain("Back"),
        "blocks": [
            _field(UNTIL, "Quiet until", picked),
            _field(REASON, "Why", written),
            context(
                f"At most {days(most)}. It is kept on the action's record. No names of children."
            ),
        ],
    }


def _field(name: str, label: str, element: dict[str, Any]) -> dict[str, Any]:
    return {"type": "input", "block_id": name, "label": plain(label), "element": element}


def snooze_in(view: Mapping[str, Any]) -> tuple[str, date, str]:
    """What a form that was sent off says: its target, until when, and why."""
    values = view["state"]["values"]
    until = date.fromisoformat(values[UNTIL][UNTIL]["selected_date"])
    return view["private_metadata"], until, values[REASON][REASON].get("value") or ""


def snoozed_until(ref: str, until: date, span: int) -> str:
    """It is kept."""
    return (
        f"I am quiet about {ref} until {said_date(until)}, {days(span)} from now, and the "
        "reason is on record. It stands in the digest all the same, and its end date stays."
    )


def why_needed(ref: str) -> str:
    """A snooze without a reason."""
    return f"Say in a few words why I should be quiet about {ref}; nothing was saved."


def too_far(ref: str, most: int) -> str:
    """A snooze that is too long, or not into the future."""
    return (
        f"I can be quiet about {ref} for {days(most)} at most, from tomorrow on; nothing was "
        "saved. Where it needs longer, ask for another end date."
    )


def too_often(ref: str, most: int) -> str:
    """A snooze on top of those that there have been."""
    return (
        f"{ref} has been put off {most} times without a word; nothing was saved. "
        "Say where it stands instead, even if nothing has changed."
    )
