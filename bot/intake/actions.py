"""The actions of a plan, one a row."""

import re
from collections.abc import Iterable
from datetime import date

from bot.intake.cells import BLANK, Faults, Row
from bot.intake.themes import Themes
from bot.intake.words import day, percent, plain_ref, standing
from bot.rules.plan_file import ActionRow
from bot.rules.references import LONGEST_REF, steers
from bot.rules.role_names import role_key, split_leads

_CONTINUED = frozenset({"title", "leads"})
_ENDS = ("revised_end", "end", "original_end")  # the first that is filled is the end in force
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_NOISE = re.compile(r"\d*\.\d{9,}")


def joined(rows: Iterable[Row], faults: Faults) -> list[Row]:
    """The rows that begin an action, with what runs on below them.

    A row with no reference and nothing but a title or leads continues the one above, as after a
    page break: its text is added there.
    """
    found: list[Row] = []
    for row in rows:
        if row.filled() & {"ref"}:
            found.append(row)
        elif found and row.filled() <= _CONTINUED:
            found[-1] = found[-1].with_more(row, row.filled())
        else:
            faults.add(row, "ref", "there is no reference")
    return found


def ref_of(row: Row) -> str:
    """An action's number as the plan prints it."""
    return plain_ref(row.text("ref"))


def read_actions(
    rows: Iterable[Row], themes: Themes, roles: dict[str, str], faults: Faults
) -> tuple[ActionRow, ...]:
    """The actions in order. `roles` are names by key; leads that are new are added to them."""
    found = tuple(_action(row, themes, roles, faults) for row in rows)
    _refuse_twins(rows, faults)
    return found


def _action(row: Row, themes: Themes, roles: dict[str, str], faults: Faults) -> ActionRow:
    ref, title = ref_of(row), row.text("title")
    _refuse_unusable(row, ref, title, faults)
    in_force = next((field for field in _ENDS if row.cell(field) != BLANK), "end")
    start, end = day(row, "start", "start", faults), day(row, in_force, "end", faults)
    if start and end and end < start:
        faults.add(row, in_force, f"the end, {_long(end)}, is before the start, {_long(start)}")
    status, rating = standing(row, faults)
    leads = split_leads(row.lines("leads"))
    return ActionRow(
        ref=ref,
        theme=themes.of(row, ref, faults),
        title=title,
        leads=tuple(roles.setdefault(role_key(lead), lead) for lead in leads),
        start=start,
        end=end,
        status=status,
        rag=rating,
        percent=percent(row, faults),
        where=row.where,
    )


def _refuse_unusable(row: Row, ref: str, title: str, faults: Faults) -> None:
    if isinstance(row.cell("ref"), date):
        reason = f"Excel has made a date, {ref}, of this reference; format the column as text"
        faults.add(row, "ref", reason)
    elif not ref:
        faults.add(row, "ref", "there is no reference")
    elif len(ref) > LONGEST_REF:
        reason = f"“{ref[:LONGEST_REF]}...” is too long: a reference has at most {LONGEST_REF}"
        faults.add(row, "ref", f"{reason} characters")
    elif _NOISE.fullmatch(ref):
        faults.add(row, "ref", f"“{ref}” is a fraction and not a reference")
    elif steers(ref):
        faults.add(row, "ref", f"“{ref}” cannot be a reference: Slack would format it")
    if not title:
        faults.add(row, "title", "there is no title")


def _refuse_twins(rows: Iterable[Row], faults: Faults) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        ref = ref_of(row)
        known = first.setdefault(_LEADING_ZEROS.sub("", ref.casefold()), row)
        if not ref or known is row:
            continue
        place = f"row {known.where.row}"
        if known.where.source != row.where.source:
            place = f"{known.where.source}, {place},"
        if ref.casefold() == ref_of(known).casefold():
            reason = f"reference “{ref}” stands twice, in {place} and in row {row.where.row}"
        else:
            reason = f"reference “{ref}” is “{ref_of(known)}” of {place} but for a leading zero"
        faults.add(row, "ref", reason)


def _long(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
