"""What one person may see of the workspace, as the page is told it."""

from dataclasses import dataclass

from bot.practice.errors import Json
from bot.practice.front import Front
from bot.practice.messages import Channel, Message
from bot.practice.panel import Panel
from bot.practice.views import View
from bot.practice.workspace import Workspace

MOST_MESSAGES = 300


@dataclass
class Looking:
    """Where somebody looks: a conversation, and a thread in it. `read` is what was new before."""

    user: str
    channel: str = ""
    thread: str = ""
    read: str = ""


class Screens:
    """Makes the screen of whoever looks."""

    def __init__(self, workspace: Workspace, front: Front, panel: Panel) -> None:
        self._workspace = workspace
        self._front = front
        self._panel = panel

    def of(self, looking: Looking) -> Json:
        """All that the page shows to this person now."""
        with self._workspace.changed:
            views = self._workspace.views
            return {
                "me": looking.user,
                **self._lists(looking.user),
                "open": self._open(looking),
                "modal": self._view(views.top(looking.user)),
                "depth": len(views.stacks.get(looking.user, [])),
                "home": self._view(views.homes.get(looking.user)),
                "clock": self._clock(),
                "faults": sorted(self._panel.on),
            }

    def first(self) -> Json:
        """What does not change while the page is open."""
        app, calendar = self._workspace.app, self._front.calendar
        return {
            "bot": app.bot_user_id,
            "people": [{"id": user, "is": what} for user, what in self.people()],
            "shortcuts": dict(app.shortcuts),
            "commands": list(self._front.commands),
            "tour": list(self._front.tour),
            "zone": calendar.zone if calendar else "Europe/London",
            "home": "app_home_opened" in app.events,
        }

    def people(self) -> list[tuple[str, str]]:
        """Whom one can be: those the front names, or everybody but the bot."""
        everybody = [(p.id, "") for p in self._workspace.people.all() if not p.is_bot]
        return list(self._front.people) or everybody

    def _lists(self, user: str) -> Json:
        """The conversations this person is in, and the names of everybody and everything."""
        mine = [each for each in self._workspace.channels.all() if user in each.members]
        return {
            "channels": [self._channel(user, each) for each in mine],
            "names": {person.id: person.real_name for person in self._workspace.people.all()},
        }

    def _channel(self, user: str, channel: Channel) -> Json:
        seen = float(self._workspace.reads.get(user, {}).get(channel.id) or 0)
        new = [m for m in self._workspace.seen_by(user, channel) if float(m.ts) > seen]
        return {
            "id": channel.id,
            "name": channel.name,
            "kind": channel.kind,
            "members": sorted(channel.members),
            "archived": channel.archived,
            "unread": sum(message.user != user for message in new),
        }

    def _open(self, looking: Looking) -> Json | None:
        if not looking.channel:
            return None
        channel = self._workspace.channels.find(looking.channel)
        seen = self._workspace.seen_by(looking.user, channel)
        main = [each for each in seen if not each.thread_ts or each.broadcast]
        return {
            "id": channel.id,
            "read": looking.read,
            "messages": [self._message(channel, each) for each in main[-MOST_MESSAGES:]],
            "earlier": max(0, len(main) - MOST_MESSAGES),
            "thread": self._thread(channel, seen, looking.thread),
        }

    def _thread(self, channel: Channel, seen: list[Message], ts: str) -> Json | None:
        inside = [each for each in seen if ts and ts in (each.ts, each.thread_ts)]
        return (
            {"ts": ts, "messages": [self._message(channel, each) for each in inside]}
            if ts
            else None
        )

    def _message(self, channel: Channel, message: Message) -> Json:
        said = channel.shown(message, with_metadata=False)
        return said | ({"ephemeral": True} if message.only_for else {})

    def _view(self, view: View | None) -> Json | None:
        return self._workspace.view_json(view) if view else None

    def _clock(self) -> Json:
        calendar = self._front.calendar
        return {
            "now": self._workspace.clock(),
            "moving": bool(calendar and calendar.moving),
            "choices": [{"name": n, "at": at} for n, at in calendar.choices()] if calendar else [],
        }
