"""What is said about being quiet for a while."""

from datetime import date

from bot.views.words import days, said_date


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
