"""What the code needs from Slack. `manifest.yml` asks for exactly this, as a test makes sure."""

SCOPES = (
    "app_mentions:read",  # being spoken to in a channel
    "channels:history",  # replies under our posts, and looking whether a post arrived
    "chat:write",
    "commands",  # and the message shortcut
    "files:write",  # the picture under a digest; without it, its words are posted
    "groups:history",  # the same in a private channel
    "im:history",  # direct messages to the bot, and looking whether a reminder arrived
    "im:write",  # opening the conversation that a reminder goes to
    "users:read",  # telling guests and leavers from members, and a person's own time zone
)
COMMANDS = ("/update", "/digest", "/reminders", "/checkin", "/plan", "/audit")
SHORTCUTS = ("record_as_update",)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.channels",  # only replies under our own posts are read; nothing else is kept
    "message.groups",
    "message.im",
    "user_change",
)
