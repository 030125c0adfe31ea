"""All that the workspace holds, behind one lock, and the news of each change."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from bot.practice.channels import Channels
from bot.practice.delivery import Attempt
from bot.practice.errors import Json
from bot.practice.files import Files
from bot.practice.hooks import Hooks
from bot.practice.installation import Installation
from bot.practice.messages import Channel, Message
from bot.practice.people import People, Person
from bot.practice.triggers import Triggers
from bot.practice.views import View, Views

Seconds = Callable[[], float]


@dataclass(frozen=True)
class Call:
    """One call of the Web API, and what it was answered (None when it was cut off)."""

    method: str
    args: Json
    status: int
    answer: Json | None


class Workspace:
    """`clock` dates the messages; `wall` is real time, for what lives a few seconds."""

    def __init__(
        self,
        installation: Installation,
        people: Mapping[str, str | Person],
        channels: Mapping[str, Iterable[str]],
        private: Iterable[str],
        clock: Seconds,
        wall: Seconds,
    ) -> None:
        self.app = installation
        self.clock = clock
        self.wall = wall
        bot = Person(installation.bot_user_id, installation.bot_name, is_bot=True)
        self.people = People(people, bot)
        self.channels = Channels(channels, private, bot.id, self.people)
        self.views = Views()
        self.triggers = Triggers(wall)
        self.hooks = Hooks(wall)
        self.files = Files()
        self.ephemerals: list[Message] = []
        self.reads: dict[str, dict[str, str]] = {}
        self.calls: list[Call] = []
        self.attempts: list[Attempt] = []
        self.changed = threading.Condition()
        self.listeners: set[Callable[[], None]] = set()
        self.version = 0
        self.base_url = ""
        self.tickets: set[str] = set()
        self.uninstalled = False
        self.tell: Callable[[Json], None] = _nobody_listens

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Around whatever changes something: whoever waits for a change looks again."""
        with self.changed:
            yield
            self.version += 1
            self.changed.notify_all()
            for listener in tuple(self.listeners):
                listener()

    def news(self) -> None:
        """Something beside the workspace stands otherwise: whoever looks, looks again."""
        with self.changing():
            pass

    def wait_for_change(self, version: int, seconds: float) -> int:
        """Returns at the first change after `version`, or after this long; the version then."""
        with self.changed:
            if self.version == version:
                self.changed.wait(seconds)
            return self.version

    def read(self, user: str, channel: Channel) -> None:
        """The person has seen all that stands there now."""
        seen = self.reads.setdefault(user, {})
        last = max((each.ts for each in self.seen_by(user, channel)), key=float, default="")
        if last != seen.get(channel.id, ""):
            with self.changing():
                seen[channel.id] = last

    def seen_by(self, user: str, channel: Channel) -> list[Message]:
        """What the person finds in the channel, what only they see among it, in order."""
        own = [m for m in self.ephemerals if m.only_for == user and m.channel == channel.id]
        return sorted([*channel.messages, *own], key=lambda message: float(message.ts))

    def note(self, attempt: Attempt) -> None:
        with self.changing():
            self.attempts.append(attempt)

    def post(self, channel: Channel, message: Message) -> Message:
        """Keeps the message, dated now."""
        message.ts = channel.next_ts(self.clock())
        channel.messages.append(message)
        return message

    def whisper(self, channel: Channel, message: Message) -> Message:
        """Shows the message to one person; no history has it."""
        message.ts = channel.next_ts(self.clock())
        self.ephemerals.append(message)
        return message

    def bot_message(self, channel: str, only_for: str = "") -> Message:
        """An empty message of the bot's, to be filled and posted."""
        app = self.app
        said = Message(channel, "", app.bot_user_id, only_for=only_for, team=app.team_id)
        said.bot_id, said.app_id = app.bot_id, app.app_id
        return said

    def announce(self, channel: Channel, event: Json) -> None:
        """A message event for the app, if it is in the channel and subscribed to its kind."""
        if self.app.bot_user_id in channel.members and self.app.hears(channel.event):
            self.tell({**event, "channel": channel.id, "channel_type": channel.channel_type})

    def view_json(self, view: View) -> Json:
        return view.as_json(self.app.team_id, self.app.app_id, self.app.bot_id)


def _nobody_listens(_event: Json) -> None:
    """Until a server is put around the workspace, its events go nowhere."""
