"""A modal or a home tab as Slack judges it."""

import json

from bot.practice import limits
from bot.practice.blocks import block_faults
from bot.practice.errors import Json
from bot.practice.limits import VIEW_BYTES
from bot.practice.shapes import Check, anything, fault, flag, plain, shape, words

__all__ = ["VIEW_BYTES", "view_faults", "view_size"]

COMMON: dict[str, Check] = {
    "private_metadata": words(limits.PRIVATE_METADATA, least=0),
    "callback_id": words(limits.CALLBACK_ID, least=0),
    "external_id": words(limits.EXTERNAL_ID, least=0),
}
BUTTON = plain(limits.VIEW_TITLE)
SHAPES: dict[str, Check] = {
    "modal": shape(
        {"title": plain(limits.VIEW_TITLE), "blocks": anything},
        {
            **COMMON,
            "submit": BUTTON,
            "close": BUTTON,
            "clear_on_close": flag,
            "notify_on_close": flag,
        },
    ),
    "home": shape({"blocks": anything}, COMMON),
}


def view_faults(view: object) -> list[str]:
    """What Slack would object to in the view, in its words; empty when nothing."""
    if not isinstance(view, dict):
        return fault("must be an object", "/view")
    kind = view.get("type")
    if kind is None:
        return fault("missing required field: type", "/view")
    if kind not in SHAPES:
        return fault(f"unsupported type: {kind}", "/view/type")
    found = SHAPES[kind](view, "/view")
    found += block_faults(view["blocks"], kind) if "blocks" in view else []
    return found or _submit_faults(view)


def _submit_faults(view: Json) -> list[str]:
    if view["type"] != "modal" or view.get("submit"):
        return []
    needs = "must define `submit` to use an `input` block in modals"
    places = [at for at, block in enumerate(view["blocks"]) if block["type"] == "input"]
    return [line for at in places for line in fault(needs, f"/view/blocks/{at}/input")]


def view_size(view: Json) -> int:
    return len(json.dumps(view).encode())
