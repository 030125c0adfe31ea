"""What a person reads when something went wrong on our side."""


def not_saved() -> str:
    """The database is away or busy."""
    return (
        "I could not save that just now: the record cannot be reached. Nothing was stored. "
        "Please say it again in a few minutes."
    )


def apology(reference: str) -> str:
    """Something nobody expected."""
    return (
        "Something went wrong on my side, and I cannot say whether it is on record: ask me with "
        "the number and a question mark, like `/update 4.2?`, before you say it again. If it "
        f"happens again, tell whoever runs me this reference: {reference}"
    )


def not_a_member() -> str:
    """Guests, other apps and other organisations are not heard."""
    return (
        "I listen only to full members of this workspace, so nothing was saved. "
        "Ask the action's lead to report it."
    )


def not_known() -> str:
    """Slack did not say what kind of account somebody has."""
    return "Slack does not tell me who you are just now; nothing was saved. Try again in a minute."
