"""What the bot answers. Every sentence is a small function; each says what to do next."""

from collections.abc import Callable
from datetime import date

from bot.rules.outcomes import (
    ActionCard,
    Asked,
    Change,
    Helped,
    Outcome,
    Recorded,
    Refused,
    Subscribed,
    Told,
    Undone,
)
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    escaped,
    listed,
    message,
    named,
    quoted,
    section,
)
from bot.views.digest import shortfall
from bot.views.words import (
    FIELD,
    NAMES_LISTED,
    and_list,
    days,
    or_list,
    said_date,
    said_moment,
    value,
)

UNDO_ACTION = "undo_update"
UNMET_SHOWN = 5


def answer(outcome: Outcome) -> Message:
    """An outcome as the person reads it."""
    match outcome:
        case Recorded():
            return recorded(outcome)
        case Undone():
            return undone(outcome)
        case Refused():
            return _said(refused(outcome))
        case Asked():
            return _said(escaped(outcome.question))
        case Told():
            return _said(outcome.text)
        case Subscribed():
            return _said(subscribed(outcome))
        case Helped():
            return _said(helped())
        case ActionCard():
            return card(outcome)


def _said(text: str) -> Message:
    return message(text, [section(text)])


def recorded(outcome: Recorded) -> Message:
    """What changed from what to what, what is left short, and Undo."""
    text = f"*{outcome.action}* {named(outcome.title)}: {changed(outcome.changes)}"
    blocks: list[Block] = [section(text)]
    if outcome.note:
        blocks.append(quoted(f"“{outcome.note}”"))
    if any(change.field == "end_asked" and change.new for change in outcome.changes):
        blocks.append(section(date_asked(outcome.deciders)))
    blocks += _unmet(outcome)
    blocks.append(context(_recorded_when(outcome)))
    blocks.append(buttons(button("Undo", UNDO_ACTION, outcome.request)))
    return message(_one_line(outcome), blocks)


def _one_line(outcome: Recorded) -> str:
    unmet = f" {len(outcome.unmet)} of its targets not met." if outcome.unmet else ""
    return f"{outcome.action}: {changed(outcome.changes)}{unmet}"


def changed(changes: tuple[Change, ...]) -> str:
    """Each change, from what to what."""
    if not changes:
        return "noted, nothing else changed."
    told = [
        f"{FIELD.get(c.field, c.field)} from {value(c.field, c.old)} to {value(c.field, c.new)}"
        for c in changes
    ]
    return f"{'; '.join(told)}."


def date_asked(deciders: tuple[str, ...]) -> str:
    """A new end date that somebody else grants."""
    whom = f"{or_list(deciders)} or an administrator" if deciders else "an administrator"
    return (
        f"You have asked for a new end date; {whom} grants it by saying the same. "
        "Until then the old one stands."
    )


def _unmet(outcome: Recorded) -> list[Block]:
    lines = [f"*{short.measure}* {shortfall(short)}" for short in outcome.unmet]
    heading = "Complete, with targets not met. Say in a word why it is complete all the same"
    return listed(heading, lines, len(lines), UNMET_SHOWN)


def _recorded_when(outcome: Recorded) -> str:
    again = "Heard before, and recorded once" if outcome.heard_before else "Recorded"
    return f"{again}: {named(outcome.plan)}, {said_moment(outcome.at, outcome.zone)}"


def undone(outcome: Undone) -> Message:
    """What it is again."""
    what = "the note is taken back." if outcome.note else changed(outcome.changes)
    text = f"Undone. *{outcome.action}* {named(outcome.title)}: {what}"
    when = f"{named(outcome.plan)}, {said_moment(outcome.at, outcome.zone)}"
    small = context(f"The record keeps both: {when}")
    return message(f"Undone. {outcome.action}: {what}", [section(text), small])


def card(it: ActionCard) -> Message:
    """One action as it stands."""
    end = said_date(it.end) if it.end else "no end date"
    moved = it.original_end and it.end and it.original_end != it.end
    was = f" (first {said_date(it.original_end)})" if moved and it.original_end else ""
    asked = f"; {said_date(it.end_asked)} asked for" if it.end_asked else ""
    percent = f", {it.percent}%" if it.percent is not None else ""
    facts = (
        f"{value('status', it.status)}{percent}, {value('rag', it.rag)}. End: {end}{was}{asked}."
    )
    late = _lateness(it)
    heard = f"Last word {said_date(it.last_update)}." if it.last_update else "No word yet."
    text = f"*{it.ref}* {named(it.title)}\n{facts}{late}"
    led = context(f"Led by {and_list(it.leads) or 'nobody'}. {heard}")
    return message(f"{it.ref}: {facts}{late}", [section(text), led])


def _lateness(it: ActionCard) -> str:
    late = (it.as_at - it.end).days if it.end and it.status != "completed" else 0
    return f" *{days(late)} late.*" if late > 0 else ""


def helped() -> str:
    """What can be said here."""
    return (
        "Tell me how an action stands, with its number:\n"
        "• `/update 4.2 complete` or `/update 4.2 done, supervision file relaunched`\n"
        "• `/update 4.2 amber waiting for training`, `red`, `green`, `80%`\n"
        "• `/update 4.2 new date 30 April` asks for another end date\n"
        "• `/update 4.2?` shows how it stands; `/update undo` takes back your last one\n"
        "• `/reminders` shows what is in front of you, `/digest` where the plan stands\n"
        "Slash commands do not work in threads; a message to me works as well.\n"
        "Never write a child's name: use the case code."
    )


def subscribed(outcome: Subscribed) -> str:
    """A channel now gets something, or no longer does."""
    what = {"digest": "the weekly digest", "reminders": "the weekly reminders"}[outcome.receives]
    if not outcome.active or outcome.first is None:
        return f"This channel no longer gets {what} of {named(outcome.plan)}."
    first = said_moment(outcome.first, outcome.zone)
    stop = f"`/{outcome.receives} stop`"
    return (
        f"This channel gets {what} of {named(outcome.plan)}; the first one on {first}. "
        f"{stop} ends it. Invite me to the channel if I am not in it."
    )


def refused(outcome: Refused) -> str:
    """Why nothing was stored, and what to do next."""
    return _REFUSALS[outcome.why](outcome)


def _no_plan(outcome: Refused) -> str:
    which = f" called “{named(outcome.detail)}”" if outcome.detail else ""
    return (
        f"There is no open plan{which} here yet, so nothing was saved. Whoever runs the bot "
        "brings one in with `python -m bot import`."
    )


def _several_plans(outcome: Refused) -> str:
    return (
        f"There are several open plans: {and_list(outcome.names)}. I cannot tell which one you "
        "mean, so nothing was saved. Say the number of an action that only one of them has, or "
        "name it: `/digest NAME`."
    )


def _not_permitted(outcome: Refused) -> str:
    leads = or_list(outcome.names) or "an administrator"
    return (
        f"Only {leads}, their manager or an administrator can report on {outcome.action}; "
        "nothing was saved. Ask one of them, or ask an administrator to give you the role."
    )


def _identity(outcome: Refused) -> str:
    return (
        f"I have not kept that. {named(outcome.detail, 300)} Please also delete your message from "
        "Slack if it stands there: I cannot do that for you."
    )


def _end_before_start(outcome: Refused) -> str:
    start = said_date(date.fromisoformat(outcome.detail))
    return f"{outcome.action} starts on {start}; it cannot end before that. Nothing was saved."


def _not_administrator(outcome: Refused) -> str:
    if not outcome.names:
        return (
            "Only an administrator can do that, and there is none yet. Whoever runs the bot names "
            "one with `python -m bot people admin`."
        )
    whom = " or ".join(f"<@{user}>" for user in outcome.names[:NAMES_LISTED])
    return f"Only an administrator can do that; nothing was changed. Ask {whom}."


_REFUSALS: dict[str, Callable[[Refused], str]] = {
    "no_plan": _no_plan,
    "several_plans": _several_plans,
    "not_permitted": _not_permitted,
    "identity": _identity,
    "end_before_start": _end_before_start,
    "not_administrator": _not_administrator,
    "nothing_said": lambda _: f"I found nothing to record in that. {helped()}",
    "nothing_to_undo": lambda _: "There is nothing of yours to undo.",
    "undo_late": lambda o: (
        f"That word on {o.action} is more than a day old, so only an administrator can undo it. "
        "You can say how it stands now instead."
    ),
    "undo_overtaken": lambda o: (
        f"{o.action} has been changed again since, so I left it as it is. Say how it stands now."
    ),
    "undo_done": lambda o: f"That word on {o.action} had been undone already.",
    "not_yours": lambda o: (
        f"Somebody else wrote that on {o.action}; they can undo it, or an administrator."
    ),
    "before_last": lambda o: (
        f"{o.action} already has a word on record from after that time; the record is not written "
        "backwards. Nothing was saved."
    ),
    "not_here_yet": lambda _: (
        "I cannot do that yet; nothing was saved. Say `/update help` for what I can do."
    ),
    "one_at_a_time": lambda _: (
        "One action a message, please: I found several and saved none of them. "
        "Send them one by one, like `/update 4.2 complete`."
    ),
    "bad_usage": lambda o: named(o.detail),
}


def nothing_in_front() -> str:
    """Nothing late or soon for this person."""
    return "Nothing of yours is overdue, and nothing is due in the next 14 days."
