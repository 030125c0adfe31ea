"""The digest in Block Kit: where the plan stands first, then what needs attention, worst first."""

from datetime import date, datetime

from bot.rules.cadence import FULL
from bot.rules.digest import Digest, Line, Movement
from bot.rules.ratings import off_track
from bot.rules.targets import Shortfall
from bot.views.audit_figures import audit_blocks
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
from bot.views.life import life_blocks, slip_blocks
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


def digest_message(digest: Digest, late: datetime | None = None, style: str = FULL) -> Message:
    """The digest as it is posted, all of it or exceptions only.

    `late` is when it was due, where it comes late.
    """
    for limit in LINE_LIMITS:
        blocks = _blocks(digest, limit, late, style)
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


def _blocks(digest: Digest, limit: int, late: datetime | None, style: str) -> list[Block]:
    counts = digest.counts
    whole = style == FULL
    return [
        header(f"{digest.plan}: {'where the plan stands' if whole else 'what needs attention'}"),
        *_lateness(late, digest.zone),
        section(standing(digest)),
        *([section(ratings(digest))] if whole else []),
        *(movement_blocks(digest.movement, limit) if whole else []),
        divider(),
        *_lines("Overdue", digest, digest.overdue, counts["overdue"], limit),
        *_lines("Rated red", digest, digest.red, len(digest.red), limit),
        *slip_blocks(digest.life, limit),
        *_lines("Gone quiet", digest, digest.silent, counts["silent"], limit),
        *_targets("Complete, and the target is not met", digest.unmet, limit),
        *audit_blocks(digest.audits, limit),
        *(_others(digest, limit) if whole else []),
        *life_blocks(digest.life, limit),
        context(
            f"As recorded by {said_moment(digest.as_at, digest.zone)}; changes since "
            f"{said_moment(digest.since, digest.zone)}.{_themes(digest)} "
            "Say `/update 4.2 complete` to report."
        ),
    ]


def _others(digest: Digest, limit: int) -> list[Block]:
    """What needs nobody's attention yet."""
    open_short = tuple(one for one in digest.off_track if one not in digest.unmet)
    soon = digest.counts["due_soon"]
    return [
        *_targets("Targets not met", open_short, limit),
        *_lines("Due in the next 14 days", digest, digest.due_soon, soon, limit),
    ]


def _themes(digest: Digest) -> str:
    return f" Themes {and_list(digest.themes)} only." if digest.themes else ""


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


def _lines(
    heading: str, digest: Digest, lines: tuple[Line, ...], total: int, limit: int
) -> list[Block]:
    said = [_reason(heading, line) + _word(line, digest) for line in lines]
    return listed(f"{heading} ({total})", said, total, limit)


def _reason(heading: str, line: Line) -> str:
    """What it is, and why it stands there."""
    what = {
        "Overdue": f"*{days(line.days)} late*, ",
        "Due in the next 14 days": f"*{days(line.days)} left*, ",
        "Gone quiet": f"*{days(line.days)} without a word*, ",
    }
    return f"*{line.ref}* {named(line.title)}: {what.get(heading, '')}{STATUS[line.status]}"


def _word(line: Line, digest: Digest) -> str:
    """How it is rated, by whom it is led, and how old the last word on it is."""
    age = (digest.day - line.last_word).days if line.last_word else None
    stale = " (stale)" if age is not None and age > digest.stale_after else ""
    rating = f", {RATING[line.rag]}{stale}" if line.rag else ""
    heard = "no word yet" if age is None else f"last word {_ago(age)}"
    return f"{rating} ({and_list(line.leads) or 'no lead'}; {heard})"


def _ago(age: int) -> str:
    return "today" if age == 0 else f"{days(age)} ago"


def _targets(heading: str, off_track: tuple[tuple[str, Shortfall], ...], limit: int) -> list[Block]:
    lines = [_target(action, short) for action, short in off_track]
    return listed(f"{heading} ({len(lines)})", lines, len(lines), limit)


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
