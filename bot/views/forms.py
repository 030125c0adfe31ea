"""The form about one action, in Block Kit; and what was typed, back from Slack's view state."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.rules.form import FIELDS, Form, Opened, Picker, Typed, Wrong
from bot.views.blocks import (
    Block,
    Message,
    context,
    escaped,
    named,
    option,
    plain,
    section,
    shortened,
)
from bot.views.words import FIELD, RATING, STATUS, said_date, value

FORM, CHOOSE, DONE = "update_form", "choose_action", "update_done"
TITLE_CHARACTERS = 24
NOTE_CHARACTERS = 3000
KEPT_CHARACTERS = 1400  # of a note, within a view: Slack keeps 3,000 with all its escapes
NO_PERCENTAGE = -1
CHOICES = {"status": STATUS, "rag": {rag: word for rag, word in RATING.items() if rag}}

View = dict[str, Any]


def form_view(form: Form) -> View:
    """The form: the present values in it, or what was typed over them."""
    shown = {**form.opened.was, **{k: v for k, v in form.typed.values.items() if v is not None}}
    end = FIELD["end"].capitalize() if form.may_move else "Ask for another end date"
    blocks: list[Block] = [section(f"*{form.opened.ref}* {named(form.title)}")]
    if form.notice:
        blocks.append(section(f"*{escaped(form.notice)}*"))
    blocks += [
        _select("status", "Status", shown["status"]),
        _select("rag", "Rating", shown["rag"]),
        _number("percent", "Percent complete", shown["percent"]),
        _date("end", end, shown["end"]),
        _note(form.typed.note),
        context("Only what you change here is recorded. Never write a child's name."),
    ]
    return modal(f"Update {form.opened.ref}", FORM, blocks, "Record", asdict(form.opened))


def picker_view(picker: Picker) -> View:
    """A form that asks which action it is to be about."""
    options = [option(f"{ref} {title}", ref) for ref, title in picker.actions]
    element = {"type": "static_select", "action_id": "action", "options": options}
    blocks = [input_block("action", "Which action?", element, optional=False)]
    kept = {"plan_id": picker.plan_id, "note": picker.note[:KEPT_CHARACTERS]}
    return modal("Update an action", CHOOSE, blocks, "Next", kept)


def done_view(answer: Message) -> View:
    """What came of a form, in its place."""
    return {
        "type": "modal",
        "callback_id": DONE,
        "title": plain("Action plan"),
        "close": plain("Done"),
        "blocks": answer.blocks,
    }


def errors(wrong: Wrong) -> dict[str, str]:
    """What is wrong, by the block it stands under."""
    return {wrong.field: shortened(wrong.sentence, 2000)}


def opened_in(view: View) -> Opened:
    """What a form showed when it was opened."""
    return Opened(**json.loads(view["private_metadata"]))


def typed_in(view: View) -> Typed:
    """What a form held when it was sent off."""
    state = view["state"]["values"]
    values = {name: typed_value(state, name) for name in FIELDS}
    percent = values["percent"]
    if percent is not None:
        values["percent"] = int(percent) if percent.isdecimal() else NO_PERCENTAGE
    return Typed(values, (typed_value(state, "note") or "").strip())


def chosen_in(view: View) -> tuple[int, str, str]:
    """The plan and the action that were chosen, and the note that is to be recorded of it."""
    kept = json.loads(view["private_metadata"])
    chosen = str(typed_value(view["state"]["values"], "action"))
    return kept["plan_id"], chosen, kept.get("note", "")


def typed_value(state: dict[str, Any], name: str) -> Any:
    """What one field held; None where it was empty."""
    held = state.get(name, {}).get(name, {})
    chosen = held.get("selected_option")
    return chosen["value"] if chosen else held.get("value") or held.get("selected_date")


def modal(title: str, callback: str, blocks: list[Block], submit: str, kept: Any) -> View:
    """A form; `kept` comes back with it when it is sent off."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(shortened(title, TITLE_CHARACTERS)),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": json.dumps(kept, ensure_ascii=False),
        "blocks": blocks,
    }


def input_block(name: str, label: str, element: Block, optional: bool = True) -> Block:
    """A field with its label; what it holds comes back under its name."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "optional": optional,
        "element": element,
    }


def _select(name: str, label: str, now: str | None) -> Block:
    options = {key: option(word.capitalize(), key) for key, word in CHOICES[name].items()}
    element: Block = {
        "type": "static_select",
        "action_id": name,
        "options": list(options.values()),
        "placeholder": plain("Not rated" if name == "rag" else "Choose"),
    }
    return input_block(name, label, with_value(element, "initial_option", options.get(now or "")))


def _number(name: str, label: str, now: int | None) -> Block:
    element: Block = {
        "type": "number_input",
        "action_id": name,
        "is_decimal_allowed": False,
        "min_value": "0",
        "max_value": "100",
    }
    return input_block(
        name, label, with_value(element, "initial_value", None if now is None else str(now))
    )


def _date(name: str, label: str, now: str | None) -> Block:
    element: Block = {"type": "datepicker", "action_id": name}
    return input_block(name, label, with_value(element, "initial_date", now))


def _note(now: str) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": "note",
        "multiline": True,
        "max_length": NOTE_CHARACTERS,
        "placeholder": plain("What has moved, or what is in the way"),
    }
    return input_block(
        "note", "Note", with_value(element, "initial_value", now[:NOTE_CHARACTERS] or None)
    )


def with_value(element: Block, name: str, now: Any) -> Block:
    """An element with what stands in it, where something does."""
    return element if now is None else {**element, name: now}


def nothing_touched() -> str:
    """A form that was sent off as it was."""
    return "Nothing has been changed here. Say how it stands, write a note, or close the form."


def no_percentage() -> str:
    """A figure that is none."""
    return "A whole number from 0 to 100, please."


def day_has_passed() -> str:
    """A new end date in the past."""
    return "That day has passed. Which day should it be?"


def before_its_start(start: str) -> str:
    """A new end date before the action's start."""
    return f"It starts on {said_date(date.fromisoformat(start))}; it cannot end before that."


def gone_stale(before: Opened, now: Opened) -> str:
    """What somebody else changed while the form was open."""
    moved = [
        f"{FIELD[name]} from {value(name, before.was[name])} to {value(name, now.was[name])}"
        for name in FIELDS
        if before.was[name] != now.was[name]
    ]
    return (
        f"{now.ref} has changed since you opened this: {'; '.join(moved)}. "
        "What you typed is still here; look it over and send it again."
    )


def did_not_open() -> str:
    """Slack did not open a form in time."""
    return "The form did not open; Slack took too long. Say it in words: `/update 4.2 complete`."
