"""One thing that Slack tells the app, and what came back; the two ways of carrying it."""

import uuid
from dataclasses import dataclass, field
from typing import Protocol

from bot.practice.errors import Json

# What a person is shown for each way in which the app failed to answer them.
SHOWN = {
    "timeout": "operation_timeout",
    "http_timeout": "operation_timeout",
    "socket_closed": "operation_timeout",
    "http_error": "http_service_error",
    "http_client_error": "http_client_error",
    "connection_failed": "dispatch_failed",
    "no_connection": "dispatch_failed",
}
# Slack's words for why it delivers again, where they are not ours.
REASONS = {
    "socket_closed": "timeout",
    "no_connection": "timeout",
    "http_client_error": "http_error",
}


@dataclass
class Delivery:
    """`kind` is Socket Mode's word for it; `attempt` counts the deliveries before this one."""

    kind: str
    payload: Json
    envelope_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    attempt: int = 0
    reason: str = ""
    tried: set[int] = field(default_factory=set)

    def again(self, reason: str) -> None:
        self.attempt += 1
        self.reason = reason

    def repeated(self) -> "Delivery":
        """The very same once more, as if its answer had been lost."""
        return Delivery(self.kind, self.payload, self.envelope_id, self.attempt + 1, "timeout")

    @property
    def is_event(self) -> bool:
        return self.kind == "events_api"


@dataclass(frozen=True)
class Answer:
    """What the app said, or why it said nothing. `final` forbids a retry."""

    error: str = ""
    body: Json = field(default_factory=dict)
    final: bool = False

    @property
    def shown(self) -> str:
        """What the person is told."""
        return SHOWN[self.error] if self.error else ""

    @property
    def reason(self) -> str:
        """What the next delivery gives as the reason for its coming."""
        return REASONS.get(self.error, self.error)


@dataclass(frozen=True)
class Attempt:
    """One delivery that was tried: `error` is empty when the app acknowledged it."""

    kind: str
    envelope_id: str
    number: int
    error: str


class Carrier(Protocol):
    """`hands_on` names the errors after which even a person's act is carried again."""

    hands_on: frozenset[str]

    async def attempt(self, delivery: Delivery) -> Answer: ...
