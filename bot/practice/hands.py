"""What a test, or whoever holds the workspace, can do in it, from any thread."""

from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.practice.acting import redeliver
from bot.practice.courier import Courier
from bot.practice.errors import Json
from bot.practice.handling import Handling
from bot.practice.messages import Message
from bot.practice.panel import Panel
from bot.practice.people import Person
from bot.practice.reply import Reply
from bot.practice.runner import Runner
from bot.practice.sockets import Sockets
from bot.practice.speaking import Speaking
from bot.practice.views import View
from bot.practice.workspace import Workspace

Result = TypeVar("Result")


class Hands:
    """Every act blocks until the app has answered or failed to, `timeout` seconds at most.

    `speaking` and `handling` are the same acts as coroutines, for who is in the server's loop.
    """

    timeout = 15.0

    def __init__(
        self,
        workspace: Workspace,
        courier: Courier,
        sockets: Sockets,
        runner: Runner,
        panel: Panel,
    ) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._runner = runner
        self.panel = panel
        self.speaking = Speaking(workspace, courier)
        self.handling = Handling(workspace, courier)

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._runner.run(work, self.timeout)

    # ---- as a person

    def command(self, user: str, name: str, text: str = "", channel: str = "") -> Reply:
        """Types a slash command; without a channel, in the direct message with the bot."""
        return self._run(self.speaking.command(user, name, text, channel))

    def message(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Reply:
        """Says something in a channel, or to the bot when `channel` is empty or `bot`."""
        return self._run(self.speaking.message(user, channel, text, thread_ts or ""))

    def edit_message(self, user: str, message: Message, text: str) -> Reply:
        return self._run(self.speaking.edit(user, message, text))

    def delete_message(self, user: str, message: Message) -> Reply:
        return self._run(self.speaking.delete(user, message))

    def click(
        self, user: str, where: Message | View, action_id: str, value: str | None = None
    ) -> Reply:
        """Presses a button; `value` tells apart those that share an action_id."""
        return self._run(self.handling.act(user, where, action_id, value))

    def select(self, user: str, where: Message | View, action_id: str, value: object) -> Reply:
        """Chooses in a select, a picker, a menu or boxes: by the value of the option."""
        return self._run(self.handling.act(user, where, action_id, value))

    def shortcut(self, user: str, message: Message, callback_id: str) -> Reply:
        """Chooses an entry of the message's own menu."""
        return self._run(self.handling.shortcut(user, message, callback_id))

    def submit_view(self, user: str, view: View, values: Json | None = None) -> Reply:
        """Fills the form, each value under its block_id or action_id, and sends it off."""
        return self._run(self.handling.submit(user, view, values or {}))

    def close_view(self, user: str, view: View) -> Reply:
        return self._run(self.handling.close(user, view))

    def open_home(self, user: str) -> Reply:
        return self._run(self.speaking.open_home(user))

    def redeliver(self, reply: Reply) -> Reply:
        """Has Slack deliver the very same envelope or request again."""
        return self._run(redeliver(reply))

    def read(self, user: str, channel: str = "") -> None:
        """Looks at all that stands in a channel; without one, in the talk with the bot."""
        with self._workspace.changing():
            place = self.speaking.place(user, channel)
        self._workspace.read(user, place)

    # ---- as whoever runs the workspace

    def invite_bot(self, channel: str) -> Reply:
        return self._run(self.speaking.invite_bot(channel))

    def remove_bot(self, channel: str) -> None:
        with self._workspace.changing():
            bot = self._workspace.app.bot_user_id
            self._workspace.channels.find(channel).members.discard(bot)

    def archive(self, channel: str) -> None:
        with self._workspace.changing():
            self._workspace.channels.find(channel).archived = True

    def add_person(self, person: Person) -> None:
        with self._workspace.changing():
            self._workspace.people.add(person)

    def deactivate(self, user: str) -> Reply:
        return self._run(self.speaking.deactivate(user))

    def uninstall(self) -> None:
        """The app's tokens stop working: `account_inactive`."""
        with self._workspace.changing():
            self._workspace.uninstalled = True

    def drop_sockets(self) -> None:
        """Closes every Socket Mode connection without a word."""
        self._run(self._sockets.drop())

    def refresh_sockets(self) -> None:
        """Asks every client politely to connect anew, as Slack does every few hours."""
        self._run(self._sockets.refresh())

    def switch_faults(self, *on: str) -> None:
        """Has exactly these go wrong from now on, by their names on the page's panel."""
        self._run(self.panel.switch(frozenset(on)))

    def deafen_sockets(self) -> None:
        """The connections that are open stay open and answer pings, and carry nothing more."""
        with self._workspace.changing():
            self._sockets.deafen()
