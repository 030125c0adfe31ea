"""A measure that was asked about: where it began, where it is, and what it should come to."""

from datetime import date

from bot.rules.outcomes import Measured, MeasureLine
from bot.rules.readings import SHOWN as SPARKS
from bot.rules.readings import spark
from bot.views.blocks import Message, button, buttons, fitted, listed, message, named
from bot.views.words import number, said_date

BUTTONS_SHOWN = 4
LIMITS = (20, 6, 3, 1)


def measured(it: Measured) -> Message:
    """A measure: where it began, where it is, and what it should come to by when."""
    lines = [_measure(line) for line in it.lines]
    first = it.lines[0]
    heading = f"{first.measure} {named(first.title)}"
    blocks = fitted(lambda limit: listed(heading, lines, len(lines), limit), LIMITS)
    targets = dict.fromkeys(line.target_of for line in it.lines if line.target_of)
    made = [
        button(f"Record {target.partition('/')[2]}", f"plan_form:measure/{n}", target)
        for n, target in enumerate(targets)
    ]
    blocks += [buttons(*made[:BUTTONS_SHOWN])] if made else []
    return message(f"{first.measure}: {lines[0]}", blocks)


def _measure(it: MeasureLine) -> str:
    percent = "%" if it.unit == "%" else ""
    series = f"{named(it.series)}: " if it.series else ""
    began = "" if it.baseline is None else f"; it began at {it.baseline:g}{percent}"
    if it.promised:
        began = f"; its baseline was due {said_date(it.promised)} and is not set"
    latest = f"{_figure(it.latest, percent)}" if it.latest else "no figure yet"
    on = f" on {said_date(it.latest_on)}" if it.latest_on else ""
    doubt = f" _(disputed: {named(it.disputed)})_" if it.disputed else ""
    told = f"{series}{latest}{on}{doubt}{_target(it, percent)}{began} (action {it.action})"
    return "\n".join(filter(None, (told, trend(it))))


def _target(it: MeasureLine, percent: str) -> str:
    if not it.target:
        return "; no target yet due"
    due = f" due {said_date(it.target_due)}" if it.target_due else ""
    first = f" (first {_figure(it.original, percent)})" if it.original else ""
    return f"; target {_figure(it.target, percent)}{due}{first}"


def trend(it: MeasureLine) -> str:
    """The figures as a small picture, and in words; empty for fewer than two."""
    picture = spark(it.points)
    if not picture:
        return ""
    first, last = it.points[-min(len(it.points), SPARKS)], it.points[-1]
    way = last.value - first.value
    word = "up" if way > 0 else "down"
    by = f"{word} {number(round(abs(way), 2))} since" if way else "the same as"
    return f"{picture} {by} {said_date(first.on)}{_pace(it, last.on)}"


def _pace(it: MeasureLine, last: date) -> str:
    if not it.reached or it.reached <= last:
        return ""
    target = named(it.target or "")
    return f"; at this pace the target of {target} is reached by {said_date(it.reached)}"


def _figure(printed: str, percent: str) -> str:
    return named(printed) + (percent if printed[-1:].isdigit() else "")
