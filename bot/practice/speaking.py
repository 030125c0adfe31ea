"""Commands and words: what a person types."""

from collections.abc import Sequence

from bot.practice import payloads
from bot.practice.acting import Acting, escaped
from bot.practice.api_chat import changed, deleted
from bot.practice.delivery import Delivery
from bot.practice.errors import Json, SlackError
from bot.practice.files import File
from bot.practice.hooks import Hook
from bot.practice.messages import Channel, Message
from bot.practice.reply import Reply
from bot.practice.respond import respond


class Speaking(Acting):
    """Slash commands, messages, and changing or taking back one's own."""

    async def command(self, user: str, name: str, text: str, channel: str) -> Reply:
        with self._workspace.changing():
            place = self.place(user, channel)
            if not self._workspace.app.takes(name):
                return Reply(user, place.id, error="not_a_valid_command")
            body = payloads.command(self._workspace, user, name, escaped(text), place)
        reply = Reply(user, place.id)
        return await self._ask(reply, Delivery("slash_commands", body), self._answered)

    def _answered(self, reply: Reply, body: Json) -> None:
        """The acknowledgement of a command is its answer; an empty one shows nothing."""
        if not body:
            return
        try:
            reply.message = respond(self._workspace, Hook(reply.user, reply.channel, 0.0), body)
        except SlackError as refused:
            reply.error = refused.error

    async def message(
        self, user: str, channel: str, text: str, thread_ts: str, files: Sequence[File] = ()
    ) -> Reply:
        with self._workspace.changing():
            place = self.place(user, channel)
            said = Message(place.id, "", user, escaped(text), team=self._workspace.app.team_id)
            said.files = [file.as_json(self._workspace.base_url) for file in files]
            parent = place.find(thread_ts) if thread_ts else said
            said.thread_ts = parent.thread_ts or parent.ts
            self._workspace.post(place, said)
            events = self._events_of(place, said)
        reply = Reply(user, place.id, said=said)
        for event in events:
            reply = await self._tell(reply, self._event(event))
        return reply

    def _events_of(self, place: Channel, said: Message) -> list[Json]:
        """The message itself where the app listens, and the mention of its bot."""
        app = self._workspace.app
        if app.bot_user_id not in place.members:
            return []
        event = {**said.as_json(), "channel": place.id, "event_ts": said.ts}
        found = [event | {"channel_type": place.channel_type}] if app.hears(place.event) else []
        mentioned = f"<@{app.bot_user_id}>" in said.text and place.kind in ("public", "private")
        if mentioned and app.hears("app_mention"):
            found.append(event | {"type": "app_mention"})
        return found

    async def edit(self, user: str, message: Message, text: str) -> Reply:
        with self._workspace.changing():
            place, said = self._own(user, message)
            before = said.copy()
            said.text, said.edited = escaped(text), place.next_ts(self._workspace.clock())
            event = changed(said, before)
        return await self._announced(Reply(user, place.id, said=said), place, event)

    async def delete(self, user: str, message: Message) -> Reply:
        with self._workspace.changing():
            place, said = self._own(user, message)
            place.messages.remove(said)
            event = deleted(said, place.next_ts(self._workspace.clock()))
        return await self._announced(Reply(user, place.id, said=said), place, event)

    def _own(self, user: str, message: Message) -> tuple[Channel, Message]:
        place = self._workspace.channels.find(message.channel)
        said = place.find(message.ts)
        if said.user != user:
            raise PermissionError(f"{user} did not write {said.text!r}")
        return place, said

    async def _announced(self, reply: Reply, place: Channel, event: Json) -> Reply:
        app = self._workspace.app
        if app.bot_user_id not in place.members or not app.hears(place.event):
            return reply
        placed = {**event, "channel": place.id, "channel_type": place.channel_type}
        return await self._tell(reply, self._event(placed))

    async def open_home(self, user: str) -> Reply:
        with self._workspace.changing():
            place = self.place(user, "")
            home = self._workspace.views.homes.get(user)
            event: Json = {"type": "app_home_opened", "user": user, "channel": place.id}
            event |= {"tab": "home", "event_ts": place.next_ts(self._workspace.clock())}
            event |= {"view": self._workspace.view_json(home)} if home else {}
        reply = Reply(user, place.id)
        if not self._workspace.app.hears("app_home_opened"):
            return reply
        return await self._tell(reply, self._event(event))

    async def deactivate(self, user: str) -> Reply:
        """An administrator of Slack closes somebody's account."""
        with self._workspace.changing():
            person = self._workspace.people.find(user)
            person.deleted = True
            now, team = self._workspace.wall(), self._workspace.app.team_id
            event = {"type": "user_change", "user": person.as_json(team, now, False)}
        reply = Reply(user)
        if not self._workspace.app.hears("user_change"):
            return reply
        return await self._tell(reply, self._event(event))

    async def invite_bot(self, channel: str) -> Reply:
        app = self._workspace.app
        with self._workspace.changing():
            place = self._workspace.channels.find(channel)
            place.members.add(app.bot_user_id)
            event = {
                "type": "member_joined_channel",
                "user": app.bot_user_id,
                "channel": place.id,
                "channel_type": {"public": "C"}.get(place.kind, "G"),
                "team": app.team_id,
                "event_ts": place.next_ts(self._workspace.clock()),
            }
        reply = Reply(app.bot_user_id, place.id)
        if not app.hears("member_joined_channel"):
            return reply
        return await self._tell(reply, self._event(event))
