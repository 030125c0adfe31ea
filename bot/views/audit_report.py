"""The monthly audit report in a channel and its thread, a person's own, and a year's grid."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot.rules.audit_figures import Theme
from bot.rules.audit_report import (
    AuditReport,
    Cell,
    Grid,
    OwnRound,
    ProgrammeReport,
    Recommendation,
)
from bot.rules.periods import first_of
from bot.rules.programmes import GRADES
from bot.rules.returns import Totals
from bot.views.audit_figures import figures_line, follow_ups, held_against
from bot.views.auditing import GRADE, totals_in_words
from bot.views.blocks import (
    Block,
    Message,
    context,
    escaped,
    fitted,
    header,
    listed,
    message,
    named,
    section,
)
from bot.views.words import said_date, said_moment

LINES_SHOWN = (60, 30, 15, 8, 3)
MARK = {
    "complete": "●",
    "complete, late": "◐",
    "part": "◆",
    "part, late": "▲",
    "missing, late": "▲",
    "to come": "◇",
    "excused": "○",
}


def month_name(month: str) -> str:
    """January 2015."""
    return f"{first_of(month):%B %Y}"


def report_message(it: AuditReport, late: datetime | None = None) -> Message:
    """The report's first screen: every programme's round in figures. Totals only."""
    heading = f"{it.plan}: audits in {month_name(it.month)}"
    lines = [_headline(one) for one in it.programmes] or [nothing_asked(it)]
    blocks: list[Block] = [
        header(heading),
        *([context(f"Late: this was due on {said_moment(late, it.zone)}.")] if late else []),
        *(section(line) for line in lines),
        context(f"As recorded by {said_date(it.day)}. Totals only; nobody is named here."),
    ]
    said = "; ".join(_short(one) for one in it.programmes) or nothing_asked(it)
    return message(f"{named(it.plan)}, audits in {month_name(it.month)}: {said}", blocks)


def nothing_asked(it: AuditReport) -> str:
    """A month in which no round is on record."""
    return f"No audits: no round of any programme is on record for {month_name(it.month)}."


def _short(one: ProgrammeReport) -> str:
    return f"{named(one.figures.programme)} {totals_in_words(one.figures.totals)}"


def _headline(one: ProgrammeReport) -> str:
    grades = grades_line(one.figures.totals)
    return "\n".join(filter(None, [figures_line(one.figures), grades]))


def grades_line(it: Totals) -> str:
    """How many of each grade, in their order; nothing where none was graded."""
    if not it.graded:
        return ""
    return ", ".join(f"{GRADE[grade]} {it.grades.get(grade, 0)}" for grade in GRADES)


def thread_messages(it: AuditReport) -> list[Message]:
    """What stands under the report: what the cases had in place, programme by programme."""
    found = [_themes(one) for one in it.programmes if one.themes]
    return [*found, _advice(it)] if it.recommendations else found


def _advice(it: AuditReport) -> Message:
    heading = f"Recommended in {month_name(it.month)}"
    lines = [_recommendation(one) for one in it.recommendations]
    blocks = fitted(lambda limit: listed(heading, lines, len(lines), limit), LINES_SHOWN)
    return message(f"{heading}: {len(lines)}", blocks)


def _recommendation(one: Recommendation) -> str:
    became = f" (action {one.action})" if one.action else ""
    return f"*{one.key}* {escaped(one.text)}{became}"


def recommended(month: str) -> str:
    """A recommendation that is kept."""
    return f"Kept; it stands in the audit report of {month_name(month)}."


def made_an_action(key: str, ref: str) -> str:
    """A recommendation that is now an action."""
    return f"Recommendation {key} is now action {named(ref)}. Give it leads and an end date."


def came_of(key: str) -> str:
    """What an action's history begins with."""
    return f"Recommendation {key} of the audit report."


def how_to_recommend() -> str:
    """Something that is neither."""
    return (
        "Say it like `/audit recommend 2015-01: chronologies to be checked in supervision`; an "
        "administrator makes an action of it with `/audit recommend 2015-01/1 as 4.9`."
    )


def not_yours_to_recommend() -> str:
    """Somebody who neither administers nor assures quality."""
    return "Recommendations are for quality assurance and administrators; nothing was saved."


def no_such_recommendation(key: str) -> str:
    """One that is not there, or is an action already."""
    return f"There is no recommendation {named(key)} that is not an action yet; nothing was saved."


def _themes(one: ProgrammeReport) -> Message:
    heading = f"{named(one.figures.programme)}, {named(one.figures.period)}: what was in place"
    lines = [theme_line(theme) for theme in one.themes]
    blocks = fitted(lambda limit: listed(heading, lines, len(lines), limit), LINES_SHOWN)
    return message(f"{heading}. {lines[0]}", blocks)


def theme_line(it: Theme) -> str:
    """A question's share of yes, and how far that is from its measure's target."""
    aim = held_against(it.aim, it.share, f"Measure {it.aim.measure}") if it.aim else ""
    return f"*{it.share}%* {named(it.label)} ({it.yes} of {it.of}). {aim}".rstrip()


def report_text(it: AuditReport) -> list[Block]:
    """The report with what stands under it, for one reader."""
    return [
        *report_message(it).blocks,
        *(block for one in thread_messages(it) for block in one.blocks),
    ]


# ---- a person's own


def own_message(plan: str, month: str, rounds: Sequence[OwnRound]) -> Message:
    """What one person's roles owed in a month and what came of it; for them alone."""
    heading = f"{plan}: your audits in {month_name(month)}"
    lines = [_own(one) for one in rounds]
    blocks = fitted(lambda limit: _own_blocks(heading, lines, limit), LINES_SHOWN)
    return message(f"{named(heading)}. {lines[0]}", blocks)


def _own_blocks(heading: str, lines: list[str], limit: int) -> list[Block]:
    return [
        header(heading),
        *listed("", lines, len(lines), limit),
        context("Only you see this. In channels there are totals, and nobody's name."),
    ]


def _own(one: OwnRound) -> str:
    what = f"*{named(one.programme)}*, {named(one.period)} ({named(one.role)}): "
    if one.totals.excused:
        return f"{what}excused."
    late = " late" if one.totals.late else ""
    done = f"{one.done} of {one.wanted} done{late}, due {said_date(one.due)}."
    good = f"Good or better {one.totals.good}%: {grades_line(one.totals)}."
    open_ = follow_ups(one.follow_ups.open, one.follow_ups.late)
    return " ".join(filter(None, [what + done, good if one.totals.graded else "", open_]))


# ---- a year's grid


def grid_message(grids: Sequence[Grid], year: int) -> Message:
    """Who returned what in a year, for an administrator alone."""
    if not grids:
        text = f"No round of any programme is on record for {year}."
        return message(text, [section(text)])
    blocks = fitted(lambda limit: _grids(grids, limit), LINES_SHOWN)
    return message(f"{named(grids[0].plan)}: who returned what in {year}", blocks)


def _grids(grids: Sequence[Grid], limit: int) -> list[Block]:
    blocks: list[Block] = [header(f"{grids[0].plan}: who returned what in {grids[0].year}")]
    for one in grids:
        lines = list(_rows(one))
        blocks += listed(named(one.programme), lines, len(lines), limit)
    return [*blocks, context(legend())]


def _rows(one: Grid) -> Iterable[str]:
    for key, name in one.roles:
        cells = one.of(key)
        told = "  ".join(f"{_short_month(month)} {cell_text(it)}" for month, it in cells.items())
        yield f"{named(name)}: {told}"


def _short_month(month: str) -> str:
    return f"{first_of(month):%b}"


def cell_text(it: Cell) -> str:
    """A cell by shape and number."""
    if it.excused:
        return MARK["excused"]
    return f"{MARK[it.state]} {it.done}/{it.wanted}"


def grid_sheet(one: Grid) -> dict[str, Any]:
    """A grid as a spreadsheet shows it: every cell with its shape, its number and its word."""
    return {
        "name": one.programme,
        "rounds": [name for _, name in one.rounds],
        "roles": [
            {
                "role": name,
                "rounds": [
                    {"state": it.state, "text": f"{cell_text(it)} {it.state}"} if it else None
                    for it in (one.cells.get((key, month)) for month, _ in one.rounds)
                ],
            }
            for key, name in one.roles
        ],
    }


def legend() -> str:
    """What the shapes mean."""
    return (
        "● complete, ◐ complete after it was due, ◆ part of it so far, ◇ nothing yet, "
        "▲ late and not complete, ○ excused. Only you see this."
    )
