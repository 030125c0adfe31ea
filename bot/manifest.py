"""What the code needs from Slack. `manifest.yml` asks for exactly this, as a test makes sure."""

SCOPES = (
    "app_mentions:read",  # being spoken to in a channel
    "channels:history",  # looking whether a post to a public channel arrived
    "chat:write",
    "commands",
    "groups:history",  # the same in a private channel
    "im:history",  # direct messages to the bot, and looking whether a reminder arrived
    "im:write",  # opening the conversation that a reminder goes to
)
COMMANDS = ("/update", "/digest", "/reminders")
EVENTS = ("app_mention", "message.im")
