"""The channels and direct messages, and what the bot may see and say in each."""

from collections.abc import Iterable, Mapping

from bot.practice.errors import SlackError
from bot.practice.ids import Ids
from bot.practice.messages import Channel, Kind
from bot.practice.people import People


class Channels:
    """Every conversation by id. `bot` in a list of members stands for the bot's own user."""

    def __init__(
        self, given: Mapping[str, Iterable[str]], private: Iterable[str], bot: str, people: People
    ) -> None:
        self.ids = Ids()
        self._bot = bot
        self._people = people
        self._by_id: dict[str, Channel] = {}
        hidden = set(private)
        for name, members in given.items():
            self.create(name, members, private=name in hidden)

    def create(self, name: str, members: Iterable[str], private: bool = False) -> Channel:
        inside = {self._bot if member == "bot" else member for member in members}
        kind: Kind = "private" if private else "public"
        channel = Channel(self.ids.next("C"), name.lstrip("#"), kind, inside)
        self._by_id[channel.id] = channel
        return channel

    def restore(self, channels: Iterable[Channel], ids: Mapping[str, int]) -> None:
        """These and no others, as they were kept."""
        self._by_id = {channel.id: channel for channel in channels}
        self.ids.restore(ids)

    def all(self) -> list[Channel]:
        return list(self._by_id.values())

    def find(self, given: str) -> Channel:
        """By id or by name, with the hash or without; `channel_not_found`."""
        if given in self._by_id:
            return self._by_id[given]
        name = given.removeprefix("#")
        for channel in self._by_id.values():
            if name and channel.name == name:
                return channel
        raise SlackError("channel_not_found")

    def seen_by_bot(self, given: str) -> Channel:
        """As `find`, but a private channel that the bot is not in does not exist for it."""
        channel = self.find(given)
        if channel.kind != "public" and self._bot not in channel.members:
            raise SlackError("channel_not_found")
        return channel

    def to_post_in(self, given: str, public_too: bool) -> Channel:
        """Where the bot may speak; a person's id means the direct message with them."""
        channel = self._direct(given) if given in self._people else self.seen_by_bot(given)
        if channel.archived:
            raise SlackError("is_archived")
        if self._bot not in channel.members and not public_too:
            raise SlackError("not_in_channel")
        if channel.user and self._people.find(channel.user).deleted:
            raise SlackError("channel_not_found")
        return channel

    def _direct(self, user: str) -> Channel:
        return self.direct(user, self._bot)

    def direct(self, user: str, other: str) -> Channel:
        """The direct message between two people, opened when there is none."""
        found = self.existing_direct({user, other})
        return found or self._open({user, other}, user)

    def existing_direct(self, members: set[str]) -> Channel | None:
        for channel in self._by_id.values():
            if channel.kind in ("im", "mpim") and channel.members == members:
                return channel
        return None

    def open_for_bot(self, users: list[str]) -> tuple[Channel, bool]:
        """The bot's conversation with these people, and whether it was there before."""
        members = {self._bot, *users}
        found = self.existing_direct(members)
        if found:
            return found, True
        return self._open(members, users[0]), False

    def _open(self, members: set[str], user: str) -> Channel:
        if len(members) == 2:
            channel = Channel(self.ids.next("D"), "", "im", members, user=user)
        else:
            number = self.ids.next("G")
            channel = Channel(number, f"mpdm-{number.lower()}", "mpim", members)
        self._by_id[channel.id] = channel
        return channel
