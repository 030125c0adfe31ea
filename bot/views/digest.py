"""The digest in Block Kit: where the plan stands first, then what needs attention, worst first."""

from datetime import date, datetime

from bot.rules.digest import Digest, Line, Movement
from bot.rules.ratings import off_track
from bot.rules.targets import Shortfall
from bot.views.blocks import (
    Block,
    Message,
    context,
    divider,
    fits,
    header,
    listed,
    message,
    named,
    section,
)
from bot.views.life import life_blocks
from bot.views.ratings import off_track_words
from bot.views.words import (
    RATING,
    STATUS,
    and_list,
    counted,
    days,
    number,
    said_date,
    said_moment,
)

# How many lines of each kind: the first that fits Slack's limits is sent.
LINE_LIMITS = (10, 6, 3, 1)


def digest_message(digest: Digest, late: datetime | None = None) -> Message:
    """The digest as it is posted; `late` is when it was due, where it comes late."""
    for limit in LINE_LIMITS:
        blocks = _blocks(digest, limit, late)
        if fits(blocks):
            break
    return message(headline(digest), blocks)


def headline(digest: Digest) -> str:
    """The one line that a notification shows."""
    counts = digest.counts
    return (
        f"{named(digest.plan)}, {said_date(digest.day)}: {counts['completed']} of "
        f"{counted(counts['total'], 'action')} complete, {counts['residual']} residual, "
        f"{counts['overdue']} overdue, {counts['due_soon']} due in the next 14 days."
    )


def _blocks(digest: Digest, limit: int, late: datetime | None) -> list[Block]:
    counts = digest.counts
    return [
        header(f"{digest.plan}: where the plan stands"),
        *_lateness(late, digest.zone),
        section(standing(digest)),
        section(ratings(digest)),
        *movement_blocks(digest.movement, limit),
        divider(),
        *_lines("Overdue", digest.overdue, counts["overdue"], limit, "late"),
        *_lines("Due in the next 14 days", digest.due_soon, counts["due_soon"], limit, "left"),
        *_lines("Gone quiet", digest.silent, counts["silent"], limit, "without a word"),
        *_targets(digest.off_track, limit),
        *life_blocks(digest.life, limit),
        context(
            f"As recorded by {said_moment(digest.as_at, digest.zone)}; changes since "
            f"{said_moment(digest.since, digest.zone)}. Say `/update 4.2 complete` to report."
        ),
    ]


def _lateness(late: datetime | None, zone: str) -> list[Block]:
    if late is None:
        return []
    return [context(f"Late: this was due on {said_moment(late, zone)}.")]


def standing(digest: Digest) -> str:
    """How many actions there are of each status."""
    counts = digest.counts
    parts = [f"*{counts[status]}* {STATUS[status]}" for status in _ORDER]
    total = counted(counts["total"], "action")
    aside = [
        f"{counts[kind]} {kind.replace('_', ' ')}"
        for kind in ("carried_over", "withdrawn")
        if counts.get(kind)
    ]
    rest = f" ({', '.join(aside)})" if aside else ""
    return f"{total}: {', '.join(parts)}{rest}. *{counts['overdue']} overdue*."


_ORDER = ("completed", "residual", "in_progress", "not_started")


def ratings(digest: Digest) -> str:
    """How many open actions there are of each rating."""
    words = {**RATING, "none": RATING[None], "stale": "◌ stale"}
    counts = {rag: n for rag, n in digest.rag.items() if n or rag != "stale"}
    told = f"Open actions as rated: {', '.join(f'{words[rag]} {n}' for rag, n in counts.items())}"
    amber, red = counts.get("amber", 0), counts.get("red", 0)
    if not amber + red:
        return told
    rated = not counts.get("none") and not counts.get("stale")
    found = off_track(amber, red, sum(counts.values()) if rated else None)
    return f"{told}\n{off_track_words(found, amber, red)}"


def movement_blocks(movement: Movement, limit: int) -> list[Block]:
    """What was completed, reopened, moved, and rated otherwise."""
    lines = []
    if movement.completed:
        lines.append(f"Completed: {_refs(movement.completed)}")
    if movement.reopened:
        lines.append(f"Reopened: {_refs(movement.reopened)}")
    lines += [
        f"{move.ref} end date moved from {_day(move.before)} to {_day(move.after)}"
        for move in movement.moved
    ]
    lines += [
        f"{move.ref} went from {RATING[move.before]} to {RATING[move.after]}"
        for move in movement.rag
    ]
    return listed("What changed", lines or ["Nothing was reported."], max(len(lines), 1), limit + 2)


def _refs(refs: tuple[str, ...], most: int = 20) -> str:
    more = f" and {len(refs) - most} more" if len(refs) > most else ""
    return ", ".join(refs[:most]) + more


def _day(text: str | None) -> str:
    return said_date(date.fromisoformat(text)) if text else "none"


def _lines(heading: str, lines: tuple[Line, ...], total: int, limit: int, what: str) -> list[Block]:
    return listed(f"{heading} ({total})", [_line(line, what) for line in lines], total, limit)


def _line(line: Line, what: str) -> str:
    rating = f", {RATING[line.rag]}" if line.rag else ""
    heard = f"last word {said_date(line.last_word)}" if line.last_word else "no word yet"
    leads = and_list(line.leads) or "no lead"
    return (
        f"*{line.ref}* {named(line.title)}: *{days(line.days)} {what}*, "
        f"{STATUS[line.status]}{rating} ({leads}; {heard})"
    )


def _targets(off_track: tuple[tuple[str, Shortfall], ...], limit: int) -> list[Block]:
    lines = [_target(action, short) for action, short in off_track]
    return listed(f"Targets not met ({len(lines)})", lines, len(lines), limit)


def _target(action: str, short: Shortfall) -> str:
    return f"*{short.measure}* (action {action}): {shortfall(short)}"


def shortfall(short: Shortfall) -> str:
    """How far a measure is from its target, in words."""
    name = f"{named(short.title)}{f', {named(short.series)}' if short.series else ''}"
    target = named(short.target) + (
        short.unit if short.target[-1:].isdigit() and short.unit == "%" else ""
    )
    due = f" due {said_date(short.due)}" if short.due else ""
    if short.short is None or short.value is None:
        was = (
            ""
            if short.baseline is None
            else f"; it began at {number(short.baseline)}{_unit(short)}"
        )
        return f"{name}: no figure yet for the target of {target}{due}{was}"
    gap = f"{number(short.short)} {'points' if short.unit == '%' else 'short'}"
    if short.unit == "yes/no":
        return f"{name}: not yet done{due}"
    tail = f"{gap} short of" if short.unit == "%" else "against"
    first = f" (first {named(short.original)}{_unit(short)})" if short.original else ""
    doubt = " (disputed)" if short.disputed else ""
    return f"{name}: {number(short.value)}{_unit(short)}{doubt}, {tail} {target}{due}{first}"


def _unit(short: Shortfall) -> str:
    return "%" if short.unit == "%" else ""
