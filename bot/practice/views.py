"""Modals and home tabs: each person has a stack of the first and one of the second."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.practice.blocks import with_block_ids
from bot.practice.errors import Json, SlackError, refusal
from bot.practice.ids import Ids
from bot.practice.view_faults import VIEW_BYTES, view_faults, view_size

STACK = 3


@dataclass
class View:
    """A modal or a home tab as it now stands; `state` is what has been entered in it."""

    id: str
    user: str
    body: Json
    root_id: str
    previous_id: str = ""
    hash: str = ""
    state: Json = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def external_id(self) -> str:
        return str(self.body.get("external_id", ""))

    def as_json(self, team_id: str, app_id: str, bot_id: str) -> Json:
        return {
            "id": self.id,
            "team_id": team_id,
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **self.body,
            "state": {"values": self.state},
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id or None,
            "app_id": app_id,
            "bot_id": bot_id,
            "app_installed_team_id": team_id,
        }


class Views:
    """Every view that is open, and the home tabs."""

    def __init__(self) -> None:
        self.ids = Ids()
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def restore(
        self, stacks: dict[str, list[View]], homes: dict[str, View], ids: Mapping[str, int]
    ) -> None:
        """These and no others, as they were kept."""
        self.stacks, self.homes = stacks, homes
        self.ids.restore(ids)

    def open(self, user: str, body: Json) -> View:
        """A new modal over whatever was open."""
        view = self._new(user, body)
        self.stacks[user] = [view]
        return view

    def push(self, user: str, body: Json) -> View:
        """On top of the person's open modal; three views at most."""
        stack = self.stacks.get(user, [])
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        view = self._new(user, body)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return view

    def update(self, view: View, body: Json, given_hash: str = "") -> View:
        """The view with a new body. What was entered stays where block and action match."""
        if given_hash and given_hash != view.hash:
            raise SlackError("hash_conflict")
        checked = self._checked(body, view)
        view.state = _kept(view.state, checked["blocks"])
        view.body, view.hash = checked, _hash()
        return view

    def publish(self, user: str, body: Json, given_hash: str = "") -> View:
        """The person's home tab, new or in place of the one before."""
        home = self.homes.get(user)
        if home is None:
            home = self.homes[user] = self._new(user, body)
            return home
        return self.update(home, body, given_hash)

    def find(self, view_id: str, external_id: str = "") -> View:
        """An open view by either id, or `not_found`."""
        for view in self._all():
            if view.id == view_id or (external_id and view.external_id == external_id):
                return view
        raise SlackError("not_found")

    def top(self, user: str) -> View | None:
        stack = self.stacks.get(user, [])
        return stack[-1] if stack else None

    def close(self, view: View) -> None:
        """Takes the view away, and with it whatever lay on top."""
        stack = self.stacks.get(view.user, [])
        if view in stack:
            del stack[stack.index(view) :]

    def clear(self, user: str) -> None:
        self.stacks.pop(user, None)

    def _all(self) -> list[View]:
        return [view for stack in self.stacks.values() for view in stack] + [*self.homes.values()]

    def _new(self, user: str, body: Json) -> View:
        checked = self._checked(body, None)
        number = self.ids.next("V")
        return View(number, user, checked, root_id=number, hash=_hash())

    def _checked(self, body: Json, old: View | None) -> Json:
        faults = view_faults(body)
        if faults:
            raise refusal("invalid_arguments", faults)
        if view_size(body) > VIEW_BYTES:
            raise SlackError("view_too_large")
        taken = {view.external_id for view in self._all() if view is not old}
        if body.get("external_id") and body["external_id"] in taken:
            raise SlackError("duplicate_external_id")
        return {**body, "blocks": with_block_ids(body["blocks"])}


def _kept(state: Json, blocks: list[Json]) -> Json:
    present = {block["block_id"] for block in blocks}
    return {block_id: values for block_id, values in state.items() if block_id in present}


def _hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
