"""The app as it is installed: its tokens, scopes, commands and events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.practice.errors import SlackError

# The scopes under which Slack sends an event; an event that is not here needs none.
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "member_joined_channel": "channels:read",
    "user_change": "users:read",
}
EVENTS = (*EVENT_SCOPES, "app_home_opened")
SCOPES = (
    "app_mentions:read channels:history channels:join channels:read chat:write commands "
    "files:read files:write groups:history groups:read im:history im:read im:write "
    "mpim:history mpim:read mpim:write reactions:write users:read users:read.email"
).split()


@dataclass(frozen=True)
class Installation:
    """What Slack knows of the app. `commands` of None means that any command is taken."""

    scopes: frozenset[str] = frozenset(SCOPES)
    events: frozenset[str] = frozenset(EVENTS)
    commands: frozenset[str] | None = None
    shortcuts: Mapping[str, str] = field(default_factory=dict)  # of messages: callback id to name
    team_id: str = "T0PRACTICE"
    team_domain: str = "practice"
    app_id: str = "A0PRACTICE"
    bot_user_id: str = "U0BOT"
    bot_id: str = "B0BOT"
    bot_name: str = "Action plan"
    bot_token: str = "xoxb-practice-bot"  # noqa: S105 - opens nothing but this workspace
    app_token: str = "xapp-practice-app"  # noqa: S105
    signing_secret: str = "practice-signing-secret"  # noqa: S105

    def need(self, scopes: Iterable[str]) -> None:
        """`missing_scope` unless every one of these was granted."""
        missing = [scope for scope in scopes if scope not in self.scopes]
        if missing:
            provided = ",".join(sorted(self.scopes))
            raise SlackError("missing_scope", needed=",".join(missing), provided=provided)

    def hears(self, event: str) -> bool:
        """Whether the app subscribed to the event and was granted the scope for it."""
        scope = EVENT_SCOPES.get(event)
        return event in self.events and (scope is None or scope in self.scopes)

    def takes(self, command: str) -> bool:
        return self.commands is None or command in self.commands


def from_manifest(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The scopes, events and commands of a parsed app manifest, to be given to PracticeSlack."""
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    return {
        "scopes": scopes.get("bot", []),
        "events": settings.get("event_subscriptions", {}).get("bot_events", []),
        "commands": [entry["command"] for entry in features.get("slash_commands", [])],
        "shortcuts": {
            entry["callback_id"]: entry["name"]
            for entry in features.get("shortcuts", [])
            if entry["type"] == "message"
        },
    }
