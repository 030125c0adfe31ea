"""What a person does on the page, handed to the same hands that the tests use."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.practice.errors import Json
from bot.practice.front import ClockError, Front
from bot.practice.handling import Handling
from bot.practice.messages import Message
from bot.practice.panel import Panel
from bot.practice.reply import Reply
from bot.practice.speaking import Speaking
from bot.practice.views import View
from bot.practice.workspace import Workspace

Act = Callable[[str, Json], Awaitable[Reply | None]]


class Acts:
    """Each act by its name: takes who does it and what the page says of it."""

    def __init__(
        self,
        workspace: Workspace,
        speaking: Speaking,
        handling: Handling,
        front: Front,
        panel: Panel,
    ) -> None:
        self._workspace = workspace
        self._speaking = speaking
        self._handling = handling
        self._front = front
        self._panel = panel
        self.by_name: dict[str, Act] = {
            "say": self._say,
            "command": self._command,
            "edit": self._edit,
            "delete": self._delete,
            "dismiss": self._dismiss,
            "act": self._act,
            "shortcut": self._shortcut,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "clock": self._clock,
            "faults": self._faults,
        }

    async def do(self, user: str, said: Json) -> Json:
        """Does it; returns what Slack itself would show of how it went.

        Raises LookupError, PermissionError, SlackError or ClockError, each with its words.
        """
        reply = await self.by_name[said["act"]](user, said)
        return {"error": reply.error, "errors": reply.errors} if reply else {}

    async def _say(self, user: str, said: Json) -> Reply:
        files = [self._workspace.files.find(each) for each in said.get("files", [])]
        thread = said.get("thread") or ""
        return await self._speaking.message(user, said["channel"], said["text"], thread, files)

    async def _command(self, user: str, said: Json) -> Reply:
        return await self._speaking.command(user, said["name"], said["text"], said["channel"])

    async def _edit(self, user: str, said: Json) -> Reply:
        return await self._speaking.edit(user, self._message(user, said), said["text"])

    async def _delete(self, user: str, said: Json) -> Reply:
        return await self._speaking.delete(user, self._message(user, said))

    async def _dismiss(self, user: str, said: Json) -> None:
        """A person clears away what only they see."""
        message = self._message(user, said)
        if message.only_for != user:
            raise PermissionError("only what nobody else sees can be dismissed")
        with self._workspace.changing():
            self._workspace.ephemerals.remove(message)

    async def _act(self, user: str, said: Json) -> Reply:
        where = self._view(said) if "view" in said else self._message(user, said)
        return await self._handling.act(
            user,
            where,
            said["action"],
            said.get("value"),
            block_id=said["block"],
            values=said.get("values") or {},
        )

    async def _shortcut(self, user: str, said: Json) -> Reply:
        message = self._message(user, said)
        return await self._handling.shortcut(user, message, said["callback"])

    async def _submit(self, user: str, said: Json) -> Reply:
        return await self._handling.submit(user, self._view(said), said["values"])

    async def _close(self, user: str, said: Json) -> Reply:
        return await self._handling.close(user, self._view(said))

    async def _home(self, user: str, _said: Json) -> Reply:
        return await self._speaking.open_home(user)

    async def _clock(self, _user: str, said: Json) -> None:
        """The days between take their time, in a thread of their own."""
        calendar = self._front.calendar
        if calendar is None:
            raise ClockError("There is no clock to move here.")
        to = said["to"]
        moment = calendar.moment(to) if isinstance(to, str) else float(to)
        try:
            await asyncio.to_thread(calendar.move, moment)
        finally:
            self._workspace.news()

    async def _faults(self, _user: str, said: Json) -> None:
        await self._panel.switch(frozenset(said["on"]))

    def _view(self, said: Json) -> View:
        return self._workspace.views.find(said["view"])

    def _message(self, user: str, said: Json) -> Message:
        """The message at this `ts`, where the person can see it."""
        with self._workspace.changed:
            place = self._workspace.channels.find(said["channel"])
            if user in place.members:
                for message in self._workspace.seen_by(user, place):
                    if message.ts == said["ts"]:
                        return message
        raise LookupError("the message is no longer there")
