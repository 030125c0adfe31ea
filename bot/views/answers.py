"""What somebody who asks is shown: lists, a history, a measure, a plan. Each fits a phone."""

from bot.rules.outcomes import (
    ActionCard,
    ActionLine,
    Happened,
    History,
    Listing,
    Stands,
)
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    escaped,
    escaped_link,
    fitted,
    listed,
    message,
    named,
    remark,
    section,
)
from bot.views.changes import changed
from bot.views.digest import digest_message, movement_blocks
from bot.views.life import slipped
from bot.views.ratings import rating_lines
from bot.views.rulings import decision_buttons
from bot.views.words import (
    RATED,
    RATING,
    STATUS,
    ago,
    and_list,
    counted,
    days,
    said_date,
    said_moment,
    value,
)

UPDATE_ACTION, HISTORY_ACTION = "answer_action", "show_history"
QUICK_ACTION, MORE_ACTION = "quick", "show_more"
BUTTONS_SHOWN = 4
HISTORY_LIMITS = (10, 6, 3)
NOTE_SHOWN = 300


def card(it: ActionCard) -> Message:
    """One action as it stands."""
    percent = f", {it.percent}%" if it.percent is not None else ""
    facts = f"{value('status', it.status)}{percent}, {value('rag', it.rag)}. {_end(it)}"
    late = _lateness(it)
    heard = f"Last word {said_date(it.last_update)}." if it.last_update else "No word yet."
    text = "\n".join([f"*{it.ref}* {named(it.title)}", f"{facts}{late}", *_links(it)])
    led = context(f"Led by {and_list(it.leads) or 'nobody'}. {heard}")
    next_steps = [decision_buttons(*one) for one in it.rulings]
    next_steps += [action_buttons(it.target)] if it.target else []
    return message(f"{it.ref}: {facts}{late}", [section(text), led, *next_steps])


def _end(it: ActionCard) -> str:
    asked = f"; {said_date(it.end_asked)} asked for" if it.end_asked else ""
    if it.end and it.original_end and it.end != it.original_end:
        return f"End: {slipped(it.original_end, it.end, it.moves)}{asked}."
    return f"End: {said_date(it.end) if it.end else 'no end date'}{asked}."


def _links(it: ActionCard) -> list[str]:
    """What it waits for, where its work came from and where it went on."""
    lines = rating_lines(it.rated) if it.rated else []
    if it.status_asked:
        lines.append("Said to be complete; that waits to be confirmed.")
    if it.carried_from:
        lines.append(f"Carried over from {named(it.carried_from)}.")
    if it.carried_to:
        part = "" if it.closed else "Part of it is "
        lines.append(f"{part or 'It is '}carried over to {named(it.carried_to)}.")
    if it.evidence:
        shown = ", ".join(f"<{escaped_link(link)}|{n}>" for n, link in enumerate(it.evidence, 1))
        lines.append(f"Evidence, as it stands in Slack or elsewhere: {shown}.")
    if it.closed == "withdrawn":
        lines.append("Withdrawn: the history says why.")
    return lines


def _lateness(it: ActionCard) -> str:
    late = (it.as_at - it.end).days if it.end and it.status != "completed" and not it.closed else 0
    return f" *{days(late)} late.*" if late > 0 else ""


def action_buttons(target: str) -> Block:
    """What one press can say of an action."""
    return buttons(
        button("Update", UPDATE_ACTION, target),
        *(button(RATED[rag], f"{QUICK_ACTION}:{rag}", target) for rag in ("green", "amber")),
        button("Complete", f"{QUICK_ACTION}:completed", target),
        button("History", HISTORY_ACTION, history_from(target)),
    )


def history_from(target: str, skip: int = 0) -> str:
    """What a button carries that shows a history from its latest entry on, or from a later one."""
    plan_id, _, ref = target.partition(":")
    return f"{plan_id}:history:{ref}::{skip}"


def listing(it: Listing) -> Message:
    """Actions that were asked for, and a button for each of the first that one may report on."""
    heading = _heading(it)
    if not it.total:
        return message(_none(it), [section(_none(it))])
    lines = [action_line(line, it) for line in it.lines]
    blocks = listed(f"{heading} ({_which(it)})", lines, len(lines), len(lines))
    made = [
        button(f"Update {line.ref}", f"{UPDATE_ACTION}:{line.ref}", line.target)
        for line in it.lines
        if line.target
    ][:BUTTONS_SHOWN]
    text = f"{named(it.plan)}: {heading.lower()}, {counted(it.total, 'action')}."
    made += more(it)
    return message(text, [*blocks, *([buttons(*made)] if made else [])])


def _which(it: Listing) -> str:
    """11, or "9 to 11 of 11" where the first were listed before."""
    if not it.skipped:
        return str(it.total)
    return f"{it.skipped + 1} to {it.skipped + len(it.lines)} of {it.total}"


def more(it: Listing) -> list[Block]:
    """A button for those that are still to come."""
    if not it.left:
        return []
    days = ":".join(day.isoformat() if day else "" for day in (it.first, it.last))
    return [_more(it.left, f"{it.plan_id}:{it.about}:{days}:{it.skipped + len(it.lines)}")]


def _more(left: int, value: str) -> Block:
    return button(f"Show {'the last' if left == 1 else f'{left} more'}", MORE_ACTION, value)


def _heading(it: Listing) -> str:
    match it.about:
        case "mine":
            return "Your open actions"
        case "managed":
            return "Open actions of those who report to you"
        case "overdue":
            return "Overdue"
        case "silent":
            return f"Without a word for {days(it.quiet_days)}"
        case "due":
            return f"Due{_span(it)}"


def _none(it: Listing) -> str:
    match it.about:
        case "mine" | "managed":
            return "You lead no open action."
        case "overdue":
            return "Nothing is overdue."
        case "silent":
            return f"No open action has been silent for {days(it.quiet_days)}."
        case "due":
            return f"Nothing is due{_span(it)}."


def _span(it: Listing) -> str:
    if not it.first or not it.last:
        return ""
    if it.first == it.last:
        return f" on {said_date(it.first)}"
    return f" from {said_date(it.first)} to {said_date(it.last)}"


def action_line(line: ActionLine, it: Listing) -> str:
    """One action of a list: when it is due, how it stands, and how old the last word on it is."""
    rating = f", {RATING[line.rag]}" if line.rag else ""
    heard = f"last word {ago(line.last_word, it.day)}" if line.last_word else "no word yet"
    leads = "" if it.about == "mine" else f"{and_list(line.leads) or 'no lead'}; "
    return (
        f"*{line.ref}* {named(line.title, 80)}: *{_due(line, it)}*, "
        f"{STATUS[line.status]}{rating} ({leads}{heard})"
    )


def _due(line: ActionLine, it: Listing) -> str:
    if line.end is None:
        return "no end date"
    left = (line.end - it.day).days
    if left < 0:
        return f"{days(-left)} late"
    return f"due in {days(left)}" if left else "due today"


def history(it: History) -> Message:
    """The last things that happened to an action."""
    lines = [_happened(one, it.zone) for one in it.happened]
    heading = f"{it.ref} {named(it.title)}: history"
    blocks = fitted(lambda limit: _history(it, heading, lines, limit), HISTORY_LIMITS)
    return message(f"{it.ref}: {counted(it.total, 'entry', 'entries')} on record.", blocks)


def _history(it: History, heading: str, lines: list[str], limit: int) -> list[Block]:
    shown = it.skipped + min(limit, len(lines))
    left = it.total - shown
    rest = [buttons(_more(left, history_from(f"{it.plan_id}:{it.ref}", shown)))] if left else []
    return listed(heading, lines[:limit], len(lines[:limit]), limit) + rest


_ACTS = {
    "create": "came in with the plan",
    "import": "plan brought in again",
    "undo": "undone",
    "say": "note",
    "change": "update",
}


def _happened(it: Happened, zone: str) -> str:
    who = f"<@{it.who}>" if it.who.startswith(("U", "W")) else escaped(it.who)
    what = changed(it.changes) if it.changes and it.act != "create" else ""
    back = " _(taken back since)_" if it.undone else ""
    told = f"{what}{remark(it.note, NOTE_SHOWN)}".strip()
    act = _ACTS.get(it.act, it.act)
    return f"{said_moment(it.at, zone)}, {who}, {act}{f': {told}' if told else '.'}{back}"


def stands(it: Stands) -> Message:
    """The digest, for the person who asked; or only what has changed in it."""
    if not it.only_changes:
        return digest_message(it.digest)
    since = said_moment(it.digest.since, it.digest.zone)
    blocks = movement_blocks(it.digest.movement, SHOWN)
    return message(f"What changed since {since}", [*blocks, context(f"Since {since}.")])


SHOWN = 20
