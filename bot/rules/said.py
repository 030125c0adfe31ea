"""A thing said to the bot, wherever and however it was said."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what, when and where.

    `request` is the delivery's own id: the same one twice is the same thing said once. `at` is the
    moment it counts from and `recorded_at` the moment it is written; they differ only for what is
    entered as of another time from the command line. `about` is the action that the conversation
    is about, and `message` the message of Slack's that it stands in ("C1/1426670100.000100").
    """

    user: str
    text: str
    at: datetime
    recorded_at: datetime
    via: str
    request: str
    place: str | None = None
    workspace: str | None = None
    plan: str | None = None
    thread: str | None = None
    about: str | None = None
    message: str | None = None
    files: tuple[str, ...] = ()  # links to files that came with it; never the files themselves
