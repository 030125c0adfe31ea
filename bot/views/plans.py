"""`/plan`: a plan's life on a card, and the forms about it."""

import json
from typing import Any

from bot.rules.plan_forms import Ask, PlanCard, PlanForm
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    escaped,
    message,
    named,
    option,
    section,
)
from bot.views.forms import input_block, modal, typed_value, with_value
from bot.views.policies import POLICY_BUTTON
from bot.views.words import and_list, counted

FORM_ACTION, PLAN_FORM, PAUSE_ACTION = "plan_form", "plan_form", "plan_pause"
OPTIONS = 100  # of a select
REFS_SHOWN = 12
WHAT = (
    ("figure", "A figure"),
    ("baseline", "The baseline"),
    ("target", "A target"),
    ("doubt", "The latest figure is disputed"),
    ("no_doubt", "It is disputed no longer"),
)
STATES = {"open": "open", "paused": "paused", "signed_off": "signed off"}
TEXT_CHARACTERS = {"text": 300, "long": 3000}


def plan_message(card: PlanCard) -> Message:
    """Where a plan is in its life; for an administrator, what can be done about it."""
    left = f"{counted(len(card.still_open), 'action')} still open"
    if card.still_open:
        refs = ", ".join(card.still_open[:REFS_SHOWN])
        more = len(card.still_open) - REFS_SHOWN
        left += f": {refs}" + (f" and {more} more" if more > 0 else "")
    text = f"*{named(card.name)}* is {STATES[card.state]}. {counted(card.total, 'action')}, {left}."
    kept = [f"{count} {many}" for many, count in card.registers if count]
    blocks = [section(text)]
    if kept:
        blocks.append(context(f"Beside them: {and_list(kept)}."))
    if card.administers:
        blocks.append(buttons(*_buttons(card)))
    blocks.append(
        context(
            "`/plan risks` shows the risks; so do boards, meetings, requests, decisions, papers, "
            "streams, priorities, dependencies, sources, providers, phases."
        )
    )
    return message(text.replace("*", ""), blocks)


def _buttons(card: PlanCard) -> list[Block]:
    target = str(card.plan_id)
    made = [
        button("Carry over", f"{FORM_ACTION}:carry", target) if card.successors else None,
        button("Add an action", f"{FORM_ACTION}:action", target),
        button("Begin the next plan", f"{FORM_ACTION}:next", target),
        button("Withdraw an action", f"{FORM_ACTION}:withdraw", target)
        if card.still_open
        else None,
        button(POLICY_BUTTON, f"{FORM_ACTION}:policy", target),
        button("Sign off", f"{FORM_ACTION}:sign_off", target),
        button("Resume" if card.state == "paused" else "Pause", PAUSE_ACTION, target),
    ]
    return [one for one in made if one]


def form_view(form: PlanForm) -> dict[str, Any]:
    """A form about a plan."""
    blocks = [section(escaped(form.says))] if form.says else []
    blocks += [_field(one) for one in form.fields]
    if form.fields:
        blocks.append(context("Never write a child's name."))
    kept = {"kind": form.kind, "plan_id": form.plan_id, "about": form.about}
    return modal(form.title, PLAN_FORM, blocks, form.submit, kept)


def _field(ask: Ask) -> Block:
    if ask.kind == "choice":
        options = {value: option(label, value) for value, label in ask.options}
        element: Block = {
            "type": "static_select",
            "action_id": ask.name,
            "options": list(options.values()),
        }
        element = with_value(element, "initial_option", options.get(ask.value))
    elif ask.kind == "day":
        element = {"type": "datepicker", "action_id": ask.name}
        element = with_value(element, "initial_date", ask.value or None)
    else:
        element = {
            "type": "plain_text_input",
            "action_id": ask.name,
            "multiline": ask.kind == "long",
            "max_length": TEXT_CHARACTERS[ask.kind],
        }
        element = with_value(element, "initial_value", ask.value or None)
    return input_block(ask.name, ask.label, element, ask.optional)


def opened_in(view: dict[str, Any]) -> tuple[str, int, str]:
    """What a form does, to which plan, and what it is about."""
    kept = json.loads(view["private_metadata"])
    return kept["kind"], int(kept["plan_id"]), kept["about"]


def typed_in(view: dict[str, Any]) -> dict[str, str]:
    """What a form held when it was sent off; an empty field is an empty text."""
    state = view["state"]["values"]
    return {name: str(typed_value(state, name) or "") for name in state}


def no_successor() -> str:
    """There is nowhere to carry anything to."""
    return "There is no other plan yet to carry over into: begin the next plan first."


def every_residual(count: int) -> str:
    """The first of the things that can go over."""
    return f"Every residual action ({count})"


def sure_to_sign_off(plan: str) -> str:
    """What signing off means."""
    return (
        f"{plan} is read-only from then on, and I am quiet about it. That is for good; "
        "it is refused while an action is open."
    )
