"""Clicks, choices and forms: what a person does with a message or a view."""

from dataclasses import dataclass

from bot.practice import payloads
from bot.practice.acting import Acting
from bot.practice.blocks import all_elements
from bot.practice.delivery import Delivery
from bot.practice.errors import Json, SlackError
from bot.practice.forms import REPORTED, entered, names_of, objections, state_of
from bot.practice.messages import Channel, Message
from bot.practice.reply import Reply
from bot.practice.views import View

INTERACTIVE = "interactive"


@dataclass(frozen=True)
class Touched:
    """What was clicked or chosen, and what else stands entered beside it."""

    action_id: str
    value: object
    block_id: str
    values: Json

    def entered(self, itself: bool = False) -> Json:
        """What stands entered; with `itself`, what was chosen just now as well."""
        if not itself:
            return self.values
        own = f"{self.block_id}/{self.action_id}" if self.block_id else self.action_id
        return {**self.values, own: self.value}


class Handling(Acting):
    """A person can only touch what they can see: LookupError or PermissionError otherwise."""

    async def act(
        self,
        user: str,
        where: Message | View,
        action_id: str,
        value: object,
        block_id: str = "",
        values: Json | None = None,
    ) -> Reply:
        """A click on a button, or a choice in another element, of a message or a view.

        `block_id` tells apart those that share an action_id; `values` are what else stands
        entered there, under `block_id/action_id`.
        """
        touched = Touched(action_id, value, block_id, values or {})
        with self._workspace.changing():
            if isinstance(where, View):
                reply, body = self._in_view(user, where, touched)
            else:
                reply, body = self._on_message(user, where, touched)
        return await self._ask(reply, Delivery(INTERACTIVE, body), _nothing_shown)

    async def shortcut(self, user: str, where: Message, callback_id: str) -> Reply:
        """An entry of the message's own menu."""
        with self._workspace.changing():
            place = self._workspace.channels.find(where.channel)
            message = self._seen(user, place, where)
            if callback_id not in self._workspace.app.shortcuts:
                raise LookupError(f"there is no shortcut {callback_id!r}")
            body = payloads.message_action(self._workspace, user, place, message, callback_id)
        return await self._ask(Reply(user, place.id), Delivery(INTERACTIVE, body), _nothing_shown)

    def _on_message(self, user: str, where: Message, touched: Touched) -> tuple[Reply, Json]:
        place = self._workspace.channels.find(where.channel)
        message = self._seen(user, place, where)
        action = self._action(place, message.blocks, touched)
        state = state_of(message.blocks, {}, self._with_files(message.blocks, touched.entered()))
        body = payloads.action_on_message(self._workspace, user, place, message, action, state)
        return Reply(user, place.id), body

    def _in_view(self, user: str, where: View, touched: Touched) -> tuple[Reply, Json]:
        view = self._open(user, where)
        place = self.place(user, "")
        action = self._action(place, view.blocks, touched)
        given = touched.entered(action["type"] in REPORTED)
        view.state = state_of(view.blocks, view.state, self._with_files(view.blocks, given))
        return Reply(user, view=view), payloads.action_in_view(self._workspace, view, action)

    def _seen(self, user: str, place: Channel, where: Message) -> Message:
        if not where.only_for:
            if user not in place.members:
                raise PermissionError(f"{user} is not in {place.name or place.id}")
            return place.find(where.ts)
        if where.only_for != user:
            raise PermissionError(f"{user} cannot see what is shown to {where.only_for} alone")
        if where not in self._workspace.ephemerals:
            raise LookupError("the message is no longer there")
        return where

    def _open(self, user: str, where: View) -> View:
        view = self._workspace.views.find(where.id)
        if view.user != user:
            raise PermissionError(f"{user} cannot see the view of {view.user}")
        return view

    def _action(self, place: Channel, blocks: list[Json], touched: Touched) -> Json:
        block, element = _element(blocks, touched)
        ts = place.next_ts(self._workspace.clock())
        ids = {"action_id": touched.action_id, "block_id": block["block_id"], "action_ts": ts}
        return {"type": element["type"], **ids, **entered(element, touched.value)}

    def _with_files(self, blocks: list[Json], values: Json) -> Json:
        """The values, with files where their ids were given."""
        found = dict(values)
        for block, element in all_elements(blocks):
            names = names_of(block, element) if element["type"] == "file_input" else ()
            for name in found.keys() & set(names):
                files = [self._workspace.files.find(each) for each in found[name] or []]
                found[name] = [file.as_json(self._workspace.base_url) for file in files]
        return found

    async def submit(self, user: str, where: View, values: Json) -> Reply:
        """The form with `values` entered; Slack itself objects first to what is missing."""
        with self._workspace.changing():
            view = self._open(user, where)
            view.state = state_of(view.blocks, view.state, self._with_files(view.blocks, values))
            errors = objections(view.blocks, view.state)
            body = payloads.submission(self._workspace, view)
        reply = Reply(user, view=view)
        if errors:
            reply.errors = errors
            return reply
        return await self._ask(reply, Delivery(INTERACTIVE, body), self._submitted)

    def _submitted(self, reply: Reply, body: Json) -> None:
        """What the app made of the form: its errors, another view, or the form is closed."""
        view = reply.view
        if view is None:
            return
        try:
            reply.errors = self._responded(view, body)
        except SlackError as refused:
            reply.error = refused.error
        reply.view = self._workspace.views.top(view.user)

    def _responded(self, view: View, body: Json) -> dict[str, str]:
        views = self._workspace.views
        match body.get("response_action"):
            case "errors":
                return _known_errors(view, body.get("errors") or {})
            case "update":
                views.update(view, body["view"])
            case "push":
                views.push(view.user, body["view"])
            case "clear":
                views.clear(view.user)
            case _:
                views.close(view)
        return {}

    async def close(self, user: str, where: View) -> Reply:
        """The person closes the form; the app hears of it only if it asked to."""
        with self._workspace.changing():
            view = self._open(user, where)
            self._workspace.views.close(view)
            body = payloads.closing(self._workspace, view, cleared=False)
        reply = Reply(user, view=self._workspace.views.top(user))
        if not view.body.get("notify_on_close"):
            return reply
        return await self._ask(reply, Delivery(INTERACTIVE, body), _nothing_shown)


def _nothing_shown(reply: Reply, body: Json) -> None:
    """The acknowledgement of a click says nothing to the person."""


def _element(blocks: list[Json], touched: Touched) -> tuple[Json, Json]:
    """The element with this action, and with this value where several buttons share it."""
    value = touched.value
    for block, element in all_elements(blocks):
        if element.get("action_id", "") != touched.action_id:
            continue
        if touched.block_id not in ("", block["block_id"]):
            continue
        if element["type"] != "button" or value is None or element.get("value", "") == value:
            return block, element
    there = [element.get("action_id") for _, element in all_elements(blocks)]
    raise LookupError(f"there is no {touched.action_id!r} with {value!r} among {there}")


def _known_errors(view: View, errors: Json) -> dict[str, str]:
    """Errors stand under the inputs of the form; Slack shows none that points elsewhere."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not errors or not errors.keys() <= inputs:
        raise SlackError("invalid_view_response")
    return {str(block_id): str(words) for block_id, words in errors.items()}
