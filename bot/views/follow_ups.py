"""What is said of follow-ups: whose turn it is, what was done, why something was not kept.

In messages a follow-up is called by its round, role and number: its case code stands in the form
alone, which nobody keeps.
"""

from collections.abc import Sequence
from datetime import date

from bot.rules.follow_ups import Followed
from bot.rules.turns import Line, Named, Task, Up
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    listed,
    message,
    named,
    quoted,
    section,
)
from bot.views.words import and_list, counted, days, said_date, said_moment

OPEN_ACTION, UNDO_ACTION = "follow_up", "undo_update"
WITH_BUTTONS, LINES = 5, 20
DONE = {
    "take": "is done",
    "back": "has been sent back",
    "tick": "is ticked",
    "re_audit": "A re-audit has been asked for",
    "re_audited": "The re-audit is done",
    "action": "is now an action of the plan",
}


def called(of: Named) -> str:
    """A follow-up as it is called, without its case code."""
    return f"{named(of.role)}, {named(of.round)}, return {of.number}"


def open_button(key: str, plan_id: int) -> Block:
    """The button that opens a follow-up's form."""
    return button("Open", OPEN_ACTION, f"{plan_id}:{key}")


def your_turn(line: Line, sent_back: str, plan_id: int) -> Message:
    """A step that is somebody's now, and by when."""
    text = f"{called(line.of)} ({named(line.of.programme)}): it is your turn. {_wanted(line.task)}"
    blocks = [section(text)]
    if sent_back:
        blocks.append(context("It was sent back; the reason stands in the form."))
    blocks.append(buttons(open_button(line.key, plan_id)))
    return message(text, blocks)


def _wanted(task: Task) -> str:
    return f"{named(task.what)}, by {said_date(task.due)}."


def circulated(of: Named, plan_id: int, key: str) -> Message:
    """A return that somebody is to know of; what it found in which case stays in the form."""
    found = "it needs following up" if of.is_weak else "it is there to be learnt from"
    text = f"{called(of)} ({named(of.programme)}) has been returned: {found}."
    return message(text, [section(text), buttons(open_button(key, plan_id))])


def sampled(programme: str, round_: str, number: int, task: Task) -> Message:
    """Good returns that were drawn to be read again, for whoever reads them."""
    text = (
        f"{named(programme)}, {named(round_)}: {counted(number, 'good return')} drawn for a second "
        f"read, by {said_date(task.due)}. They stand on your home tab."
    )
    return message(text, [section(text)])


def followed(it: Followed) -> Message:
    """What was put on record of a follow-up, what comes next, and Undo."""
    text = f"{named(it.role)}, {named(it.period)}, return {it.number}: {_said_of(it)}"
    blocks = [section(text)]
    if it.text and not it.taken_back:
        blocks.append(quoted(f"“{it.text}”"))
    blocks.append(context(f"{named(it.programme)} · {said_moment(it.at, it.zone)}"))
    if not it.taken_back and it.does != "action":
        blocks.append(buttons(button("Undo", UNDO_ACTION, it.request)))
    return message(text, blocks)


def _said_of(it: Followed) -> str:
    if it.taken_back:
        return f"taken back. {_next(it)}"
    done = DONE[it.does]
    what = f"{named(it.step)} {done}." if it.step else f"{done}."
    return f"{what} {_next(it)}"


def _next(it: Followed) -> str:
    if it.due is None:
        return "Nothing is left to do: it is closed."
    whose = named(it.turn) if it.turn else "an administrator"
    return f"Next: {named(it.what)}, by {said_date(it.due)}, with {whose}."


# ---- in the daily message, and at home


def waiting(lines: Sequence[Line], plan_id: int, day: date) -> list[Block]:
    """What waits on somebody, the first with their buttons."""
    if not lines:
        return []
    blocks = [section(f"*Follow-ups waiting for you ({len(lines)})*")]
    for one in lines[:WITH_BUTTONS]:
        made = open_button(one.key, plan_id)
        blocks.append({**section(waiting_line(one, day)), "accessory": made})
    rest = [waiting_line(one, day) for one in lines[WITH_BUTTONS:]]
    return blocks + listed("And", rest, len(rest), LINES)


def waiting_line(one: Line, day: date) -> str:
    """One of them: whose return it follows, what is to be done, and how late that is."""
    return f"{called(one.of)}: *{named(one.task.what)}*, {when(one.task, day)}"


def with_whom(one: Line, day: date) -> str:
    """The same with the post that it is with, for whoever sees all of them."""
    return f"{waiting_line(one, day)}, with {_with(one.task)}"


def no_follow_ups() -> str:
    """A plan in which nothing waits to be followed up."""
    return "Nothing waits to be followed up."


def when(task: Task, day: date) -> str:
    """How late something is, or by when it is to be done."""
    late = (day - task.due).days
    return f"{days(late)} late" if late > 0 else f"by {said_date(task.due)}"


def gone_up(steps: Sequence[tuple[Named, Up]], plan_id: int, day: date) -> list[Block]:
    """What went up to somebody because it is late, and past whom."""
    if not steps:
        return []
    blocks = [section(f"*Follow-ups gone up to you ({len(steps)})*")]
    for of, up in steps[:WITH_BUTTONS]:
        made = open_button(up.task.follow_up.key, plan_id)
        blocks.append({**section(_up(of, up, day)), "accessory": made})
    rest = [_up(of, up, day) for of, up in steps[WITH_BUTTONS:]]
    return blocks + listed("And", rest, len(rest), LINES)


def _up(of: Named, up: Up, day: date) -> str:
    with_ = named(up.task.role.name) if up.task.role else "nobody"
    past = f"; passed over {and_list(up.passed_over)}, where nobody is" if up.passed_over else ""
    return (
        f"{called(of)}: *{named(up.task.what)}*, with {with_}, {when(up.task, day)}{past}. "
        f"You have it as {named(up.role.name)}."
    )


def headline(waits: int, up: int) -> str:
    """Both in a few words, for the notification."""
    parts = [f"{counted(waits, 'follow-up')} waiting for you"] if waits else []
    parts += [f"{counted(up, 'follow-up')} gone up to you"] if up else []
    return " and ".join(parts)


# ---- why something was not kept


def nothing_to_follow() -> str:
    """A return that has no follow-up, or none any more."""
    return "There is nothing to follow up there any more; nothing was saved."


def not_your_business() -> str:
    """Somebody who is in no part of the chain."""
    return "That follow-up is with others; ask an administrator if you should have a part in it."


def _with(task: Task) -> str:
    return named(task.role.name) if task.role else "an administrator"


def not_your_turn(task: Task) -> str:
    """A step that somebody else takes."""
    return f"{named(task.what)}: it is the turn of {_with(task)}, not yours; nothing was saved."


def skipped(wanted: str, task: Task) -> str:
    """A step before its turn."""
    return (
        f"{named(wanted)} comes later, so nothing was saved. First: {named(task.what)}, "
        f"with {_with(task)}."
    )


def taken_already() -> str:
    """Something that is done."""
    return "That is on record already; nothing was saved."


def what_was_done() -> str:
    """A first step with nothing in it."""
    return "Say what was done about it; without the actions taken nothing is saved."


def nothing_to_send_back() -> str:
    """A follow-up at its beginning."""
    return "Nothing has been done on it yet that could be sent back; nothing was saved."


def why_back() -> str:
    """Sent back without a reason."""
    return "Say in a few words why it goes back; nothing was saved."


def cannot_close(left: Sequence[str], tasks: Sequence[Task]) -> str:
    """What keeps it open, and with whom it is."""
    words = {
        "actions": "no actions taken are on record",
        "check": "it has not been checked to the end",
        "re_audit": "the re-audit is still to come",
    }
    parts = [words.get(one, f"“{named(one)}” is not ticked") for one in left]
    turn = f" It is with {_with(tasks[0])}: {_wanted(tasks[0])}" if tasks else ""
    return f"It cannot be closed yet: {'; '.join(parts)}.{turn}"


def closed_already() -> str:
    """Nothing is missing."""
    return "It is closed: nothing is left to do."


def chain_asks() -> str:
    """A re-audit asked for by somebody who has no step in it."""
    return "Whoever checks it asks for a re-audit, or an administrator; nothing was saved."


def which_finding() -> str:
    """A re-audit without a finding."""
    return "Say what is to be looked at again; nothing was saved."


def no_re_audit() -> str:
    """None was asked for, or it is done."""
    return "No re-audit waits there; nothing was saved."


def overtaken() -> str:
    """An undo that comes too late."""
    return "It has gone on since, so I left it as it is. Where it is wrong, send it back."


def action_stays() -> str:
    """An undo of what became an action."""
    return "It is an action of the plan by now; an administrator withdraws that one."


def taken_back() -> str:
    """A word taken back on something that is no longer followed up."""
    return "Taken back."


# ---- an action of the plan


def how_an_action_is_written() -> str:
    """An action without its number or its title."""
    return "Write its number in the plan and then its title: `7.9 Chronologies in every file`."


def number_taken(ref: str) -> str:
    """A number that another action has."""
    return f"There is an action {named(ref)} already; nothing was saved."


def no_such_theme(ref: str) -> str:
    """A number that belongs to no theme."""
    return f"{named(ref)} would stand in no theme of the plan; nothing was saved."


def an_action_already(ref: str) -> str:
    """One that was made before."""
    return f"It is action {named(ref)} of the plan already; nothing was saved."


def from_audit(programme: str, round_: str) -> str:
    """Where an action came from, as its history says it."""
    return f"From the follow-up of a return: {programme}, {round_}."
