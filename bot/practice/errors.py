"""What Slack answers when it refuses: `ok: false`, a word, and sometimes why."""

from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A refusal in Slack's words; `more` is what its answer holds beside `error`."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more

    def answer(self) -> Json:
        return {"ok": False, "error": self.error, **self.more}


def refusal(error: str, faults: list[str]) -> SlackError:
    """Slack's refusal of blocks or a view: every fault, each with the place it was found."""
    return SlackError(
        error,
        errors=faults,
        response_metadata={"messages": [f"[ERROR] {fault}" for fault in faults]},
    )
