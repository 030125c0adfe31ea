"""A small Slack on this machine: the tests talk to it, and people do, on its page."""

from bot.practice.errors import SlackError
from bot.practice.faults import Fault, hang_up, rate_limited, refused, server_error, slow
from bot.practice.messages import Message
from bot.practice.people import Person
from bot.practice.reply import Reply
from bot.practice.server import PracticeSlack
from bot.practice.views import View

__all__ = [
    "Fault",
    "Message",
    "Person",
    "PracticeSlack",
    "Reply",
    "SlackError",
    "View",
    "hang_up",
    "rate_limited",
    "refused",
    "server_error",
    "slow",
]
