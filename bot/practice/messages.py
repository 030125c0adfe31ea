"""A message, and the channel whose messages stand in the order of their `ts`."""

from dataclasses import dataclass, field, replace
from typing import Literal

from bot.practice.errors import Json, SlackError

Kind = Literal["public", "private", "im", "mpim"]
MICROSECONDS = 1_000_000


@dataclass
class Message:
    """`thread_ts` is empty at the top level; `only_for` names who sees an ephemeral."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    metadata: Json | None = None
    bot_id: str = ""
    app_id: str = ""
    team: str = ""
    only_for: str = ""
    edited: str = ""
    broadcast: bool = False

    @property
    def words(self) -> str:
        """All the text a person would read in it, blocks first when there are any."""
        return "\n".join(_texts(self.blocks)) if self.blocks else self.text

    def copy(self) -> "Message":
        return replace(self)

    def as_json(self, with_metadata: bool = True) -> Json:
        said: Json = {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "team": self.team,
        }
        said |= {"bot_id": self.bot_id, "app_id": self.app_id} if self.bot_id else {}
        said |= {"blocks": self.blocks} if self.blocks else {}
        said |= {"files": self.files, "upload": False} if self.files else {}
        said |= {"thread_ts": self.thread_ts} if self.thread_ts else {}
        said |= {"metadata": self.metadata} if self.metadata and with_metadata else {}
        said |= {"edited": {"user": self.user, "ts": self.edited}} if self.edited else {}
        said |= {"subtype": "file_share"} if self.files else {}
        return said | ({"subtype": "thread_broadcast"} if self.broadcast else {})


def _texts(part: object) -> list[str]:
    if isinstance(part, list):
        return [text for each in part for text in _texts(each)]
    if not isinstance(part, dict):
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    return own + [text for each in part.values() for text in _texts(each)]


@dataclass
class Channel:
    """A channel or a direct message; `user` is the other person of the latter."""

    id: str
    name: str
    kind: Kind
    members: set[str]
    user: str = ""
    archived: bool = False
    messages: list[Message] = field(default_factory=list)
    last: int = 0

    @property
    def channel_type(self) -> str:
        """The word for its kind in an event."""
        return {"public": "channel", "private": "group"}.get(self.kind, self.kind)

    @property
    def event(self) -> str:
        """The subscription under which its messages are told."""
        return {"public": "message.channels", "private": "message.groups"}.get(
            self.kind, f"message.{self.kind}"
        )

    def next_ts(self, now: float) -> str:
        """A `ts` that no message here has had, later than all of them."""
        self.last = max(round(now * MICROSECONDS), self.last + 1)
        return f"{self.last // MICROSECONDS}.{self.last % MICROSECONDS:06d}"

    def find(self, ts: str) -> Message:
        """The message, or `message_not_found`."""
        for message in self.messages:
            if message.ts == ts:
                return message
        raise SlackError("message_not_found")

    def top_level(self) -> list[Message]:
        return [each for each in self.messages if not each.thread_ts or each.broadcast]

    def replies(self, ts: str) -> list[Message]:
        return [each for each in self.messages if each.thread_ts == ts]

    def shown(self, message: Message, with_metadata: bool = True) -> Json:
        """The message as history tells it: a parent carries the count of its replies."""
        replies = [] if message.thread_ts else self.replies(message.ts)
        if not replies:
            parent = (
                {"parent_user_id": self._author(message.thread_ts)} if message.thread_ts else {}
            )
            return message.as_json(with_metadata) | parent
        users = list(dict.fromkeys(each.user for each in replies))
        return message.as_json(with_metadata) | {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": users,
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
        }

    def _author(self, ts: str) -> str:
        return next((each.user for each in self.messages if each.ts == ts), "")

    def as_json(self, bot: str) -> Json:
        if self.kind == "im":
            return {"id": self.id, "is_im": True, "user": self.user, "is_archived": self.archived}
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.kind == "public",
            "is_group": False,
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.kind != "public",
            "is_archived": self.archived,
            "is_member": bot in self.members,
            "num_members": len(self.members),
        }
