"""What a person sees after they did something."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.practice.delivery import Delivery
from bot.practice.errors import Json
from bot.practice.messages import Message
from bot.practice.views import View


@dataclass
class Reply:
    """`error` is what Slack itself shows when the app did not answer; empty when it did.

    `message` is what the app answered, `said` what the person had posted, `errors` what a form
    shows under its fields by block_id, and `view` the form that is left open in front of them.
    """

    user: str
    channel: str = ""
    error: str = ""
    message: Message | None = None
    said: Message | None = None
    view: View | None = None
    errors: dict[str, str] = field(default_factory=dict)
    delivery: Delivery | None = None
    repeat: Callable[[Delivery], Awaitable["Reply"]] | None = None

    @property
    def text(self) -> str:
        return self.message.text if self.message else ""

    @property
    def blocks(self) -> list[Json]:
        return self.message.blocks if self.message else []

    @property
    def words(self) -> str:
        """All that there is to read in the answer."""
        return self.message.words if self.message else ""

    @property
    def response_type(self) -> str:
        if self.message is None:
            return ""
        return "ephemeral" if self.message.only_for else "in_channel"

    @property
    def ts(self) -> str:
        said = self.said or self.message
        return said.ts if said else ""

    @property
    def trigger_id(self) -> str:
        return str(self._payload.get("trigger_id", ""))

    @property
    def event_id(self) -> str:
        return str(self._payload.get("event_id", ""))

    @property
    def envelope_id(self) -> str:
        return self.delivery.envelope_id if self.delivery else ""

    @property
    def response_url(self) -> str:
        return str(self._payload.get("response_url", ""))

    @property
    def _payload(self) -> Json:
        return self.delivery.payload if self.delivery else {}
