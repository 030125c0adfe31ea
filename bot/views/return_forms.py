"""The form of a return in Block Kit: its fields come from its programme."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.rules.programmes import GRADES, WEAK, Programme, Question
from bot.rules.return_form import ACTIONS, CASE, GRADE, NOTE, Fault, Place, ReturnForm, Typed
from bot.views.auditing import GRADE as GRADE_WORDS
from bot.views.blocks import Block, context, escaped, named, option, plain, section, shortened
from bot.views.forms import View, input_block, modal, typed_value
from bot.views.words import or_list

FORM = "return_form"
ASKED = "ask-"  # what the fields of a programme's own questions begin with
CODE_CHARACTERS, TEXT_CHARACTERS = 12, 1500
TICKED_CHOICES = 10  # more do not fit into checkboxes


def return_form(form: ReturnForm) -> View:
    """The form: case and grade where the programme has them, its questions, what to put right."""
    made = form.programme
    blocks: list[Block] = [section(f"*{named(made.name)}*, {named(form.period)}")]
    if form.notice:
        blocks.append(section(f"*{escaped(form.notice)}*"))
    blocks.append(context(stands(form)))
    if made.of_cases:
        blocks.append(_typed_in(CASE, "Case code", CODE_CHARACTERS, needed=True))
    if made.graded:
        blocks.append(_grade())
    blocks += [_field(one) for one in made.asks]
    if made.graded:
        weak = or_list([GRADE_WORDS[one] for one in WEAK])
        label = f"Action plan, needed where it is {weak}"
        blocks.append(_typed_in(ACTIONS, label, TEXT_CHARACTERS, several=True))
    blocks.append(_typed_in(NOTE, "Note", TEXT_CHARACTERS, several=True))
    blocks.append(context(marked(made)))
    return modal(made.name, FORM, blocks, "Record", asdict(form.place))


def stands(form: ReturnForm) -> str:
    """As which role, and how many there are already."""
    return f"{named(form.role)}: {form.done} of {form.wanted} done so far."


def marked(made: Programme) -> str:
    """The marking that is on every return, and what never belongs in one."""
    return (
        f"Marked {named(made.marking)}. Kept apart, and destroyed after {made.keep_years} years; "
        "totals stay. Case codes only: never a child's name."
    )


def _grade() -> Block:
    options = [option(GRADE_WORDS[one].capitalize(), one) for one in GRADES]
    return input_block(GRADE, "Grade", _select(GRADE, options), optional=False)


def _select(name: str, options: list[Block]) -> Block:
    return {
        "type": "static_select",
        "action_id": name,
        "options": options,
        "placeholder": plain("Choose"),
    }


def _typed_in(
    name: str, label: str, most: int, several: bool = False, needed: bool = False
) -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": several,
        "max_length": most,
    }
    return input_block(name, label, element, optional=not needed)


def _field(one: Question) -> Block:
    """One question's field, by its kind; what must be answered is checked with reasons."""
    name = ASKED + one.name
    return input_block(name, one.label, _element(one, name), optional=not one.needed)


def _element(one: Question, name: str) -> Block:
    if one.kind == "yes_no":
        return _select(name, [option("Yes", "yes"), option("No", "no")])
    if one.kind == "choice":
        return _select(name, _options(one))
    if one.kind == "choices":
        kind = "checkboxes" if len(one.options) <= TICKED_CHOICES else "multi_static_select"
        return {"type": kind, "action_id": name, "options": _options(one)}
    if one.kind == "date":
        return {"type": "datepicker", "action_id": name}
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": TEXT_CHARACTERS}
    return element if one.kind == "number" else {**element, "multiline": True}


def _options(one: Question) -> list[Block]:
    return [option(label, str(number)) for number, label in enumerate(one.options)]


# ---- what comes back


def place_in(view: Mapping[str, Any]) -> Place:
    """What a form that was sent off is for."""
    return Place(**json.loads(view["private_metadata"]))


def typed_in(view: Mapping[str, Any], programme: Programme) -> Typed:
    """What a form held, read by the questions of its programme."""
    state = view["state"]["values"]
    texts = {name: typed_value(state, name) or "" for name in (CASE, GRADE, ACTIONS, NOTE)}
    return Typed(**texts, answers={one.name: _answer(state, one) for one in programme.asks})


def _answer(state: dict[str, Any], one: Question) -> Any:
    name = ASKED + one.name
    if one.kind == "choices":
        chosen = state.get(name, {}).get(name, {}).get("selected_options") or []
        return [_label(one, it["value"]) for it in chosen]
    it = typed_value(state, name)
    if it is None:
        return None
    if one.kind == "yes_no":
        return it == "yes"
    return _label(one, it) if one.kind == "choice" else it


def _label(one: Question, number: str) -> str:
    """The option of that number; the number itself where there is none, which is then refused."""
    it = int(number) if number.isdecimal() else len(one.options)
    return one.options[it] if it < len(one.options) else number


def errors(found: Sequence[Fault], programme: Programme) -> dict[str, str]:
    """What is wrong, by the block that it stands under."""
    return {_block(one.field, programme): shortened(sentence(one), 2000) for one in found}


def refused(field: str, reason: str, programme: Programme) -> dict[str, str]:
    """A text that the guard refuses, under the block that it stands in."""
    return {_block(field, programme): f"I cannot keep that. {reason}"}


def _block(field: str, programme: Programme) -> str:
    return ASKED + field if programme.question(field) else field


def sentence(fault: Fault) -> str:
    """Why a field cannot be kept, and what would do."""
    if fault.why == "number" and fault.question:
        return f"Write a number{_between(fault.question)}."
    return SENTENCES[fault.why]


SENTENCES: Mapping[str, str] = {
    "needed": "This has to be answered.",
    "must": "Without a yes here the record cannot be kept.",
    "code": "Write the case code: two to four letters, a hyphen, three to six digits.",
    "grade": "Choose one of the four grades.",
    "weak": "A weak result needs an action plan: what is to be put right?",
    "one_only": "Exactly one, please.",
    "option": "Choose from the list, please.",
    "date": "Choose a day, please.",
}


def _between(one: Question) -> str:
    if one.least is not None and one.most is not None:
        return f" from {one.least} to {one.most}"
    if one.least is not None:
        return f" of {one.least} or more"
    return f" of {one.most} or less" if one.most is not None else ""


# ---- what is said around it


def did_not_open() -> str:
    """Slack did not open a form in time."""
    return "The form did not open; Slack took too long. Say it in words: `/audit 3/3 March`."


def asks_else_now() -> str:
    """The programme's file was changed while a form was open."""
    return (
        "What this programme asks has changed since you opened the form, so nothing was saved. "
        "These are its questions now."
    )


def not_yours() -> str:
    """A form for a role that somebody no longer speaks for."""
    return "You no longer speak for the role that this form is for, so nothing was saved."


def no_round_now() -> str:
    """A form for a round that is no more."""
    return "The plan no longer has the round that this form is for, so nothing was saved."
