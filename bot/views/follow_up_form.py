"""The form of one follow-up: what was found in which case, how far it has come, what is done now.

It is put on a screen and kept nowhere; nothing else shows the case code.
"""

import json
from datetime import date
from typing import Any

from bot.rules.follow_ups import (
    ACTION,
    BACK,
    CLOSE,
    RE_AUDIT,
    RE_AUDITED,
    TAKE,
    TICK,
    FollowUp,
    Taken,
)
from bot.rules.turns import Named, Task
from bot.views.auditing import GRADE
from bot.views.blocks import Block, context, message, named, option, quoted, section
from bot.views.follow_ups import called, when
from bot.views.forms import done_view, input_block, modal, typed_value
from bot.views.words import said_date

FORM = "follow_up_form"
DOES, TEXT = "does", "text"
TEXT_CHARACTERS = 2000
QUOTED = 600  # of each thing that people wrote


def form_view(
    target: str, of: Named, it: FollowUp, tasks: tuple[Task, ...], day: date
) -> dict[str, Any]:
    """Where a follow-up stands, what can be said of it, and in which words."""
    blocks: list[Block] = [
        section(f"*{called(of)}* ({named(of.programme)})"),
        *_found(it),
        *(block for one in it.taken for block in _taken(one)),
        *_waits(it, tasks, day),
    ]
    choices = [option(label, value) for value, label in _choices(it).items()]
    if not choices:
        return done_view(message(called(of), blocks))
    picked: Block = {"type": "static_select", "action_id": DOES, "options": choices}
    if it.step is not None:
        picked["initial_option"] = choices[0]
    written: Block = {
        "type": "plain_text_input",
        "action_id": TEXT,
        "multiline": True,
        "max_length": TEXT_CHARACTERS,
    }
    blocks += [
        input_block(DOES, "What do you record?", picked, optional=False),
        input_block(TEXT, "In your words: what was done, or why", written),
        context("It is kept with the return, and destroyed with it. Never write a child's name."),
    ]
    return modal("Follow-up", FORM, blocks, "Record", target)


def _found(it: FollowUp) -> list[Block]:
    """The case, its grade, and what was to be put right."""
    one = it.returned
    code = f"{named(one.case)}: " if one.case else ""
    blocks = [section(f"{code}{GRADE.get(one.grade or '', 'not graded')}")]
    wanted = one.given.get("actions") or one.given.get("note")
    if wanted:
        blocks.append(quoted(f"“{str(wanted)[:QUOTED]}”"))
    if it.sent_back:
        blocks += [section("Sent back:"), quoted(f"“{it.sent_back[:QUOTED]}”")]
    if it.action:
        blocks.append(section(f"It is action *{named(it.action)}* of the plan."))
    return blocks


def _taken(one: Taken) -> list[Block]:
    """A step that was taken, by whom and when, and what they wrote."""
    blocks = [section(f"● {named(one.step)}: <@{one.who}>, {said_date(one.day)}")]
    return [*blocks, quoted(f"“{one.text[:QUOTED]}”")] if one.text else blocks


def _waits(it: FollowUp, tasks: tuple[Task, ...], day: date) -> list[Block]:
    """What waits, with whom and until when; and what a re-audit is to look at."""
    lines = [
        f"◆ {named(one.what)}: {named(one.role.name) if one.role else 'an administrator'}, "
        f"{when(one, day)}"
        for one in tasks
    ]
    blocks = [section("\n".join(lines) or "Nothing is left to do: it is closed.")]
    if it.found and it.re_audit and not it.re_audited:
        blocks.append(quoted(f"“{it.found[:QUOTED]}”"))
    return blocks


def _choices(it: FollowUp) -> dict[str, str]:
    """What the form offers. A step that is not next yet is refused with whose turn it is."""
    at = len(it.taken)
    found = {f"{TAKE}:{at + n}": step.name for n, step in enumerate(it.steps[at:])}
    if it.step is not None and it.taken:
        found[BACK] = "Send it back, with the reason"
    ticks = enumerate(it.ticks)
    found |= {f"{TICK}:{n}": f"Tick: {name}" for n, name in ticks if name not in it.ticked}
    if it.re_audit is not None and not it.re_audited:
        found[RE_AUDITED] = "The re-audit is done"
    if it.steps and not it.closed:
        found[CLOSE] = "Close it"
    if it.steps and it.re_audit is None:
        found[RE_AUDIT] = "Ask for a re-audit, with the finding"
    if it.steps and not it.action:
        found[ACTION] = "Make it an action of the plan: number, title"
    return found


def said_in(view: dict[str, Any]) -> tuple[str, str, str]:
    """What a form that was sent off says: its target, what is done, and in which words."""
    values = view["state"]["values"]
    does = str(typed_value(values, DOES) or CLOSE)
    return json.loads(view["private_metadata"]), does, str(typed_value(values, TEXT) or "")
