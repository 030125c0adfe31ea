"""What is asked of whoever decides, and what whoever asked is told."""

from collections.abc import Sequence
from datetime import date

from bot.rules.outcomes import Change, Recorded
from bot.views.blocks import (
    Block,
    Message,
    button,
    buttons,
    context,
    listed,
    message,
    named,
    plain,
    quoted,
    section,
    shortened,
)
from bot.views.digest import shortfall
from bot.views.words import and_list, days, or_list, said_date
from models.action import Standing

GRANT_ACTION, REFUSE_ACTION, REFUSE_FORM = "ruling_grant", "ruling_refuse", "ruling_refused"
GRANTED, CONFIRMED = "granted", "confirmed"
UNMET_SHOWN = 5
REASON_CHARACTERS = 1000


def decision(done: Recorded, change: Change, action: Standing, by: str, target: str) -> Message:
    """Another end date, or a completion, with a button for each answer."""
    is_date = change.field == "end_asked"
    what = _date_wanted(action) if is_date else "says that this is complete."
    text = f"*{done.action}* {named(done.title)}\n<@{by}> {what}"
    blocks: list[Block] = [section(text)]
    blocks.append(quoted(f"“{done.note}”") if done.note else context("No reason was given."))
    if not is_date:
        lines = [f"*{one.measure}* {shortfall(one)}" for one in done.unmet]
        blocks += listed("Targets not met", lines, len(lines), UNMET_SHOWN)
    blocks.append(decision_buttons(change.field, target))
    ask = "another end date is asked for" if is_date else "said to be complete; is it?"
    return message(f"{done.action}: {ask}", blocks)


def decision_buttons(field: str, target: str) -> Block:
    """Yes and no to what was asked for."""
    yes, no = ("Grant", "Refuse") if field == "end_asked" else ("Confirm", "Send back")
    return buttons(
        button(yes, GRANT_ACTION, target, "primary"), button(no, REFUSE_ACTION, target, "danger")
    )


def _date_wanted(action: Standing) -> str:
    wanted, end, first = action.end_asked, action.end, action.original_end
    if wanted is None:
        return "asks for another end date."
    later = f", {_span((wanted - end).days)}" if end else ""
    was = f" instead of {said_date(end)}{later}" if end else ""
    began = f" The first was {said_date(first)}." if first and first != end else ""
    return f"asks for another end date: *{said_date(wanted)}*{was}.{began}"


def _span(count: int) -> str:
    return f"{days(abs(count))} {'later' if count > 0 else 'earlier'}"


def decided(done: Recorded, change: Change, by: str) -> Message:
    """What came of what somebody asked for."""
    granted = any(one.field in ("end", "status") for one in done.changes)
    ended = next((str(one.new) for one in done.changes if one.field == "closed" and one.new), "")
    granted = granted and not ended
    told = undecided(ended) if ended else _granted(done) if granted else _refused(change)
    text = f"*{done.action}* {named(done.title)}\n<@{by}> {told}"
    blocks = [section(text)]
    if not granted and done.note:
        blocks.append(quoted(f"“{done.note}”"))
    return message(f"{done.action}: {told}", blocks)


def undecided(closed: str) -> str:
    """What was asked for of an action that was then carried over or withdrawn."""
    if closed == "carried_over":
        return (
            "has carried this over to another plan. What you asked for had not been decided: "
            "please ask again there."
        )
    return "has withdrawn this, so what you asked for is not decided on any more."


def _granted(done: Recorded) -> str:
    end = next((one.new for one in done.changes if one.field == "end"), None)
    if end is None:
        status = next(one.new for one in done.changes if one.field == "status")
        return "has confirmed that it is complete." if status == "completed" else "has answered."
    day = end if isinstance(end, date) else date.fromisoformat(str(end))
    return f"has decided: it ends on {said_date(day)}."


def _refused(change: Change) -> str:
    if change.field == "status_asked":
        return "has sent it back: it is not complete yet."
    asked = change.old if isinstance(change.old, date) else date.fromisoformat(str(change.old))
    return f"has not granted {said_date(asked)}; the end date stays as it is."


def refusal_form(target: str, response_url: str | None) -> dict[str, object]:
    """A form that asks why."""
    import json

    is_date = ":end_asked:" in target
    title = "Refuse the date" if is_date else "Send it back"
    element: Block = {
        "type": "plain_text_input",
        "action_id": "reason",
        "multiline": True,
        "max_length": REASON_CHARACTERS,
    }
    return {
        "type": "modal",
        "callback_id": REFUSE_FORM,
        "title": plain(title),
        "submit": plain(shortened(title, 24)),
        "close": plain("Cancel"),
        "private_metadata": json.dumps({"target": target, "url": response_url}),
        "blocks": [
            {"type": "input", "block_id": "reason", "label": plain("Why?"), "element": element},
            context("Whoever asked is told. Never write a child's name."),
        ],
    }


def why_refuse(ref: str) -> str:
    """A refusal without a reason."""
    return f"Say in a few words why not, for whoever leads {ref}; nothing was saved."


def nothing_waits(ref: str) -> str:
    """A button of yesterday's, or a decision on nothing."""
    where = f"on {ref} any more" if ref else "by you"
    return f"Nothing waits to be decided {where}; nothing was saved."


def which_one(refs: Sequence[str]) -> str:
    """Several things wait for the same person."""
    return (
        f"Several things wait for you, on {and_list(refs)}. Say which: `grant {refs[0]}` or "
        f"`refuse {refs[0]}, why`. Nothing was saved."
    )


def not_yours_to_decide(ref: str, names: tuple[str, ...]) -> str:
    """A decision of somebody else's."""
    whom = f"{or_list(names)} or an administrator" if names else "an administrator"
    return f"{whom[:1].upper()}{whom[1:]} decides on {ref}; nothing was saved."
