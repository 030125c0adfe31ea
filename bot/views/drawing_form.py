"""The form in which an administrator draws a round of cases, in Block Kit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.views.blocks import Block, context, escaped, option, plain, section, shortened
from bot.views.forms import View, input_block, modal, typed_value

FORM = "draw_form"
ROUND, LIST, WHAT = "round", "list", "what"
SHOW, DRAW = "show", "draw"
LIST_CHARACTERS = 3000  # the most that Slack takes in one field
SHOWN_CHARACTERS = 2900


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an administrator has filled in. `seed`: what is shown first is what is drawn then."""

    plan_id: int
    seed: str
    where: str = ""  # PROGRAMME/MONTH
    cases: str = ""
    draws: bool = False


def draw_form(wanted: Wanted, rounds: Sequence[tuple[str, str]], shown: str = "") -> View:
    """The form; `rounds` are pairs of a round's key and its name, `shown` what would be drawn."""
    blocks: list[Block] = [section(shortened(escaped(shown), SHOWN_CHARACTERS))] if shown else []
    blocks += [
        _chosen(ROUND, "Round", rounds, wanted.where or rounds[0][0]),
        input_block(
            LIST, "Cases, one a line: code, area, who holds it", _lines(wanted.cases), False
        ),
        _chosen(WHAT, "What now", _WHATS, DRAW if shown else SHOW),
        context("Case codes only. Each auditor is told their own cases, and nobody else is."),
    ]
    kept = {"plan": wanted.plan_id, "seed": wanted.seed}
    return modal("Draw a round", FORM, blocks, "Go on", kept)


_WHATS = ((SHOW, "Show who would get what"), (DRAW, "Draw, and tell each auditor"))


def _chosen(name: str, label: str, pairs: Sequence[tuple[str, str]], now: str) -> Block:
    options = {key: option(words, key) for key, words in pairs}
    element: Block = {
        "type": "static_select",
        "action_id": name,
        "options": list(options.values()),
        "initial_option": options.get(now) or next(iter(options.values())),
        "placeholder": plain("Choose"),
    }
    return input_block(name, label, element, optional=False)


def _lines(cases: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": LIST,
        "multiline": True,
        "max_length": LIST_CHARACTERS,
        "placeholder": plain("HX-1042, north, Team Manager 2"),
    }
    return {**element, "initial_value": cases} if cases else element


def wanted_in(view: Mapping[str, Any]) -> Wanted:
    """What was filled in, of a form that was sent off."""
    kept, state = json.loads(view["private_metadata"]), view["state"]["values"]
    return Wanted(
        plan_id=kept["plan"],
        seed=kept["seed"],
        where=typed_value(state, ROUND) or "",
        cases=typed_value(state, LIST) or "",
        draws=typed_value(state, WHAT) == DRAW,
    )


def no_rounds() -> str:
    """No programme of this plan has a round whose cases could be drawn."""
    return "No programme of this plan has a round of cases to be drawn."


def which_round() -> str:
    """A command that names no round."""
    return "Say which round, by the month it begins with: `/audit undraw 2015-04`."


def how_to_excuse() -> str:
    """A command that does not say whom to excuse, from what and why."""
    return "Say who, from which round and why: `/audit excuse Team Manager 2 2015-04: long leave`."


def how_to_swap() -> str:
    """A command that does not say which case, and why."""
    return "Say which case and why: `/audit swap HX-1042 she chaired its conference`."
