"""What every act of a person's has in common: a place to do it, and telling the app of it."""

import re
from collections.abc import Callable

from bot.practice import payloads
from bot.practice.courier import Courier
from bot.practice.delivery import Delivery
from bot.practice.errors import Json
from bot.practice.messages import Channel
from bot.practice.reply import Reply
from bot.practice.workspace import Workspace

Finish = Callable[[Reply, Json], None]
# What Slack leaves as it is when it escapes what was typed: <@U1>, <#C1|name>, <!here>, a link.
TOKENS = re.compile(r"(<(?:[@#!][^<>]+|(?:https?|mailto):[^<>]+)>|&(?:amp|lt|gt);)")


def escaped(text: str) -> str:
    """The words as Slack hands them on, with &, < and > as entities."""
    parts = TOKENS.split(text)
    for at in range(0, len(parts), 2):
        parts[at] = parts[at].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(parts)


class Acting:
    """Each act changes the workspace, tells the app, and returns what the person then sees."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier

    def place(self, user: str, channel: str) -> Channel:
        """The channel, which the person must be in; without one, their talk with the bot."""
        if self._workspace.people.find(user).deleted:
            raise PermissionError(f"{user} is deactivated")
        bot = self._workspace.app.bot_user_id
        if channel in ("", bot, "bot"):
            return self._workspace.channels.direct(user, bot)
        place = self._workspace.channels.find(channel)
        if user not in place.members:
            raise PermissionError(f"{user} is not in {place.name or place.id}")
        return place

    async def _ask(self, reply: Reply, delivery: Delivery, finish: Finish) -> Reply:
        """An act that waits for its answer, which `finish` then shows."""

        async def repeat(again: Delivery) -> Reply:
            afresh = Reply(reply.user, reply.channel, view=reply.view)
            return await self._ask(afresh, again, finish)

        reply.delivery, reply.repeat = delivery, repeat
        answer = await self._courier.ask(delivery)
        with self._workspace.changing():
            reply.error = answer.shown
            if not answer.error:
                finish(reply, answer.body)
        return reply

    async def _tell(self, reply: Reply, delivery: Delivery) -> Reply:
        """An act that the app hears of as an event; `error` is that of the first delivery."""

        async def repeat(again: Delivery) -> Reply:
            return await self._tell(Reply(reply.user, reply.channel, said=reply.said), again)

        reply.delivery, reply.repeat = delivery, repeat
        reply.error = (await self._courier.tell(delivery)).error
        return reply

    def _event(self, body: Json) -> Delivery:
        return Delivery("events_api", payloads.event(self._workspace, body))


async def redeliver(reply: Reply) -> Reply:
    """The very same envelope or request once more, as if its answer had been lost."""
    if reply.delivery is None or reply.repeat is None:
        raise LookupError("nothing was delivered, so nothing can be delivered again")
    return await reply.repeat(reply.delivery.repeated())
