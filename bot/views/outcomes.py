"""What the bot answers. Every sentence is a small function; each says what to do next."""

from bot.rules.auditing import Counted, Rounds
from bot.rules.deciding import asks
from bot.rules.follow_ups import Followed
from bot.rules.outcomes import (
    ActionCard,
    Asked,
    Helped,
    History,
    Listing,
    Measured,
    Outcome,
    Progress,
    Recorded,
    Refused,
    Register,
    Several,
    Stands,
    Subscribed,
    Told,
    Undone,
)
from bot.views import answers, auditing, checkins, follow_ups, measures, registers
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    fitted,
    listed,
    message,
    named,
    quoted,
    remark,
    section,
)
from bot.views.changes import changed
from bot.views.digest import shortfall
from bot.views.guarding import refused_identity
from bot.views.help import helped
from bot.views.questions import asked, asked_blocks
from bot.views.readings import figure_line
from bot.views.refusals import refused
from bot.views.words import counted, or_list, said_moment

UNDO_ACTION = "undo_update"
UNMET_SHOWN = 5
NOTE_SHOWN = 300  # of each of several
SEVERAL_LIMITS = (45, 30, 20, 10, 5, 2, 1)


def answer(outcome: Outcome) -> Message:  # noqa: C901 - one line a kind
    """An outcome as the person reads it."""
    match outcome:
        case Recorded():
            return recorded(outcome)
        case Undone():
            return undone(outcome)
        case Asked():
            return asked(outcome)
        case Several():
            return several(outcome)
        case Progress():
            return checkins.progress(outcome.recorded, outcome.mark)
        case ActionCard():
            return answers.card(outcome)
        case Listing():
            return answers.listing(outcome)
        case History():
            return answers.history(outcome)
        case Counted():
            return auditing.audited(outcome)
        case Rounds():
            return auditing.standing(outcome)
        case Followed():
            return follow_ups.followed(outcome)
        case Measured():
            return measures.measured(outcome)
        case Register():
            return registers.shown(outcome)
        case Stands():
            return answers.stands(outcome)
        case Refused(why="identity"):
            return refused_identity(outcome.detail, outcome.alarm)
        case Refused():
            return _said(refused(outcome))
        case Told():
            return _said(outcome.text)
        case Subscribed():
            return _said(subscribed(outcome))
        case Helped():
            return _said(helped())


def _said(text: str) -> Message:
    return message(text, [section(text)])


def recorded(outcome: Recorded) -> Message:
    """What changed from what to what, what is left short, and Undo."""
    text = f"*{outcome.action}* {named(outcome.title)}: {_what(outcome)}"
    blocks: list[Block] = [section(text)]
    if outcome.note:
        blocks.append(quoted(f"“{outcome.note}”"))
    blocks += _asks(outcome)
    blocks.append(context(_recorded_when(outcome)))
    if not any(change.field == "closed" for change in outcome.changes):  # an end, not a word
        blocks.append(buttons(button("Undo", UNDO_ACTION, outcome.request)))
    return message(_one_line(outcome), blocks)


def _asks(outcome: Recorded) -> list[Block]:
    """What is still to be said: a date to be granted, targets not met, a word with substance."""
    blocks: list[Block] = []
    for change in asks(outcome.changes):
        told = date_asked if change.field == "end_asked" else completion_asked
        blocks.append(section(told(outcome.deciders)))
    blocks += _unmet(outcome)
    if outcome.thin:
        blocks.append(section(one_question(outcome.action)))
    elif outcome.bare:
        blocks.append(section(why(outcome.action)))
    return blocks


def one_question(ref: str) -> str:
    """What is asked back, once, where an update says nothing."""
    return f"Kept. In a few words: what has moved on {ref}, or what is in the way?"


def _one_line(outcome: Recorded) -> str:
    return f"{outcome.action}: {_what(outcome)}{_short(outcome)}"


def _what(outcome: Recorded) -> str:
    """The figures that were recorded, or what changed from what to what."""
    if outcome.figures:
        return " ".join(figure_line(one) for one in outcome.figures)
    return changed(outcome.changes)


def _short(outcome: Recorded) -> str:
    return f" {len(outcome.unmet)} of its targets not met." if outcome.unmet else ""


def date_asked(deciders: tuple[str, ...]) -> str:
    """A new end date that somebody else grants."""
    return (
        f"You have asked for a new end date; {_whom(deciders)} grants or refuses it. "
        "Until then the old one stands."
    )


def completion_asked(deciders: tuple[str, ...]) -> str:
    """A completion that somebody else confirms."""
    return (
        f"You have said that it is complete; {_whom(deciders)} confirms it or sends it back. "
        "Until then it counts as open."
    )


def _whom(deciders: tuple[str, ...]) -> str:
    return f"{or_list(deciders)} or an administrator" if deciders else "an administrator"


def why(ref: str) -> str:
    """What is asked back, once, of a change that says little without a reason."""
    return f"In a few words: why is that so of {ref}? The reason stands beside it in the record."


def _unmet(outcome: Recorded) -> list[Block]:
    lines = [f"*{short.measure}* {shortfall(short)}" for short in outcome.unmet]
    heading = "Complete, with targets not met. Say in a word why it is complete all the same"
    return listed(heading, lines, len(lines), UNMET_SHOWN)


def _recorded_when(outcome: Recorded) -> str:
    again = "Heard before, and recorded once" if outcome.heard_before else "Recorded"
    return f"{again}: {named(outcome.plan)}, {said_moment(outcome.at, outcome.zone)}"


def several(outcome: Several) -> Message:
    """What came of each thing that a message held, and one Undo for all that was recorded."""
    lines = [answer(one).text for one in outcome.outcomes]
    blocks = fitted(lambda limit: _several(outcome, limit), SEVERAL_LIMITS)
    return message("\n".join(lines), blocks)


def _several(outcome: Several, limit: int) -> list[Block]:
    lines = [_line(one) for one in outcome.outcomes if not isinstance(one, Asked)]
    blocks = listed("", lines, len(lines), limit)
    asks = [one for one in outcome.outcomes if isinstance(one, Asked)]
    for one in asks[:limit]:
        blocks += asked_blocks(one)
    if len(asks) > limit:
        blocks.append(context(not_asked(len(asks) - limit)))
    done = [one for one in outcome.outcomes if isinstance(one, Recorded)]
    if done:
        blocks.append(context(_recorded_when(done[0])))
        label = "Undo" if len(done) == 1 else f"Undo all {len(done)}"
        blocks.append(buttons(button(label, UNDO_ACTION, done[0].request)))
    return blocks


def not_asked(count: int) -> str:
    """Questions that did not fit."""
    return f"And {counted(count, 'thing')} more that I am not sure of; say them one by one."


def _line(outcome: Outcome) -> str:
    """One of several, on a line of its own."""
    match outcome:
        case Recorded():
            told = f"*{outcome.action}* {_what(outcome)}"
            return f"{told}{remark(outcome.note, NOTE_SHOWN)}{_short(outcome)}"
        case Undone():
            return _undone(outcome)
        case _:
            return answer(outcome).text


def undone(outcome: Undone) -> Message:
    """What it is again."""
    when = f"{named(outcome.plan)}, {said_moment(outcome.at, outcome.zone)}"
    small = context(f"The record keeps both: {when}")
    return message(_plain_undone(outcome), [section(_undone(outcome)), small])


def _undone(outcome: Undone) -> str:
    return f"Undone. *{outcome.action}* {named(outcome.title)}: {_again(outcome)}"


def _plain_undone(outcome: Undone) -> str:
    return f"Undone. {outcome.action}: {_again(outcome)}"


def _again(outcome: Undone) -> str:
    return "the note is taken back." if outcome.note else changed(outcome.changes)


NAMED = {"audits": "audit report"}  # what the command is called, too


def subscribed(outcome: Subscribed) -> str:
    """A channel now gets something, or no longer does."""
    what = f"the {outcome.every} {NAMED.get(outcome.receives, outcome.receives)}"
    if not outcome.active or outcome.first is None:
        return f"This channel no longer gets {what} of {named(outcome.plan)}."
    first = said_moment(outcome.first, outcome.zone)
    stop = f"`/{NAMED.get(outcome.receives, outcome.receives)} stop`"
    return (
        f"This channel gets {what} of {named(outcome.plan)}; the first one on {first}. "
        f"{stop} ends it. Invite me to the channel if I am not in it."
    )
