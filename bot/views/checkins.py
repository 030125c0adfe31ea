"""Check-ins: one short question at a time, and what came of them."""

from collections.abc import Sequence
from datetime import date

from bot.rules.outcomes import ActionCard, Outcome, Recorded
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    fitted,
    header,
    listed,
    message,
    named,
    remark,
    section,
)
from bot.views.changes import changed
from bot.views.words import RATED, RATING, and_list, counted, days, said_date, value

CHECKIN_ACTION, UNDO = "checkin", "undo_update"
LINE_LIMITS = (50, 30, 15, 6)
NOTE_SHOWN = 200


def question(it: ActionCard, mark: str, place: tuple[int, int]) -> Message:
    """How one action is going."""
    text = f"*{it.ref}* {named(it.title)}\n{_due(it)} How is it going?"
    rows: list[Block] = [
        section(text),
        context(f"{value('status', it.status)}, {RATING[it.rag]}. {_heard(it)}"),
        buttons(
            *(button(word, f"{CHECKIN_ACTION}:{key}", mark) for key, word in WORDS.items()),
        ),
        context(f"{place[0]} of {place[1]}. You can also say it in your own words."),
    ]
    return message(f"{it.ref}: how is it going? {_due(it)}", rows)


WORDS = {**RATED, "completed": "Complete", "skip": "Skip"}


def _due(it: ActionCard) -> str:
    if it.end is None:
        return "It has no end date."
    left = (it.end - it.as_at).days
    if left < 0:
        return f"It is {days(-left)} late."
    return f"It is due in {days(left)}." if left else "It is due today."


def _heard(it: ActionCard) -> str:
    return f"Last word {said_date(it.last_update)}." if it.last_update else "No word yet."


def progress(recorded: Recorded, mark: str) -> Message:
    """What was recorded, and room for a word about it."""
    text = f"*{recorded.action}* {changed(recorded.changes)}"
    blocks = [section(text)]
    if recorded.unmet:
        blocks.append(context(f"{counted(len(recorded.unmet), 'target')} of it not met."))
    blocks += [
        section("Anything to add? Write it here, in a few words."),
        buttons(
            button("No note", f"{CHECKIN_ACTION}:no_note", mark),
            button("Undo", UNDO, recorded.request),
        ),
    ]
    return message(f"{recorded.action}: {changed(recorded.changes)} Anything to add?", blocks)


def ended(outcomes: Sequence[Outcome], skipped: Sequence[str]) -> Message:
    """What was recorded in a check-in, and what was left."""
    lines = [_line(one) for one in outcomes if isinstance(one, Recorded)]
    blocks = fitted(lambda limit: _ended(lines, skipped, limit), LINE_LIMITS)
    return message(f"That is all, thank you. {counted(len(lines), 'thing')} recorded.", blocks)


def _ended(lines: list[str], skipped: Sequence[str], limit: int) -> list[Block]:
    left = [context(f"Left out: {and_list(skipped)}. Say how they stand at any time.")]
    return [
        header("That is all, thank you"),
        *listed("Recorded", lines, len(lines), limit),
        *(left if skipped else []),
    ]


def _line(one: Recorded) -> str:
    return f"*{one.action}* {changed(one.changes)}{remark(one.note, NOTE_SHOWN)}"


def skipped(ref: str) -> str:
    """An action that nothing was said of."""
    return f"{ref}: left as it is."


def announced(on: date, asks_from: date) -> str:
    """Leads are going to be asked."""
    return (
        f"Ahead of {said_date(on)} I ask every lead about their open actions, one at a time, "
        f"from {said_date(asks_from)} on. `/checkin stop {said_date(on)}` calls it off."
    )


def called_off(on: date) -> str:
    """Leads are not asked any more."""
    return f"I do not ask anybody ahead of {said_date(on)} any more. What was recorded stays."


def which_day() -> str:
    """No day, or one that has passed."""
    return (
        "Ahead of which reporting date shall I ask the leads? Say a day to come, such as "
        "`/checkin 30 April`."
    )
