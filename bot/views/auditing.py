"""What is said of returns: what was recorded, how a round stands, why something was not kept."""

from collections.abc import Sequence
from datetime import date

from bot.rules.auditing import Counted, RoundLine, Rounds, RoundState
from bot.rules.periods import Period
from bot.rules.programmes import Programme
from bot.rules.returns import Totals
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
    section,
)
from bot.views.words import and_list, counted, days, or_list, said_date, said_moment

UNDO_ACTION, FORM_ACTION = "undo_update", "return_form"
LINES_SHOWN = (60, 30, 15, 8, 3)
GRADE = {
    "outstanding": "★ outstanding",
    "good": "● good",
    "requires_improvement": "◆ requires improvement",
    "inadequate": "▲ inadequate",
}


def round_name(period: Period) -> str:
    """A round as people say it: March 2015, January to March 2015, or its title in a list."""
    if period.title:
        return f"{period.title} ({period.first:%B %Y})"
    if period.months == 1:
        return f"{period.first:%B %Y}"
    year = "" if period.first.year == period.last.year else f" {period.first.year}"
    return f"{period.first:%B}{year} to {period.last:%B %Y}"


def audited(outcome: Counted) -> Message:
    """What was recorded of a round, on whose clock, and Undo."""
    text = f"*{named(outcome.programme)}*, {named(outcome.period)}: {what(outcome)}"
    blocks: list[Block] = [section(text)]
    if outcome.note and not outcome.taken_back:
        blocks.append(quoted(f"“{outcome.note}”"))
    if outcome.missing and not outcome.taken_back:
        blocks.append(section(not_there(outcome.missing)))
    if outcome.due_days and not outcome.taken_back:
        blocks.append(section(due_days(outcome.due_days)))
    blocks.append(context(f"{named(outcome.role)} · {said_moment(outcome.at, outcome.zone)}"))
    if not outcome.taken_back:
        blocks.append(buttons(button("Undo", UNDO_ACTION, outcome.request)))
    return message(f"{named(outcome.period)}: {what(outcome)}", blocks)


def not_there(labels: Sequence[str]) -> str:
    """The inputs of a review that are not there."""
    return f"Missing: {and_list([named(one) for one in labels])}."


def due_days(days: Sequence[tuple[str, date]]) -> str:
    """What has to be there by when, as the dates in a return say."""
    return "\n".join(f"• {named(label)}: by {said_date(day)}" for label, day in days)


def what(outcome: Counted) -> str:
    """The case or the count, and what is still to come."""
    stands = f"{outcome.done} of {outcome.wanted} done{_still(outcome)}"
    if outcome.taken_back:
        return f"taken back. {stands}"
    if outcome.case and outcome.grade:
        return f"{outcome.case} {GRADE[outcome.grade]} is kept. {stands}"
    return f"{outcome.case} is kept. {stands}" if outcome.case else stands


def _still(outcome: Counted) -> str:
    if outcome.done >= outcome.wanted:
        return ", after it was due." if outcome.late else "."
    left = outcome.wanted - outcome.done
    was = "were due" if outcome.late else "by"
    return f"; {left} still to do, {was} {said_date(outcome.due)}."


def standing(outcome: Rounds) -> Message:
    """The rounds that were asked about, the ones that the reader answers for singly."""
    blocks = fitted(lambda limit: _standing(outcome, limit), LINES_SHOWN)
    return message("; ".join(headline(one) for one in outcome.rounds), blocks)


def _standing(outcome: Rounds, limit: int) -> list[Block]:
    blocks: list[Block] = []
    for one in outcome.rounds:
        blocks.append(section(f"*{named(one.programme)}*, {headline(one)}"))
        lines = [_line(it, one) for it in one.lines]
        blocks += listed("", lines, len(lines), limit)
    if outcome.form:
        blocks.append(buttons(button("Fill in a return", FORM_ACTION, outcome.form)))
    return blocks


def headline(one: RoundState) -> str:
    """A round in one line: how much of it came, and what it found."""
    return f"{named(one.period)}: {totals_in_words(one.totals)} Due {said_date(one.due)}."


def totals_in_words(it: Totals) -> str:
    """A round's figures; a month in which nothing came says so, with no share of good."""
    if not it.expected:
        return "nobody owes anything."
    if it.empty:
        return f"no audits ({it.returned} of {it.expected} complete, {it.compliance}%).{_apart(it)}"
    parts = [f"{it.returned} of {it.expected} complete ({it.compliance}%)."]
    if it.graded:
        parts.append(f"Good or better {it.good}% of {it.graded} graded.")
    return " ".join(parts) + _apart(it)


def _apart(it: Totals) -> str:
    late = f" {it.late} late." if it.late else ""
    return late + (f" {it.excused} excused." if it.excused else "")


def _line(it: RoundLine, one: RoundState) -> str:
    if it.excused:
        return f"○ {named(it.role)}: excused"
    if it.done >= it.wanted:
        return f"● {named(it.role)}: {it.done} of {it.wanted}{', late' if it.late else ''}"
    mark = "▲" if it.late else "◆"
    due = f", was due {said_date(it.due)}" if it.late else ""
    other = f", due {said_date(it.due)}" if not it.late and it.due != one.due else ""
    return f"{mark} {named(it.role)}: {it.done} of {it.wanted}{due}{other}"


# ---- why something was not kept


def no_programmes() -> str:
    """A plan without any."""
    return (
        "This plan has no programme of audits or other returns yet, so nothing was saved. An "
        "administrator adds one with `python -m bot programme add`."
    )


def no_round_yet() -> str:
    """Programmes that have not begun."""
    return "No round has begun by then."


def owes_nothing(programmes: Sequence[Programme]) -> str:
    """Somebody whose roles owe nothing in what they speak of."""
    names = or_list([one.name for one in programmes])
    return (
        f"None of your roles owes returns for {names}, so nothing was saved. If that is wrong, ask "
        "an administrator to give you the role."
    )


def no_such_round(programme: Programme, day: date, is_ahead: bool) -> str:
    """A month that the programme has no round in, or none yet."""
    if is_ahead:
        return f"{day:%B %Y} has not begun; nothing was saved."
    return f"{named(programme.name)} has no round in {day:%B %Y}; nothing was saved."


def not_the_number(programme: Programme, period: Period, wanted: int, said: int) -> str:
    """More than are owed, or of another number."""
    return (
        f"You owe {wanted} for {named(round_name(period))} ({named(programme.name)}), not {said}; "
        f"nothing was saved. How many of the {wanted} are done? Say it like `2/{wanted} audits`."
    )


def that_many_already(programme: Programme, period: Period, done: int) -> str:
    """More cases than fit a round."""
    return (
        f"There are {done} for {named(round_name(period))} ({named(programme.name)}) already, and "
        "no more fit; nothing was saved."
    )


def needs_actions(case: str) -> str:
    """A weak result without a word on what is to be done."""
    return (
        f"A weak result needs an action plan, so nothing was saved. Say what is to be put right: "
        f"`audited {named(case)}: requires improvement, chronology to be brought up to date`."
    )


def not_in_this_round(programme: Programme, period: Period) -> str:
    """A role that came to owe only after the round was opened."""
    return (
        f"Your role was not among those asked for {named(round_name(period))} "
        f"({named(programme.name)}); nothing was saved."
    )


def excused(programme: Programme, period: Period) -> str:
    """A role that was excused from a round."""
    return (
        f"You are excused from {named(round_name(period))} ({named(programme.name)}); nothing was "
        "saved. An administrator can take that back."
    )


def late_by(due: date, today: date) -> str:
    """How late something is."""
    return f"{days((today - due).days)} late"


def of_cases(count: int) -> str:
    """1 case, 2 cases."""
    return counted(count, "case")
