"""What a posted digest got wrong, as it stands in its thread."""

from bot.rules.errata import Correction, Erratum, FigureCorrection
from bot.views.blocks import Message, context, listed, message, named
from bot.views.digest import shortfall
from bot.views.words import FIELD, counted, said_moment, value

SHOWN = 20  # of each kind; the rest is counted


def erratum_message(erratum: Erratum) -> Message:
    """What was shown, and what it was, action by action and figure by figure."""
    lines = [_correction(one) for one in erratum.corrections]
    lines += [_figure(one) for one in erratum.figures]
    at = said_moment(erratum.as_at, erratum.zone)
    head = f"Correction to the digest of {named(erratum.plan)} as at {at}"
    blocks = listed(head, lines, len(lines), SHOWN)
    blocks.append(context("The digest above stays as it was posted. The next one has it right."))
    return message(f"{head}: {counted(len(lines), 'thing')} to put right.", blocks)


def _correction(it: Correction) -> str:
    field = FIELD[it.field]
    shown, was = value(it.field, it.shown), value(it.field, it.was)
    return f"*{it.ref}* {field}: shown as {shown}, and was {was} ({_why(it.taken_back)})"


def _figure(it: FigureCorrection) -> str:
    name = f"*{it.measure}* (action {it.action})"
    shown = shortfall(it.shown) if it.shown else "not among the targets not met"
    was = shortfall(it.was) if it.was else "not off its target"
    return f"{name}: shown as {shown}; it was {was} ({_why(it.taken_back)})"


def _why(taken_back: bool) -> str:
    return "taken back since" if taken_back else "recorded since"
