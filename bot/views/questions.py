"""What is asked back, and the buttons that answer it."""

from collections.abc import Sequence

from bot.rules.choices import Choice
from bot.rules.intents import Update
from bot.rules.outcomes import Asked
from bot.views.blocks import Block, Message, button, buttons, escaped, message, section
from bot.views.words import RATED, and_list, said_date, value

ANSWER_ACTION = "answer_question"
YES = frozenset({"yes", "yep", "yeah", "yes please", "ok", "okay", "please do", "go ahead"})


def asked(outcome: Asked) -> Message:
    """A question, and a button an answer."""
    return message(escaped(outcome.question), asked_blocks(outcome))


def asked_blocks(outcome: Asked) -> list[Block]:
    """The same, to stand among other things."""
    blocks = [section(escaped(outcome.question))]
    if not outcome.choices:
        return blocks
    made = [
        button(label(choice, outcome.choices), f"{ANSWER_ACTION}:{n}", f"{outcome.token}:{n}")
        for n, choice in enumerate(outcome.choices)
    ]
    return [*blocks, buttons(*made)]


def label(choice: Choice, among: Sequence[Choice]) -> str:
    """What a button says; the action's number is in it where the answers are of several."""
    if choice.plan:
        return choice.plan
    if not choice.updates:
        return "Take it back" if choice.undo else "Leave it as it is"
    if choice.undo:
        return "Change the record"
    refs = {update.action for one in among for update in one.updates}
    if len(choice.updates) > 1:
        return f"Yes, all {len(choice.updates)}" if len(among) == 2 else _said(choice.updates[0])
    (update,) = choice.updates
    numbered = choice.numbered or len(refs) > 1
    return f"{update.action} {_said(update).lower()}" if numbered else _said(update)


def _said(update: Update) -> str:
    """What an update comes to, in a word or two."""
    if update.end is not None:
        return f"Move the end to {said_date(update.end)}"
    parts = [value("status", update.status).capitalize()] if update.status else []
    if update.rag:
        parts.append(RATED[update.rag])
    if update.percent is not None and update.status != "completed":
        parts.append(f"{update.percent}%{', not complete' if update.percent == 100 else ''}")
    return ", ".join(parts) or "Note it"


def left_as_it_is() -> str:
    """An answer that records nothing."""
    return "I have left it as it is; nothing was saved."


def which_plan(names: Sequence[str]) -> str:
    """Several plans in which it may be meant."""
    return f"There are several open plans, {' and '.join(names)}. Which one do you mean?"


def edited(refs: Sequence[str]) -> str:
    """A message that was changed after it had been recorded."""
    return (
        f"You have changed the message that was recorded for {and_list(refs)}. "
        "Shall I change the record too?"
    )


def edited_undone(refs: Sequence[str]) -> str:
    """A message that was changed after what it had recorded was taken back."""
    return (
        f"You have changed a message about {and_list(refs)} that does not count any more. "
        "Shall I record it as it now reads?"
    )


def deleted(refs: Sequence[str]) -> str:
    """A message that was deleted after it had been recorded."""
    return (
        f"The message that was recorded for {and_list(refs)} has been deleted. "
        "The record still stands. Shall I take it back?"
    )
